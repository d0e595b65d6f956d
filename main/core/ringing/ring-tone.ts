import type { MediaView } from '../../../preload/contract/index.ts';
import { isHeard } from '../calls/state.ts';
import { chosenDevice, type DevicesModel } from '../devices/state.ts';
import { type MeetingsModel, ringsAloud } from '../meetings/state.ts';
import { mannerOfCall, plainlyInvited, type RingKnown } from './manner.ts';
import type { RingManner } from './rules.ts';

/** What the ring tone depends on. */
export interface ToneKnown extends RingKnown {
  readonly devices: DevicesModel;
  readonly meetings: MeetingsModel;
  readonly health: RingKnown['health'] & { readonly test: { readonly id: string; readonly silenced: boolean } | null };
}

interface Sounding {
  readonly callId: string;
  readonly sound: RingManner['sound'];
}

/** The tone of the call that has rung longest among those that are to be heard; null where none is. */
export function projectRingTone(known: ToneKnown): MediaView['ring'] {
  const heard = firstHeard(known);
  return heard === undefined ? null : toneOf(heard, known.devices);
}

/** A test rings whatever the rules say: it is about the ways to ring. */
function firstHeard(known: ToneKnown): Sounding | undefined {
  const { calls, meetings, health } = known;
  const ofCalls = calls
    .filter((call) => isHeard(call) && !call.silenced)
    .map((call) => ({ callId: call.id, sound: mannerOfCall(call, known).sound }));
  const ofMeetings = meetings.list.filter(ringsAloud).map(({ id, from, importance }) => ({
    callId: id,
    sound: mannerOfCall({ id, party: from, importance, invited: plainlyInvited }, known).sound,
  }));
  const ofTest = health.test?.silenced === false ? [{ callId: health.test.id, sound: 'rings' as const }] : [];
  return [...ofCalls, ...ofMeetings, ...ofTest].find(({ sound }) => sound !== 'none');
}

/** Who talks hears a second call where they hear the first. */
function toneOf({ callId, sound }: Sounding, devices: DevicesModel): MediaView['ring'] {
  const talking = sound === 'beeps';
  const device = chosenDevice(devices, talking ? 'speaker' : 'ring');
  return { callId, deviceId: device?.id ?? 'default', tone: talking ? 'call-waiting' : 'ring' };
}
