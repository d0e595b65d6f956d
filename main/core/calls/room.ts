import { readCallerAddress } from '../party/caller-address.ts';
import type { CallEffect } from './effect.ts';
import { endCall, type OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import { unknownPeople } from './invited/invited.ts';
import { mediaFailurePlan } from './media-failure.ts';
import { type Call, type Calls, isHeard } from './state.ts';
import { videoOffered } from './video.ts';

/** So many calls ring at a time: the card and the three rows of the ring window. The others are counted. */
const mostHeard = 4;
/** While another call rings, one caller's calls that come to nothing are heard so often within a minute; further ones wait. */
const mostOfOne = 5;
const minuteMs = 60_000;

/** Gives calls their turn to ring for which there is room, those that wait longest first. Their offers are read then, and no sooner. */
export function makeRoom(
  calls: Calls,
  now: number,
): { readonly calls: Calls; readonly effects: readonly CallEffect[] } {
  let room = mostHeard - calls.filter((call) => isHeard(call) || hasTurn(call)).length;
  if (room <= 0 || !calls.some(waits)) return { calls, effects: [] };
  const effects: CallEffect[] = [];
  let next = calls;
  let nextTurnMs = Number.POSITIVE_INFINITY;
  for (const call of calls) {
    if (room <= 0) break;
    if (call.media.state !== 'waiting' || call.media.turn || !waits(call)) continue;
    const turnMs = ringsNow(next) ? turnIn(call, next, now) : 0;
    if (turnMs > 0) {
      nextTurnMs = Math.min(nextTurnMs, turnMs);
      continue;
    }
    const called: Call = { ...call, media: { state: 'waiting', turn: true } };
    next = next.map((other) => (other.id === call.id ? called : other));
    effects.push({ type: 'read-offer', callId: call.id, offer: call.offer });
    room -= 1;
  }
  if (nextTurnMs < Number.POSITIVE_INFINITY) effects.push({ type: 'make-room-later', inMs: nextTurnMs });
  return { calls: next, effects };
}

/** Its offer was read: it rings, and its sound is prepared, or it never rings. */
export function offerRead(
  call: Call,
  { refused, offer, video: offered = 'no' }: CallEvent & { readonly type: 'offer-read' },
  now: number,
): OneStep {
  const { media } = call;
  if (media.state !== 'waiting' || !media.turn) return { call, effects: [] };
  if (offer !== undefined && offer !== call.offer) return { call, effects: [] };
  if (refused !== null) return endCall(call, mediaFailurePlan(refused), now);
  const prepare = { type: 'prepare', callId: call.id, offer: call.offer } as const;
  return {
    call: { ...call, heardAt: now, media: { state: 'preparing' }, video: videoOffered(call.video, offered) },
    effects: [{ type: 'media', instruction: prepare }, ...findPeople(call)],
  };
}

/** Nobody is asked about while the call only waits: a flood of calls is not to become one of questions. */
export function findPeople({ id: callId, invited }: Call): readonly CallEffect[] {
  const hrefs = unknownPeople(invited);
  return hrefs.length === 0 ? [] : [{ type: 'find-people', callId, hrefs }];
}

/** A call that is the only one always rings, whoever calls how often. */
function ringsNow(calls: Calls): boolean {
  return calls.some((call) => isHeard(call) || hasTurn(call));
}

function hasTurn({ state, media }: Call): boolean {
  return state === 'ringing' && media.state === 'waiting' && media.turn;
}

/** It rings on the server, and nobody here is told of it yet. */
export function waits({ state, media }: Call): boolean {
  return state === 'ringing' && media.state === 'waiting';
}

/** In how many milliseconds its caller may be heard again; 0: now. One call that comes again under another name counts once. */
function turnIn(call: Call, calls: Calls, now: number): number {
  const caller = callerOf(call);
  if (caller === null) return 0;
  const times = new Map<string, number>();
  for (const other of calls) {
    const { heardAt, answered } = other;
    const counts = heardAt !== null && !answered && now - heardAt < minuteMs && callerOf(other) === caller;
    if (counts && nameOf(other) !== nameOf(call)) times.set(nameOf(other), heardAt);
  }
  if (times.size < mostOfOne) return 0;
  const latest = [...times.values()].sort((one, other) => other - one)[mostOfOne - 1] ?? now;
  return latest + minuteMs - now;
}

function nameOf({ threadId, invitation }: Call): string {
  return threadId ?? invitation;
}

/** Null for who is hidden: two of those need not be one. */
function callerOf({ party }: Call): string | null {
  const address = party?.uri ?? party?.phoneNumber ?? null;
  return address === null || readCallerAddress(address).kind === 'hidden' ? null : address.toLowerCase();
}
