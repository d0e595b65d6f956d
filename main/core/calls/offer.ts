import { expectVoice, longestRingMs } from './answer.ts';
import type { CallEffect } from './effect.ts';
import { endCall, giveWay } from './end.ts';
import { endOfInvitation } from './end-of-invitation.ts';
import { mayRingAgain } from './end-reasons.ts';
import type { CallEvent, Offered, Unseen } from './event.ts';
import { talking } from './hold.ts';
import { mediaFailurePlan } from './media-failure.ts';
import { untouched } from './new-call.ts';
import { offeredAgain } from './offered-again.ts';
import { findPeople } from './room.ts';
import { type Call, type Calls, isUp } from './state.ts';

/** The calls after one more was offered, and what is to be done. */
export interface OfferStep {
  readonly calls: Calls;
  readonly effects: readonly CallEffect[];
}

/**
 * A new call waits until there is room for it to ring, which may be at once. One whose offer cannot be read never rings, and one that
 * replaces another takes its place.
 */
export function offer(calls: Calls, event: CallEvent & { readonly type: 'offered' }, now: number): OfferStep {
  const { callId, offered, wall } = event;
  const known = calls.filter((call) => call.invitation === offered.invitation && !mayRingAgain(call)).at(-1);
  if (known !== undefined) {
    const step = offeredAgain(known, offered);
    if (step.call === known) return { calls, effects: [] };
    return { calls: calls.map((other) => (other === known ? step.call : other)), effects: step.effects };
  }
  const call = newCall(callId, offered, wall, now);
  if (offered.sdp === null) {
    const end = endCall(call, mediaFailurePlan('invalid-offer'), now);
    return { calls: [...calls, end.call], effects: end.effects };
  }
  const before = replacedBy(calls, offered);
  if (before !== undefined) return takePlace(calls, before, call, now);
  return {
    calls: [...calls, call],
    effects: [{ type: 'expect-move', call, withinMs: longestRingMs, otherwise: 'no-answer' }],
  };
}

function newCall(
  callId: string,
  { sdp, replaces: _, joinAudioMuted, ...offered }: Offered,
  wall: number,
  now: number,
): Call {
  return {
    ...untouched,
    ...offered,
    id: callId,
    direction: 'incoming',
    out: null,
    state: 'ringing',
    since: now,
    startedAt: wall,
    heardAt: null,
    media: { state: 'waiting', turn: false },
    offer: sdp ?? '',
    answered: false,
    muted: joinAudioMuted,
  };
}

/** It was over before anything was heard of it: it goes to the history without having rung. */
export function missed(
  calls: Calls,
  event: CallEvent & { readonly type: 'invitation-completed' },
  { callId, offered, wall }: Unseen,
  now: number,
): OfferStep {
  const call: Call = { ...newCall(callId, offered, wall, now), media: { state: 'closed' }, shown: false };
  const end = endCall(call, endOfInvitation(call, event), now);
  return { calls: [...calls, end.call], effects: end.effects };
}

/** The call whose place an invitation takes, as after a transfer (UCWA reference: replacesAudioVideo, transferredBy). */
export function replacedBy(calls: Calls, { threadId, replaces }: Offered): Call | undefined {
  const { audioVideo, related, transferred } = replaces;
  const live = calls.filter((call) => call.replacedBy === null && (call.state === 'ringing' || isUp(call)));
  const names = audioVideo === null ? related : [audioVideo, ...related];
  const named = live.find((call) => names.some((name) => name === call.audioVideo || name === call.conversation));
  if (named !== undefined || (audioVideo === null && !transferred)) return named;
  return live.find((call) => threadId !== null && call.threadId === threadId);
}

/**
 * Who talks goes on talking, without a ring (RFC 3891 section 3: an INVITE that replaces a confirmed dialog is accepted at once); what
 * rang rings on as the new call. The old call stays until the new one has its voice, for it goes on if that fails.
 */
function takePlace(calls: Calls, before: Call, call: Call, now: number): OfferStep {
  const { startedAt, silenced, muted } = before;
  if (!isUp(before)) {
    const rings: Call = { ...call, startedAt, silenced };
    const gone = giveWay(before, call.id, now);
    return {
      calls: [...calls.map((other) => (other.id === before.id ? gone.call : other)), rings],
      effects: [...gone.effects, { type: 'expect-move', call: rings, withinMs: longestRingMs, otherwise: 'no-answer' }],
    };
  }
  const next: Call = {
    ...call,
    startedAt,
    muted,
    hold: { ...talking, wanted: before.hold.wanted, since: before.hold.since, heldSince: before.hold.heldSince },
    state: 'answering',
    answered: true,
    heardAt: now,
    media: { state: 'preparing' },
  };
  const prepare = { type: 'prepare', callId: call.id, offer: call.offer } as const;
  return {
    calls: [...calls.map((other) => (other.id === before.id ? { ...other, replacedBy: call.id } : other)), next],
    effects: [
      { type: 'media', instruction: prepare },
      { type: 'media', instruction: { type: 'hurry', callId: call.id } },
      expectVoice(next),
      ...findPeople(next),
    ],
  };
}

/** Settles what a step of a call means to the one whose place it takes. */
export function settlePlaces(calls: Calls, now: number): OfferStep {
  const effects: CallEffect[] = [];
  let settled = calls;
  const put = (call: Call): void => {
    settled = settled.map((other) => (other.id === call.id ? call : other));
  };
  for (const before of calls) {
    if (before.replacedBy === null || !isUp(before)) continue;
    const next = settled.find(({ id }) => id === before.replacedBy);
    if (next?.state === 'connected') {
      put({ ...next, connectedAt: before.connectedAt ?? next.connectedAt });
      const gone = giveWay(before, next.id, now);
      put(gone.call);
      effects.push(...gone.effects);
    } else if (next === undefined || next.state === 'ended') put({ ...before, replacedBy: null });
  }
  return { calls: settled, effects };
}
