import type { DeviceView } from '../../preload/contract.ts';

/** The operating system's choice, whatever it is at the time. */
export const systemDefault: DeviceView = { id: 'default', label: 'System default' };

/** Chromium lists the chosen devices a second time under these ids. */
const aliases = new Set(['', 'default', 'communications']);

/**
 * How often devices are looked for while it rings or someone talks, and otherwise, in milliseconds. A look takes about 4 ms of
 * processor time. A voice that goes into a device that is not there is noticed by nobody else; and a headset that was switched off
 * must not pass for one on which calls ring.
 */
const [neededEveryMs, idleEveryMs] = [500, 5_000];

/** Keeps an eye on the audio devices. */
export interface DeviceWatch {
  /** Whether a call needs them now: then they are looked for often, because not every sound system tells. */
  setNeeded(needed: boolean): void;
}

/**
 * Calls back with the present audio devices, and again whenever they changed. The first of each list is
 * {@link systemDefault}; a list is empty where there is no device of its kind. Chromium tells of devices that the kernel
 * knows; what comes and goes in PulseAudio alone (Bluetooth, network, virtual) is only found by looking.
 */
export function watchDevices(
  changed: (inputs: readonly DeviceView[], outputs: readonly DeviceView[]) => void,
): DeviceWatch {
  let last = '';
  let everyMs = idleEveryMs;
  const look = async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const inputs = devicesOf(devices, 'audioinput', 'Microphone');
    const outputs = devicesOf(devices, 'audiooutput', 'Speaker');
    const print = JSON.stringify([inputs, outputs]);
    if (print === last) return;
    last = print;
    changed(inputs, outputs);
  };
  navigator.mediaDevices.addEventListener('devicechange', () => void look());
  window.addEventListener('focus', () => void look());
  let timer = setInterval(() => void look(), everyMs);
  void look();
  return {
    setNeeded(needed) {
      const wanted = needed ? neededEveryMs : idleEveryMs;
      if (wanted === everyMs) return;
      everyMs = wanted;
      clearInterval(timer);
      timer = setInterval(() => void look(), everyMs);
      if (needed) void look();
    },
  };
}

/** The devices of one kind as the user sees them; `unnamed` and a number stand in for labels that are withheld. */
export function devicesOf(
  devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[],
  kind: MediaDeviceKind,
  unnamed: string,
): readonly DeviceView[] {
  const ofKind = devices.filter((device) => device.kind === kind);
  if (ofKind.length === 0) return [];
  const real = ofKind.filter(({ deviceId }) => !aliases.has(deviceId));
  return [
    systemDefault,
    ...real.map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `${unnamed} ${index + 1}` })),
  ];
}
