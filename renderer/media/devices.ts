import type { DeviceInterest, DeviceView } from '../../preload/contract/index.ts';

/** The operating system's choice, whatever it is at the time. */
export const systemDefault: DeviceView = { id: 'default', label: 'System default' };

/** Chromium lists the chosen devices a second time under these ids. */
const aliases = new Set(['', 'default', 'communications']);

/**
 * How often devices are looked for, in milliseconds: while it rings or someone talks, while they are watched, and otherwise. A look
 * takes about 4 ms of processor time in two processes. A voice that goes into a device that is not there is noticed by nobody else;
 * and a headset that was switched off must not pass for one on which calls ring. What is plugged into the computer is told at once.
 */
const [neededEveryMs, watchedEveryMs, idleEveryMs] = [500, 5_000, 30_000];

/** Keeps an eye on the audio devices. */
export interface DeviceWatch {
  /** Whether a call needs them now: then they are looked for often, because not every sound system tells. */
  setNeeded(needed: boolean): void;
  /** Whether somebody looks at what depends on them; who begins to sees what is there now. */
  setInterest(interest: DeviceInterest): void;
}

/**
 * Calls back with the present audio devices and whether there is a camera, and again whenever they changed. The first of each list is
 * {@link systemDefault}; a list is empty where there is no device of its kind. Chromium tells of devices that the kernel
 * knows; what comes and goes in PulseAudio alone (Bluetooth, network, virtual) is only found by looking.
 */
export function watchDevices(
  changed: (inputs: readonly DeviceView[], outputs: readonly DeviceView[], camera: boolean) => void,
): DeviceWatch {
  let last = '';
  let needed = false;
  let interest: DeviceInterest = 'none';
  const look = async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const inputs = devicesOf(devices, 'audioinput');
    const outputs = devicesOf(devices, 'audiooutput');
    const camera = devices.some(({ kind }) => kind === 'videoinput');
    const print = JSON.stringify([inputs, outputs, camera]);
    if (print === last) return;
    last = print;
    changed(inputs, outputs, camera);
  };
  navigator.mediaDevices.addEventListener('devicechange', () => void look());
  let everyMs = idleEveryMs;
  let timer = setInterval(() => void look(), everyMs);
  void look();
  /** Returns whether it is a quicker one. */
  const setPace = (): boolean => {
    const before = everyMs;
    everyMs = needed ? neededEveryMs : interest === 'watched' ? watchedEveryMs : idleEveryMs;
    if (everyMs === before) return false;
    clearInterval(timer);
    timer = setInterval(() => void look(), everyMs);
    return everyMs < before;
  };
  return {
    setNeeded(now) {
      needed = now;
      if (setPace()) void look();
    },
    setInterest(now) {
      const begins = interest === 'none' && now !== 'none';
      interest = now;
      if (setPace() || begins) void look();
    },
  };
}

/** The devices of one kind that the user can choose; a label that is withheld is empty. */
export function devicesOf(
  devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[],
  kind: MediaDeviceKind,
): readonly DeviceView[] {
  const ofKind = devices.filter((device) => device.kind === kind);
  if (ofKind.length === 0) return [];
  const real = ofKind.filter(({ deviceId }) => !aliases.has(deviceId));
  return [systemDefault, ...real.map(({ deviceId, label }) => ({ id: deviceId, label }))];
}
