import type { CheckAction, CheckView, SettingsSection, Words } from '../../../../preload/contract/index.ts';
import { deviceInUse } from '../../devices/project.ts';
import { chosenDevice, isMissing, isSameDevice } from '../../devices/state.ts';
import { outcomeOfPath } from '../rings.ts';
import type { RingRecord } from '../state.ts';
import { type Facts, finding } from './check.ts';

function choose(settings: SettingsSection, { say }: Words): CheckAction {
  return { label: say('check.choose-device'), settings };
}

/** Whether there is something to ring on, and whether the last ring was heard on it. */
export function checkRingDevice({ model, words, now }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, unknown } = finding('ring-device', words);
  const { devices, health } = model;
  const chooseAnother = choose('ringing', words);
  if (!devices.known) return unknown(say('check.not-looked-for'));
  const chosen = chosenDevice(devices, 'ring');
  if (chosen === null) {
    return warning(say('check.ring-device.none'), say('check.ring-device.none-fix'), chooseAnother);
  }
  const wanted = devices.wanted.ring;
  if (wanted !== undefined && isMissing(devices, 'ring')) {
    const used = { name: deviceInUse(devices, 'ring', words) ?? chosen.label };
    const evidence = words.sentence('check.ring-device.replaced', { wanted: { name: wanted.label }, device: used });
    return warning(evidence, say('check.plug-in-or-choose'), chooseAnother);
  }
  const device = { name: chosen.label };
  const last = lastSounded(health.rings, chosen.label, now);
  if (last === null) return ok([device]);
  const time = { time: last.at };
  if (outcomeOfPath(last, 'sound', now) === 'failed') {
    const evidence = words.sentence('check.ring-device.silent', { device, time });
    return warning(evidence, say('check.ring-device.silent-fix'), chooseAnother);
  }
  return ok(words.sentence('check.ring-device.played', { device, time }));
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

/** Whether a call could be answered here. */
export function checkMicrophone({ model, words }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, unknown } = finding('microphone', words);
  const { devices, health } = model;
  const chooseAnother = choose('devices', words);
  if (!devices.known) return unknown(say('check.not-looked-for'));
  const chosen = chosenDevice(devices, 'microphone');
  if (chosen === null) return warning(say('check.microphone.none'), say('check.microphone.none-fix'), chooseAnother);
  const wanted = devices.wanted.microphone;
  if (wanted !== undefined && isMissing(devices, 'microphone')) {
    const used = { name: deviceInUse(devices, 'microphone', words) ?? chosen.label };
    const evidence = words.sentence('check.microphone.replaced', { wanted: { name: wanted.label }, device: used });
    return warning(evidence, say('check.plug-in-or-choose'), chooseAnother);
  }
  const device = { name: chosen.label };
  if (health.microphone === null) return ok([device]);
  if (health.microphone === 'opened') return ok(words.sentence('check.microphone.allowed', { device }));
  const evidence = words.sentence(`check.microphone.${health.microphone}`, { device });
  return warning(evidence, say(`check.microphone.${health.microphone}-fix`), chooseAnother);
}
