import { answeredThere, expectFarAnswer } from '../answered-there.ts';
import type { CallOut, Fork } from '../call-out.ts';
import type { CallOutEvent } from '../call-out-event.ts';
import { endCall, endHere, type OneStep } from '../end.ts';
import type { CallEvent } from '../event.ts';
import { mediaFailurePlan } from '../media-failure.ts';
import { stopLate } from '../owed-end.ts';
import { type Call, isCalling, isUp } from '../state.ts';
import { firstAnswered } from '../video.ts';

type Answered = CallOutEvent & { readonly type: 'far-answered' };
type AtGateway = Extract<CallEvent, { readonly type: 'media-answer-taken' | 'media-offer-failed' }>;

/** A call rings in so many places at most, as far as somebody has to tell them apart. */
const mostForks = 16;
/** Without any answer nobody is ever heard. */
const longestMs = 10_000;

/**
 * An answer to our offer. Those from before somebody accepts are heard and no more; the final one is of the fork that won, and comes
 * before or after the word that somebody answered.
 */
export function farAnswered(call: Call, out: CallOut, event: Answered, now: number): OneStep {
  if (call.state === 'ended') return event.final === null ? { call, effects: [] } : stopLate(call);
  if (event.final !== null) return finalAnswer(call, out, event.final, now);
  return event.provisional === null ? { call, effects: [] } : provisionalAnswer(call, out, event, event.provisional);
}

function finalAnswer(call: Call, out: CallOut, answer: string, now: number): OneStep {
  if (out.answer !== 'none' || !(isCalling(call) || isUp(call))) return { call, effects: [] };
  const given = give(call, out, answer);
  const step = answeredThere(given.call, now);
  return { call: step.call, effects: [...given.effects, ...step.effects] };
}

function provisionalAnswer(call: Call, out: CallOut, { fork: name, remote }: Answered, sdp: string): OneStep {
  const before = out.forks.find((fork) => fork.name === name);
  const isOver = out.answer !== 'none' || !isCalling(call);
  if (isOver || before?.sdp === sdp || (before === undefined && out.forks.length >= mostForks)) {
    return { call, effects: [] };
  }
  const fork: Fork = { name, sdp, remote };
  const forks = [...out.forks.filter((other) => other !== before), fork];
  return {
    call: { ...call, out: { ...out, forks } },
    effects: [
      {
        type: 'media',
        instruction: { type: 'provisional-answer', callId: call.id, offering: out.offering, fork: name, answer: sdp },
      },
    ],
  };
}

/** It is up, and its answer did not come: one that came before, as the last word of a reliable provisional response, counts. */
export function answerOverdue(call: Call, out: CallOut, now: number): OneStep {
  if (call.state !== 'connected' || out.answer !== 'none') return { call, effects: [] };
  const fork = out.forks.find(({ name }) => name === out.heard) ?? out.forks.at(-1);
  if (fork !== undefined) return give(call, out, fork.sdp);
  const leftMs = longestMs - (now - (call.connectedAt ?? now));
  return leftMs > 0 ? { call, effects: [expectFarAnswer(call, leftMs)] } : endCall(call, endHere('media-failed'), now);
}

/** What the gateway made of the final answer; null where the event is about another offer. */
export function answerAtGateway(call: Call, event: AtGateway, now: number): OneStep | null {
  const { out } = call;
  if (out === null || event.offering !== out.offering) return null;
  if (out.answer !== 'given' || !isUp(call)) return { call, effects: [] };
  if (event.type === 'media-offer-failed') return endCall(call, mediaFailurePlan(event.failure), now);
  const video = firstAnswered(call.video);
  return { call: { ...call, heldThere: event.held, video, out: { ...out, answer: 'taken' } }, effects: [] };
}

function give(call: Call, out: CallOut, answer: string): OneStep {
  const { id: callId } = call;
  return {
    call: { ...call, out: { ...out, answer: 'given' } },
    effects: [{ type: 'media', instruction: { type: 'far-answer', callId, offering: out.offering, answer } }],
  };
}
