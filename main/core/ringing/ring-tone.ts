import type { MediaView, RingTone, SettingsView } from '../../../preload/contract/index.ts';
import { chosenDevice, type DevicesModel } from '../devices/state.ts';
import { type MeetingsKnown, mannerOfCall, type RingKnown, type Rings, ringingNow } from './manner.ts';
import type { RingManner } from './rules.ts';

/** What the ring tone depends on. */
export interface ToneKnown extends RingKnown, MeetingsKnown {
  readonly devices: DevicesModel;
  readonly health: RingKnown['health'] & { readonly test: { readonly id: string; readonly silenced: boolean } | null };
}

interface Sounding {
  readonly callId: string;
  readonly sound: Exclude<RingManner['sound'], 'none'>;
  readonly tone: RingTone;
}

/** The tone of the call that has rung longest among those that are to be heard, else the one that the user listens to; null where none is. */
export function projectRingTone(known: ToneKnown): MediaView['ring'] {
  const heard = firstHeard(known) ?? sampleOf(known);
  return heard === null ? null : toneOf(heard, known);
}

function sampleOf({ ringing: { sample }, settings }: ToneKnown): Sounding | null {
  return sample === null ? null : { callId: `sample of ${sample}`, sound: 'rings', tone: settings[sample] };
}

/** A test rings whatever the rules say: it is about the ways to ring. */
function firstHeard(known: ToneKnown): Sounding | null {
  const { health, settings } = known;
  const ringing = ringingNow(known).map((call) => ({
    callId: call.id,
    sound: mannerOfCall(call, known).sound,
    tone: toneFor(call.invited, settings),
  }));
  const ofTest =
    health.test?.silenced === false
      ? [{ callId: health.test.id, sound: 'rings' as const, tone: settings.toneOwn }]
      : [];
  return [...ringing, ...ofTest].find((one): one is Sounding => one.sound !== 'none') ?? null;
}

/** By what the call is: on the private line, or for a team or somebody whose delegate the user is, or theirs, whichever way it came. */
export function toneFor({ privateLine, team, people }: Rings['invited'], settings: SettingsView): RingTone {
  if (privateLine) return settings.tonePrivateLine;
  const isForOthers = team || people.delegator !== undefined;
  return isForOthers ? settings.toneTeam : settings.toneOwn;
}

/** Who talks hears a second call where they hear the first. */
function toneOf({ callId, sound, tone }: Sounding, { devices, settings }: ToneKnown): MediaView['ring'] {
  if (sound === 'beeps') {
    return { callId, deviceId: chosenDevice(devices, 'speaker')?.id ?? 'default', tone: 'call-waiting' };
  }
  const { ringVolume, alsoRingAfter } = settings;
  const deviceId = chosenDevice(devices, 'ring')?.id ?? 'default';
  const second = alsoRingAfter === 'never' ? null : (chosenDevice(devices, 'ring-too')?.id ?? null);
  return {
    ...{ callId, deviceId, tone },
    ...(ringVolume < 100 && { volume: ringVolume / 100 }),
    ...(alsoRingAfter !== 'never' &&
      second !== null &&
      second !== deviceId && { also: { deviceId: second, afterMs: alsoRingAfter * 1_000 } }),
  };
}
