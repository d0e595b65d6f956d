import type { DevicePurpose, DeviceView, Words } from '../../../preload/contract/index.ts';
import type { CallDevice } from '../calls/state.ts';
import { cleanText } from '../text.ts';

export interface DevicesModel {
  /** False until the sound window told them for the first time. */
  readonly known: boolean;
  readonly inputs: readonly DeviceView[];
  readonly outputs: readonly DeviceView[];
  /** There is a camera, whichever. Absent before the sound window looked. */
  readonly camera?: boolean;
  /** Absent before a page looked. */
  readonly cameras?: readonly DeviceView[];
  /** What the user chose, with the label, because ids change when a device moves to another socket. */
  readonly wanted: Readonly<Partial<Record<DevicePurpose, DeviceView>>>;
}

/** Chromium's id for whatever device the system would choose. */
const systemDefaultId = 'default';

export const noDevices: DevicesModel = { known: false, inputs: [], outputs: [], wanted: {} };

/** The device for a purpose: the one that was chosen, by id or else by its label, or the system's default. */
export function chosenDevice(devices: DevicesModel, purpose: DevicePurpose): DeviceView | null {
  const present = devicesFor(devices, purpose);
  return wantedDevice(devices, purpose) ?? present.find(({ id }) => id === systemDefaultId) ?? present[0] ?? null;
}

/**
 * Devices of one kind as the sound system told them, with labels fit to show. The system's default has its name from this app, as has
 * what has none; those whose labels are withheld are numbered.
 */
export function namedDevices(
  devices: readonly DeviceView[],
  kind: 'microphone' | 'speaker' | 'camera',
  { say }: Words,
): readonly DeviceView[] {
  const real = devices.filter(({ id }) => id !== systemDefaultId);
  const nameOf = (device: DeviceView): string => {
    if (device.id === systemDefaultId) return say('device.system-default');
    if (device.label === '') return say(`device.${kind}-without-label`, { number: real.indexOf(device) + 1 });
    return cleanText(device.label) ?? say('device.unnamed');
  };
  return devices.map((device) => ({ id: device.id, label: nameOf(device) }));
}

/** Whether two labels are of one device. */
export function isSameDevice(one: string, other: string): boolean {
  return one === other || bareLabel(one) === bareLabel(other);
}

/**
 * The label without the number that a system puts there when a device comes back at another socket, or is there twice: Windows
 * "Headset (2- Jabra)", macOS "Jabra (2)", Linux "Jabra #2". The numbers of maker and product that Chromium appends stay.
 */
function bareLabel(label: string): string {
  const bare = (cleanText(label) ?? '')
    .normalize('NFC')
    .replace(/(^|\()\d{1,2}\s?[-–]\s/g, '$1')
    .replace(/\s*(?:#\s?\d{1,2}|\(\d{1,2}\))(?=$| \([\da-f]{4}:[\da-f]{4}\)$)/i, '')
    .trim();
  return bare === '' ? label : bare;
}

export function microphoneState(devices: DevicesModel): 'there' | 'missing' {
  return devices.known && devices.inputs.length === 0 ? 'missing' : 'there';
}

/** Whether the device that was chosen for a purpose is not there. */
export function isMissing(devices: DevicesModel, purpose: DevicePurpose): boolean {
  return devices.known && devices.wanted[purpose] !== undefined && wantedDevice(devices, purpose) === null;
}

/**
 * The label of the device for a purpose, where it went between two looks; null where it is still there. Which device the
 * system's default stands for is not known: there it is any that went. One that is back under another id or number did not go; its twin, which was there before, is another.
 */
export function removedDevice(before: DevicesModel, after: DevicesModel, device: CallDevice): string | null {
  if (!before.known) return null;
  const was = chosenDevice(before, device);
  const known = new Set(devicesFor(before, device).map(({ id }) => id));
  const isGone = ({ id, label }: DeviceView) =>
    id !== systemDefaultId &&
    !devicesFor(after, device).some(
      (other) => other.id === id || (!known.has(other.id) && isSameDevice(other.label, label)),
    );
  const gone = was?.id === systemDefaultId ? devicesFor(before, device).find(isGone) : was;
  return gone && isGone(gone) ? gone.label : null;
}

/** Whether a device of that label is there. */
export function isPresent(devices: DevicesModel, device: CallDevice, label: string): boolean {
  return devicesFor(devices, device).some((one) => isSameDevice(one.label, label));
}

/** The label of the device for a purpose; `systems` where the system chooses among several. Null where there is none. */
export function labelInUse(devices: DevicesModel, purpose: DevicePurpose): string | { readonly systems: true } | null {
  const chosen = chosenDevice(devices, purpose);
  if (chosen?.id !== systemDefaultId) return chosen?.label ?? null;
  const real = devicesFor(devices, purpose).filter(({ id }) => id !== systemDefaultId);
  return real.length === 1 ? (real[0]?.label ?? null) : { systems: true };
}

export function devicesFor(
  { inputs, outputs, cameras = [] }: DevicesModel,
  purpose: DevicePurpose,
): readonly DeviceView[] {
  if (purpose === 'camera') return cameras;
  return purpose === 'microphone' ? inputs : outputs;
}

function wantedDevice(devices: DevicesModel, purpose: DevicePurpose): DeviceView | null {
  const wanted = devices.wanted[purpose];
  if (wanted === undefined) return null;
  const present = devicesFor(devices, purpose);
  return (
    present.find(({ id }) => id === wanted.id) ??
    present.find(({ label }) => label === wanted.label) ??
    present.find(({ label }) => isSameDevice(label, wanted.label)) ??
    null
  );
}
