import type { CallProgress } from '../../../../preload/contract/index.ts';
import type { CallOut } from '../call-out.ts';
import { type Call, isCalling } from '../state.ts';

/** From the least to the most; where the last two stand beside each other the first that is told counts. */
const ranks: Readonly<Record<CallProgress, number>> = {
  preparing: 0,
  connecting: 1,
  alerting: 2,
  forwarded: 3,
  'team-ring': 3,
};

/** By the state of the invitation (UCWA reference: InvitationState); the list is open. */
const progresses: ReadonlyMap<string, CallProgress> = new Map([
  ['Connecting', 'connecting'],
  ['Alerting', 'alerting'],
  ['Forwarded', 'forwarded'],
  ['TeamRing', 'team-ring'],
]);

/** The further of two: what is told late or again takes nothing back. */
export function progressIn(before: CallProgress, told: CallProgress): CallProgress {
  return ranks[told] > ranks[before] ? told : before;
}

/** The call, as far as the server says that it has come. */
export function reached(call: Call, out: CallOut, state: string, now: number): Call {
  const told = progresses.get(state);
  if (told === undefined || !isCalling(call)) return call;
  const progress = progressIn(out.progress, told);
  if (progress === out.progress) return call;
  const rings = ranks[progress] >= ranks.alerting;
  const moved = rings && call.state === 'calling' ? { ...call, state: 'alerting' as const, since: now } : call;
  return { ...moved, out: { ...out, progress } };
}
