import type { OneStep } from './end.ts';
import type { Offered } from './event.ts';
import { updatedInvited } from './invited/invited.ts';
import { isReplaced, preparedAnew } from './prepare-anew.ts';
import { findPeople } from './room.ts';
import { type Call, isHeard } from './state.ts';
import { noPictures } from './video.ts';
import { withParts } from './with-parts.ts';

/**
 * The server says more of a call, or other than before. Of its links and its offer what was told last counts, for what they were before may be
 * taken no more; what was learned of it besides is not lost by a word that says less.
 */
export function offeredAgain(call: Call, offered: Offered): OneStep {
  if (call.state === 'ended') return { call, effects: [] };
  const linked = withNames(withLinks(call, offered), offered);
  if (call.state !== 'ringing') return withOffer(linked, offered);
  const { subject, importance, party } = offered;
  const told = withParts(linked, {
    ...{ subject, importance },
    invited: sameAs(call.invited, updatedInvited(call.invited, offered.invited)),
    party: sameAs(call.party, party ?? call.party),
  });
  const step = withOffer(told, offered);
  return step.call !== call && isHeard(told) ? { ...step, effects: [...step.effects, ...findPeople(told)] } : step;
}

/** What a call is called on the server may be told late, and once it is known it stays so where a later word leaves it out. */
export function withNames(
  call: Call,
  {
    conversation,
    audioVideo,
    diagnostics,
    threadId,
  }: Pick<Offered, 'conversation' | 'audioVideo' | 'diagnostics' | 'threadId'>,
): Call {
  return withParts(call, {
    conversation: conversation ?? call.conversation,
    audioVideo: audioVideo ?? call.audioVideo,
    diagnostics: diagnostics ?? call.diagnostics,
    threadId: threadId ?? call.threadId,
  });
}

function withLinks(call: Call, { acceptWithAnswer, acceptWithPhoneAudio, decline, provisional }: Offered): Call {
  return withParts(call, { acceptWithAnswer, acceptWithPhoneAudio, decline, provisional });
}

/** An answer is to the latest offer; one that is under way already is to the offer that it was made for. */
function withOffer(call: Call, { sdp, processedOfferId, sessionContext }: Offered): OneStep {
  const { id: callId, media, accept } = call;
  if (sdp === null || sdp === call.offer || accept !== 'unsent' || media.state === 'closed')
    return { call, effects: [] };
  const next: Call = { ...call, offer: sdp, processedOfferId, sessionContext, early: 'open', video: noPictures };
  if (media.state === 'waiting') {
    const effects = media.turn ? [{ type: 'read-offer', callId, offer: sdp } as const] : [];
    return { call: next, effects };
  }
  return preparedAnew(next);
}

/** Events of the gateway that may still be about an offer that another one has replaced. */
const ofReplaced: ReadonlySet<string> = new Set([
  'media-prepared',
  'media-failed',
  'media-video',
  'video-lost',
  'tones-taken',
]);

/** Whether the event is about what was prepared for an earlier offer. */
export function isOfReplacedOffer(call: Call, { type }: { readonly type: string }): boolean {
  return isReplaced(call) && ofReplaced.has(type);
}

/** The very thing of before where it says the same. */
function sameAs<Told>(before: Told, after: Told): Told {
  return JSON.stringify(after) === JSON.stringify(before) ? before : after;
}
