import { hangUp } from '../answer.ts';
import type { CallOutEvent } from '../call-out-event.ts';
import type { CallEffect } from '../effect.ts';
import { endCall, endHere } from '../end.ts';
import { mayHold, want } from '../hold.ts';
import { nothingInvited } from '../invited/invited.ts';
import { untouched } from '../new-call.ts';
import type { OfferStep } from '../offer.ts';
import { type Call, type Calls, isCalling, isTalking } from '../state.ts';
import { noPictures, seenOnceAnswered } from '../video.ts';
import { giveUp } from './end.ts';

type Event = CallOutEvent & { readonly type: 'call-out' };

/** Longer than any server lets a call ring; its own word comes first. In milliseconds. */
export const longestRingMs = 180_000;
/** Sockets, relays and the offer take two seconds at most. */
const longestOfferMs = 10_000;

/** Another call is made: who is talked to goes on hold. Nothing is sent before the gateway has made its offer. */
export function callOut(calls: Calls, event: Event, now: number): OfferStep {
  if (calls.some(({ id }) => id === event.callId)) return { calls, effects: [] };
  const call = newCallOut(event, now);
  if (event.microphone === 'missing' && !event.dialled.emergency) {
    const end = endCall(call, endHere('no-microphone'), now);
    return { calls: [...calls, end.call], effects: end.effects };
  }
  const { escalates } = event.dialled;
  const before = calls.map((other) =>
    other.id === escalates ? { call: other, effects: [] } : makeWay(other, event.dialled.emergency, now),
  );
  const offering = call.out?.offering ?? '';
  return {
    calls: [...before.map((step) => step.call), call],
    effects: [
      ...before.flatMap(({ effects }) => effects),
      {
        type: 'media',
        instruction: { type: 'call-out', callId: call.id, offering, ...(event.dialled.video && { pictures: true }) },
      },
      { type: 'expect-call', callId: call.id, stage: 'offer', withinMs: longestOfferMs },
      expectAnswer(call),
    ],
  };
}

/** A call that rings there and is not answered is over at some time. */
export function expectAnswer(call: Call): CallEffect {
  return { type: 'expect-move', call, withinMs: longestRingMs, otherwise: 'no-answer-there' };
}

/** What cannot be put on hold is ended where somebody needs help. */
function makeWay(other: Call, isEmergency: boolean, now: number): { call: Call; effects: readonly CallEffect[] } {
  if (isCalling(other)) return giveUp(other, now);
  if (!isTalking(other)) return { call: other, effects: [] };
  if (isEmergency && !mayHold(other)) return hangUp(other, now);
  return { call: want(other, 'hold', now), effects: [] };
}

function newCallOut({ callId, operationId, sessionContext, dialled, wall }: Event, now: number): Call {
  const { to, written, party, delegator, emergency, start, escalates, place, subject, threadId } = dialled;
  return {
    ...untouched,
    video: dialled.video ? seenOnceAnswered : noPictures,
    id: callId,
    direction: 'outgoing',
    out: {
      ...{ operationId, to, dialled: written, delegator, emergency, start, escalates, place },
      request: 'unsent',
      progress: 'preparing',
      offering: `${callId}-out`,
      cancel: null,
      callee: null,
      owesCancel: false,
      fate: 'open',
      answeredBy: null,
      forks: [],
      heard: null,
      answer: 'none',
      owesPath: false,
    },
    invitation: '',
    conversation: null,
    audioVideo: null,
    acceptWithPhoneAudio: null,
    acceptWithAnswer: '',
    decline: null,
    provisional: null,
    diagnostics: null,
    threadId,
    sessionContext,
    processedOfferId: null,
    party,
    invited: nothingInvited,
    subject,
    importance: emergency ? 'emergency' : 'normal',
    state: 'calling',
    since: now,
    startedAt: wall,
    heardAt: now,
    media: { state: 'preparing' },
    answered: true,
    shown: escalates === null,
  };
}
