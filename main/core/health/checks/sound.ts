import type { CheckAction, CheckView, MicrophoneOutcome, Sentence } from '../../../../preload/contract/index.ts';
import { chosenDevice, deviceInUse, isMissing, isSameDevice } from '../../devices/state.ts';
import { outcomeOfPath } from '../rings.ts';
import type { RingRecord } from '../state.ts';
import { type Facts, finding } from './check.ts';

const chooseRing: CheckAction = { label: 'Choose device', settings: 'ringing' };
const chooseMicrophone: CheckAction = { label: 'Choose device', settings: 'devices' };

/** Whether there is something to ring on, and whether the last ring was heard on it. */
export function checkRingDevice({ model, now }: Facts): CheckView {
  const { ok, warning, unknown } = finding('ring-device', 'Ring device');
  const { devices, health } = model;
  if (!devices.known) return unknown(['Not looked for yet']);
  const device = chosenDevice(devices, 'ring');
  if (device === null) return warning(['No speaker or headset was found'], 'Plug one in to hear the ring.', chooseRing);
  const wanted = devices.wanted.ring;
  if (wanted !== undefined && isMissing(devices, 'ring')) {
    const used = deviceInUse(devices, 'ring') ?? device.label;
    const words: Sentence = [{ name: wanted.label }, ' is not plugged in. Calls ring on ', { name: used }];
    return warning(words, 'Plug it in, or choose another.', chooseRing);
  }
  const last = lastSounded(health.rings, device.label, now);
  if (last === null) return ok([{ name: device.label }]);
  if (outcomeOfPath(last, 'sound', now) === 'failed') {
    const words: Sentence = [{ name: device.label }, ' did not play the ring at ', { time: last.at }];
    return warning(words, 'Check that no other program holds it, then press Ring me now.', chooseRing);
  }
  return ok([{ name: device.label }, ', played the ring at ', { time: last.at }]);
}

/** The newest ring on this device that tells something about its sound. */
function lastSounded(rings: readonly RingRecord[], label: string, now: number): RingRecord | null {
  const tells = (ring: RingRecord) => ['worked', 'failed'].includes(outcomeOfPath(ring, 'sound', now));
  return (
    rings.find(
      (ring) => ring.device !== null && isSameDevice(ring.device, label) && ring.hushed !== 'by-user' && tells(ring),
    ) ?? null
  );
}

const refusals: Readonly<Record<Exclude<MicrophoneOutcome, 'opened'>, readonly [words: string, fix: string]>> = {
  denied: [
    ' was not allowed at the last call',
    'Allow Switchhook to use the microphone in the settings of this computer.',
  ],
  missing: [' was not found at the last call', 'Plug it in again, or choose another.'],
  failed: [' could not be opened at the last call', 'Another program may hold it. Close that, or choose another.'],
};

/** Whether a call could be answered here. */
export function checkMicrophone({ model }: Facts): CheckView {
  const { ok, warning, unknown } = finding('microphone', 'Microphone');
  const { devices, health } = model;
  if (!devices.known) return unknown(['Not looked for yet']);
  const device = chosenDevice(devices, 'microphone');
  if (device === null) {
    return warning(['No microphone was found'], 'Plug one in to answer calls here.', chooseMicrophone);
  }
  const wanted = devices.wanted.microphone;
  if (wanted !== undefined && isMissing(devices, 'microphone')) {
    const used = deviceInUse(devices, 'microphone') ?? device.label;
    const words: Sentence = [{ name: wanted.label }, ' is not plugged in. You will talk on ', { name: used }];
    return warning(words, 'Plug it in, or choose another.', chooseMicrophone);
  }
  if (health.microphone !== null && health.microphone !== 'opened') {
    const [words, fix] = refusals[health.microphone];
    return warning([{ name: device.label }, words], fix, chooseMicrophone);
  }
  return ok([{ name: device.label }, ...(health.microphone === null ? [] : [', allowed by the system'])]);
}
