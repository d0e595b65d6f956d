import type { DevicePurpose, DevicesView, DeviceView } from '../../../preload/contract.ts';

export interface DevicesModel {
  /** False until the main window told them for the first time. */
  readonly known: boolean;
  readonly inputs: readonly DeviceView[];
  readonly outputs: readonly DeviceView[];
  /** What the user chose, with the label, because ids change when a device moves to another socket. */
  readonly wanted: Readonly<Partial<Record<DevicePurpose, DeviceView>>>;
}

export const noDevices: DevicesModel = { known: false, inputs: [], outputs: [], wanted: {} };

/** The device for a purpose: the one that was chosen, by id or else by its label, or the system's default. */
export function chosenDevice(devices: DevicesModel, purpose: DevicePurpose): DeviceView | null {
  const present = purpose === 'microphone' ? devices.inputs : devices.outputs;
  return wantedDevice(devices, purpose) ?? present.find(({ id }) => id === 'default') ?? present[0] ?? null;
}

export function projectDevices(devices: DevicesModel): DevicesView {
  return {
    inputs: devices.inputs,
    outputs: devices.outputs,
    chosen: {
      ring: chosenDevice(devices, 'ring'),
      microphone: chosenDevice(devices, 'microphone'),
      speaker: chosenDevice(devices, 'speaker'),
    },
  };
}

export function microphoneState(devices: DevicesModel): 'there' | 'missing' {
  return devices.known && devices.inputs.length === 0 ? 'missing' : 'there';
}

/** The line at the foot of the ring card. */
export function talkOn(devices: DevicesModel): { readonly text: string; readonly warning: boolean } {
  if (microphoneState(devices) === 'missing') return { text: 'No microphone. Plug one in to answer.', warning: true };
  const microphone = chosenDevice(devices, 'microphone');
  const label = microphone?.label ?? 'the system’s microphone';
  const wanted = devices.wanted.microphone;
  if (devices.known && wanted !== undefined && wantedDevice(devices, 'microphone') === null) {
    return { text: `${wanted.label} not found. You will talk on ${label}.`, warning: true };
  }
  return { text: `You will talk on ${label}`, warning: false };
}

function wantedDevice(devices: DevicesModel, purpose: DevicePurpose): DeviceView | null {
  const wanted = devices.wanted[purpose];
  if (wanted === undefined) return null;
  const present = purpose === 'microphone' ? devices.inputs : devices.outputs;
  return present.find(({ id }) => id === wanted.id) ?? present.find(({ label }) => label === wanted.label) ?? null;
}
