import type { CallEffect } from './effect.ts';
import { stopLate } from './owed-end.ts';
import { type Call, isCalling } from './state.ts';
import { seenFromNowOn } from './video.ts';

/** After the word that somebody answered the answer itself comes at once, or not at all where an earlier one was the last. */
const patienceMs = 2_000;

/** Somebody answered a call out: the server says so by the invitation, the modality or the final answer, whichever comes first. */
export function answeredThere(
  call: Call,
  now: number,
): { readonly call: Call; readonly effects: readonly CallEffect[] } {
  const { out } = call;
  if (out === null || call.state === 'ended') return stopLate(call);
  if (!isCalling(call)) return { call, effects: [] };
  const connected: Call = {
    ...call,
    state: 'connected',
    since: now,
    connectedAt: now,
    accept: 'taken',
    hold: { ...call.hold, since: now },
    video: seenFromNowOn(call.video),
  };
  const effects: CallEffect[] = [{ type: 'media', instruction: { type: 'start', callId: call.id } }];
  if (out.answer === 'none') effects.push(expectFarAnswer(call, patienceMs));
  return { call: connected, effects };
}

/** The call is up, and its answer should come. */
export function expectFarAnswer({ id: callId }: Call, withinMs: number): CallEffect {
  return { type: 'expect-call', callId, stage: 'answer', withinMs };
}
