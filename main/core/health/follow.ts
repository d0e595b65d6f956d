import type { RingPath } from '../../../preload/contract/index.ts';
import { type Call, type Calls, changedCalls, isHeard } from '../calls/state.ts';
import { chosenDevice } from '../devices/state.ts';
import { homeDomains, keptParty } from '../party/party.ts';
import { mannerByRules } from '../ringing/manner.ts';
import { isQuiet, type RingManner } from '../ringing/rules.ts';
import type { SessionModel } from '../session/state.ts';
import type { Known } from './known.ts';
import { ringBegan, ringHushed, ringOver } from './rings.ts';
import type { HealthModel, RingRecord } from './state.ts';

/** `now` on the monotonic clock, `wall` in ms since 1970. */
export interface Instant {
  readonly now: number;
  readonly wall: number;
}

/** Notes which calls begin to ring, are silenced, and stop. */
export function followCalls(known: Known, before: Calls, after: Calls, { now, wall }: Instant): readonly RingRecord[] {
  const { devices, session, health } = known;
  let next = health.rings;
  for (const { call, was } of changedCalls(before, after)) {
    if (isRinging(call) && !isRinging(was)) {
      const manner = mannerByRules(call, { ...known, calls: after });
      next = ringBegan(next, {
        callId: call.id,
        caller: keptParty(call.party, homeDomains(session)),
        at: wall,
        since: now,
        device: chosenDevice(devices, 'ring')?.label ?? null,
        hushed: hushedBy(manner),
        keptBack: keptBackBy(manner),
      });
    }
    if (call.silenced && was?.silenced === false) next = ringHushed(next, call.id);
    if (!isRinging(call) && isRinging(was)) next = ringOver(next, call.id, now);
  }
  return next;
}

function hushedBy({ rule, sound }: RingManner): RingRecord['hushed'] {
  if (isQuiet(rule)) return rule;
  return sound === 'beeps' ? 'in-call' : null;
}

function keptBackBy({ card, notification, sound }: RingManner): readonly RingPath[] {
  const paths = { card, notification, sound: sound !== 'none' } as const;
  return (['card', 'notification', 'sound'] as const).filter((path) => !paths[path]);
}

function isRinging(call: Call | undefined): boolean {
  return call !== undefined && call.direction === 'incoming' && isHeard(call);
}

/** Notes since when the server rings this computer, since when it does not, and whether that was the server's doing. */
export function followSession(
  health: HealthModel,
  before: SessionModel,
  after: SessionModel,
  { now, wall }: Instant,
): HealthModel {
  const registered = after.state === 'online' && after.reach.available !== 'no';
  const registeredAt = registered ? (health.registeredAt ?? wall) : null;
  const wasUp = before.state === 'online' || before.state === 'reconnecting';
  const broke = after.state === 'reconnecting' && before.state !== 'reconnecting';
  const over = after.state === 'online' || after.state === 'signed-out';
  const down = over ? null : (health.down ?? (broke ? { since: now, at: wall } : null));
  const ended = after.state === 'signed-out' && after.failure !== null && wasUp && before.user !== null;
  const signedOutByServer = ended || (health.signedOutByServer && after.state === 'signed-out');
  return same(health, { ...health, registeredAt, down, signedOutByServer });
}

/** Keeps the object where nothing changed in it. */
function same(before: HealthModel, after: HealthModel): HealthModel {
  const keys = Object.keys(after) as readonly (keyof HealthModel)[];
  return keys.every((key) => before[key] === after[key]) ? before : after;
}
