import { assertNever } from '../result.ts';
import type { CallEffect } from './effect.ts';
import type { OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import type { Call, OwnOffer } from './state.ts';
import { isAboutVideo, videoAgreed, videoRefused, wished } from './video.ts';

type EventOf<Type extends CallEvent['type']> = Extract<CallEvent, { readonly type: Type }>;

/** What happens to a renegotiation of ours. */
export type OwnOfferEvent = EventOf<
  | 'media-offered'
  | 'media-answer-taken'
  | 'media-offer-failed'
  | 'own-offer-taken'
  | 'own-offer-answered'
  | 'own-offer-failed'
  | 'own-offer-due'
>;

/** How often an offer is made that the far side's own offers cross. */
const mostTries = 5;
/** So long the far side may take to answer an offer, in milliseconds. */
const longestAnswerMs = 30_000;

export function isOfOwnOffer(event: CallEvent): event is OwnOfferEvent {
  return (
    event.type.startsWith('own-offer-') || event.type.startsWith('media-offer') || event.type === 'media-answer-taken'
  );
}

/** Only of a call that is up, and of its present offer: whatever else comes is of one that is over. */
export function reduceOwnOffer(call: Call, event: OwnOfferEvent): OneStep {
  const { offer } = call.hold;
  const isAnother = 'offering' in event && event.offering !== offer?.id;
  if (offer === null || isAnother || call.state !== 'connected') return { call, effects: [] };
  switch (event.type) {
    case 'media-offered':
      return offered(call, offer, event.farOffer);
    case 'own-offer-taken':
      return named(call, offer, event.renegotiation);
    case 'own-offer-answered':
      return answered(call, offer, event.sdp);
    case 'media-answer-taken':
      return agreed(call, offer, event.held);
    case 'media-offer-failed':
      return { call: failed(call, offer), effects: [] };
    case 'own-offer-failed':
      if (offer.step !== 'making' && offer.step !== 'sent') return { call, effects: [] };
      return event.outcome === 'crossed' ? letPass(call) : giveUp(call, offer);
    case 'own-offer-due':
      return due(call, offer);
    default:
      return assertNever(event, 'own offer');
  }
}

/** Has the gateway make an offer of what the user wants. */
export function makeOffer(call: Call, tries: number): OneStep {
  const { id: callId, hold } = call;
  const offers = hold.offers + 1;
  const { wanted: wish } = call.video;
  const offer: OwnOffer = {
    ...{ id: `${callId}-${offers}`, to: hold.wanted, video: wish },
    ...{ step: 'making', tries, renegotiation: null },
  };
  const direction = offer.to === 'hold' ? 'inactive' : 'sendrecv';
  return {
    call: { ...call, hold: { ...hold, offer, offers } },
    effects: [
      ...(isAboutVideo(call) ? [wished(callId, wish)] : []),
      { type: 'media', instruction: { type: 'offer', callId, offering: offer.id, direction } },
    ],
  };
}

function offered(call: Call, offer: OwnOffer, sdp: string): OneStep {
  if (offer.step !== 'making') return { call, effects: [] };
  const href = linkFor(call, offer);
  if (href === null) return giveUp(call, offer);
  const { id: offering } = offer;
  const sent = withOffer(call, { ...offer, step: 'sent' });
  return {
    call: sent,
    effects: [
      { type: 'send-offer', call: sent, offering, href, sdp },
      { type: 'expect-answer', offering, withinMs: longestAnswerMs },
    ],
  };
}

/** The server has it. */
function named(call: Call, offer: OwnOffer, renegotiation: string): OneStep {
  return offer.renegotiation === renegotiation
    ? { call, effects: [] }
    : { call: withOffer(call, { ...offer, renegotiation }), effects: [] };
}

function answered(call: Call, offer: OwnOffer, answer: string): OneStep {
  if (offer.step !== 'sent') return { call, effects: [] };
  return {
    call: withOffer(call, { ...offer, step: 'answered' }),
    effects: [{ type: 'media', instruction: { type: 'far-answer', callId: call.id, offering: offer.id, answer } }],
  };
}

function agreed(call: Call, { to, video }: OwnOffer, heldThere: boolean): OneStep {
  const hold = { ...call.hold, agreed: to, offer: null, failed: null };
  return { call: { ...call, heldThere, hold, video: videoAgreed(call.video, video) }, effects: [] };
}

/** An offer of the far side is answered first; ours is made again after it (RFC 3261 section 14.1). */
export function letPass(call: Call): OneStep {
  const { offer } = call.hold;
  if (offer === null || (offer.step !== 'making' && offer.step !== 'sent')) return { call, effects: [] };
  if (offer.tries === mostTries) return giveUp(call, offer);
  const waiting = withOffer(call, { ...offer, step: 'waiting' });
  return {
    call: waiting,
    effects: [withdrawn(call, offer, true), { type: 'offer-again-later', call: waiting, offering: offer.id }],
  };
}

/** It has waited for long enough; while an offer of the far side is still being answered it waits on. */
function due(call: Call, offer: OwnOffer): OneStep {
  const { hold, renegotiation } = call;
  if (offer.step !== 'waiting') return { call, effects: [] };
  if (renegotiation !== null) return { call, effects: [{ type: 'offer-again-later', call, offering: offer.id }] };
  const again: Call = { ...call, hold: { ...hold, offer: null } };
  return isSettled(again) ? { call: again, effects: [] } : makeOffer(again, offer.tries + 1);
}

function giveUp(call: Call, offer: OwnOffer): OneStep {
  return { call: failed(call, offer), effects: [withdrawn(call, offer, false)] };
}

/**
 * A call that cannot be resumed is on hold; what becomes of one that cannot be held depends on the others. Who wants the other thing by now
 * misses nothing.
 */
function failed(before: Call, { to, video }: OwnOffer): Call {
  const { hold } = before;
  const told = { ...hold, offer: null };
  const call = { ...before, video: videoRefused(before.video, video) };
  // Nothing was to change but pictures, or the way of the voice, which goes on as it goes.
  const isOfVoice = hold.agreed !== to || call.restoring;
  if (hold.wanted !== to || !isOfVoice) return { ...call, hold: told };
  const wanted = to === 'hold' ? { failed: 'hold' as const } : { failed: 'resume' as const, wanted: 'hold' as const };
  return { ...call, hold: { ...told, ...wanted } };
}

/** The far side knows what the user wants. */
export function isSettled({ hold, video }: Call): boolean {
  return (hold.wanted === hold.agreed || hold.failed !== null) && video.wanted === video.agreed;
}

function withdrawn({ id: callId }: Call, { id: offering }: OwnOffer, unseen: boolean): CallEffect {
  return { type: 'media', instruction: { type: 'withdraw', callId, offering, unseen } };
}

function withOffer(call: Call, offer: OwnOffer): Call {
  return { ...call, hold: { ...call.hold, offer } };
}

function linkFor({ session }: Call, { to }: OwnOffer): string | null {
  if (session === null) return null;
  return to === 'hold' ? session.renegotiations : resumeLink(session);
}

/** Where a resume is offered to the server. */
export function resumeLink({ resumeAudio, renegotiations }: NonNullable<Call['session']>): string | null {
  return resumeAudio ?? renegotiations;
}
