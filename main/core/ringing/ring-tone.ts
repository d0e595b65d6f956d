import type { MediaView, RingTone, SettingsView, ToneSetting } from '../../../preload/contract/index.ts';
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
  return sample === null ? null : { callId: `sample of ${sample}`, sound: 'rings', tone: toneBy(sample, settings) };
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

/** By what the call is, whichever way it came: on the private line, for a team, for somebody whose delegate the user is, or forwarded to the user. */
export function toneFor(invited: Rings['invited'], settings: SettingsView): RingTone {
  return toneBy(toneSettingOf(invited), settings);
}

function toneSettingOf({ privateLine, team, people }: Rings['invited']): ToneSetting {
  if (privateLine) return 'tonePrivateLine';
  if (team) return 'toneTeam';
  if (people.delegator !== undefined) return 'toneDelegate';
  return people.forwardedBy === undefined ? 'toneOwn' : 'toneForwarded';
}

function toneBy(setting: ToneSetting, settings: SettingsView): RingTone {
  const wish = settings[setting];
  return wish === 'as-own' ? settings.toneOwn : wish;
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
