import type { CallOut } from '../call-out.ts';
import type { CallOutEvent } from '../call-out-event.ts';
import type { OneStep } from '../end.ts';
import { isFinal } from '../invitation-states.ts';
import type { Call } from '../state.ts';
import { withParts } from '../with-parts.ts';

type Sent = Extract<CallOutEvent, { readonly type: 'invitation-sent' }>;

/** The call with what its invitation says of it. What is known stays known: a later event may say less. */
export function withNames(call: Call, out: CallOut, { invitation, sent, end }: Sent): Call {
  const named = withParts(call, {
    ...placeOf(call, out, sent),
    invitation,
    diagnostics: sent.diagnostics ?? call.diagnostics,
    threadId: sent.threadId ?? call.threadId,
  });
  const cancel = sent.cancel ?? out.cancel;
  const callee = sent.callee ?? out.callee;
  const fate = end !== null || isFinal(sent.state) ? 'told' : out.fate;
  const isSameOut = cancel === out.cancel && callee === out.callee && fate === out.fate && out.request === 'taken';
  return isSameOut ? named : { ...named, out: { ...out, cancel, callee, fate, request: 'taken' } };
}

/** Where the talk is. Once it went on elsewhere it stays there; what was known of the place before is of no use there. */
function placeOf(call: Call, { fate }: CallOut, { derived, conversation, audioVideo }: Sent['sent']): Partial<Call> {
  if (!derived) {
    const latest = (told: string | null, known: string | null) => (fate === 'told' ? (known ?? told) : (told ?? known));
    return {
      conversation: latest(conversation, call.conversation),
      audioVideo: latest(audioVideo, call.audioVideo),
    };
  }
  const isThere =
    (conversation === null || conversation === call.conversation) &&
    (audioVideo === null || audioVideo === call.audioVideo);
  if (isThere) return {};
  return { conversation, audioVideo, stop: null, session: null, replaceWithPhoneAudio: null };
}

/** The talk went on elsewhere after it was over here: nobody is in it, and the server is told so. */
export function endDerived(before: Call, step: OneStep): OneStep {
  const { call, effects } = step;
  const isOver = call.state === 'ended' || call.state === 'ending';
  const hasMoved = call.conversation !== before.conversation || call.audioVideo !== before.audioVideo;
  const isTold = effects.some(({ type }) => type === 'stop' || type === 'cancel-call');
  if (!isOver || !hasMoved || before.conversation === null || isTold) return step;
  return { call, effects: [...effects, { type: 'stop', call, reason: 'UserInitiatedAction', elsewhere: true }] };
}
