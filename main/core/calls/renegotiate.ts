import type { MediaFailure } from '../ports.ts';
import { assertNever } from '../result.ts';
import type { DismissReason } from '../ucwa/request/renegotiation.ts';
import type { CallEffect } from './effect.ts';
import type { OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import { letPass } from './own-offer.ts';
import type { Call, Renegotiation } from './state.ts';

type Offered = CallEvent & { readonly type: 'renegotiation-offered' };
type Taken = CallEvent & { readonly type: 'media-renegotiated' };
type Refused = CallEvent & { readonly type: 'media-renegotiation-failed' };

/** More than one call has in the time in which a server may repeat its events. */
const mostKnown = 32;

/** The far side waits for a word, whatever the call is doing: an offer that nobody answers ends the call after some seconds. */
export function renegotiationOffered(call: Call, { renegotiation: href, answer, dismiss, sdp }: Offered): OneStep {
  const { renegotiation: waiting, renegotiated } = call;
  const isKnown = waiting?.href === href || renegotiated.includes(href);
  if (call.state === 'ending' || call.state === 'ended' || isKnown) return { call, effects: [] };
  const offered: Renegotiation = { href, answer, dismiss };
  if (waiting !== null) {
    const refused = refuse(call, offered, 'Conflict');
    return { ...refused, call: { ...refused.call, renegotiation: waiting } };
  }
  if (call.accept === 'unsent' || call.media.state !== 'ready') return refuse(call, offered, 'Conflict');
  if (sdp === null) return refuse(call, offered, 'InvalidMediaOffer');
  const passed = letPass(call);
  const instruction = { type: 'renegotiate', callId: call.id, renegotiation: href, offer: sdp } as const;
  return {
    call: { ...passed.call, renegotiation: offered },
    effects: [...passed.effects, { type: 'media', instruction }],
  };
}

export function mediaRenegotiated(call: Call, { renegotiation: href, farAnswer, held }: Taken): OneStep {
  const { media, renegotiation: waiting } = call;
  if (waiting?.href !== href || media.state !== 'ready') return { call, effects: [] };
  const taken: Call = { ...over(call, href), heldThere: held, media: { ...media, farAnswer } };
  return {
    call: taken,
    effects: [{ type: 'answer-renegotiation', call: taken, href: waiting.answer, sdp: farAnswer }],
  };
}

/** The call goes on as before. */
export function mediaRenegotiationFailed(call: Call, { renegotiation: href, failure }: Refused): OneStep {
  const { renegotiation: waiting } = call;
  return waiting?.href === href ? refuse(call, waiting, dismissReason(failure)) : { call, effects: [] };
}

function over(call: Call, href: string): Call {
  return { ...call, renegotiation: null, renegotiated: [...call.renegotiated, href].slice(-mostKnown) };
}

function refuse(call: Call, { href, dismiss }: Renegotiation, reason: DismissReason): OneStep {
  const refused = over(call, href);
  const effects: CallEffect[] =
    dismiss === null ? [] : [{ type: 'dismiss-renegotiation', call: refused, href: dismiss, reason }];
  return { call: refused, effects };
}

function dismissReason(failure: MediaFailure): DismissReason {
  switch (failure) {
    case 'invalid-offer':
      return 'InvalidMediaOffer';
    case 'encryption-mismatch':
    case 'encryption-missing':
      return 'EncryptionMismatch';
    case 'no-ipv6':
      return 'IPv6NotSupported';
    case 'no-network':
    case 'allocation':
    case 'near-leg':
      return 'MediaAllocationFailure';
    case 'unsupported-media':
    case 'codec-mismatch':
    case 'no-path':
      return 'UnsupportedMedia';
    default:
      return assertNever(failure, 'media failure');
  }
}
