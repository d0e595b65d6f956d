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
/** A computer without sound is looked at ever more seldom while it is idle, so many times half as often. */
const mostHalvings = 4;
/** Nothing there is told at most this often, in milliseconds: whoever hears it starts a process anew. */
const missingEveryMs = 2_000;

/** Keeps an eye on the audio devices. */
export interface DeviceWatch {
  /** Whether a call needs them now: then they are looked for often, because not every sound system tells. */
  setNeeded(needed: boolean): void;
  /** Whether somebody looks at what depends on them; who begins to sees what is there now. */
  setInterest(interest: DeviceInterest): void;
}

/** What a look at the devices may tell. */
export interface DeviceNews {
  changed(inputs: readonly DeviceView[], outputs: readonly DeviceView[], camera: boolean): void;
  /** After each look, whether there is anything to play on. */
  looked(hasOutputs: boolean): void;
  /** There is no audio device. Is called again while that is so; the look after it is to be at a sound server that is asked anew. */
  missing(): void;
}

/**
 * Calls back with the present audio devices and whether there is a camera, and again whenever they changed. The first of each list is
 * {@link systemDefault}; a list is empty where there is no device of its kind. Chromium tells of devices that the kernel
 * knows; what comes and goes in PulseAudio alone (Bluetooth, network, virtual) is only found by looking.
 */
export function watchDevices(news: DeviceNews): DeviceWatch {
  let last = '';
  let needed = false;
  let interest: DeviceInterest = 'none';
  let emptyLooks = 0;
  let [begun, ended] = [0, 0];
  let missingTold = Number.NEGATIVE_INFINITY;
  const count = (isEmpty: boolean): void => {
    emptyLooks = isEmpty ? emptyLooks + 1 : 0;
    setPace();
    if (!isEmpty || performance.now() - missingTold < missingEveryMs) return;
    missingTold = performance.now();
    news.missing();
  };
  const look = async () => {
    begun += 1;
    const mine = begun;
    const devices = await navigator.mediaDevices.enumerateDevices();
    // One that took longer than a later one says what was.
    if (mine < ended) return;
    ended = mine;
    const inputs = devicesOf(devices, 'audioinput');
    const outputs = devicesOf(devices, 'audiooutput');
    const camera = devices.some(({ kind }) => kind === 'videoinput');
    count(inputs.length === 0 && outputs.length === 0);
    const print = JSON.stringify([inputs, outputs, camera]);
    const isChanged = print !== last;
    last = print;
    if (isChanged) news.changed(inputs, outputs, camera);
    news.looked(outputs.length > 0);
  };
  navigator.mediaDevices.addEventListener('devicechange', () => void look());
  let everyMs = idleEveryMs;
  let timer = setInterval(() => void look(), everyMs);
  /** Returns whether it is a quicker one. */
  const setPace = (): boolean => {
    const before = everyMs;
    const idleMs = idleEveryMs * 2 ** Math.min(emptyLooks, mostHalvings);
    everyMs = needed ? neededEveryMs : interest === 'watched' ? watchedEveryMs : idleMs;
    if (everyMs === before) return false;
    clearInterval(timer);
    timer = setInterval(() => void look(), everyMs);
    return everyMs < before;
  };
  void look();
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
