/** `escalateAudio`, `escalateAudioVideo`: the voice of a call of two goes into a conference. */
import { checkFirstOffer, type FirstOffer } from '../calls/dialled/first-offer.ts';
import type { SimulatedCall } from '../calls/simulated-call.ts';
import { type Incoming, refuseQuery, unsupportedMediaType } from '../http/incoming.ts';
import { badParameter, callNotFound, conflict, forbidden, problem, type Reply } from '../http/reply.ts';

export type EscalateRel = 'escalateAudio' | 'escalateAudioVideo';

export interface Escalated {
  readonly operationId: string;
  readonly sessionContext: string;
  readonly offer: Extract<FirstOffer, { ok: true }>;
}

/** What the client asked for: both names in the query, the offer as the body. */
export function readEscalation(
  call: SimulatedCall,
  rel: EscalateRel,
  incoming: Incoming,
  known: (operationId: string) => boolean,
): { readonly ok: true; readonly escalated: Escalated } | { readonly ok: false; readonly reply: Reply } {
  const refuse = (reply: Reply) => ({ ok: false, reply }) as const;
  const names = ['operationId', 'sessionContext'] as const;
  const query = refuseQuery(incoming, names);
  if (query !== null) return refuse(query);
  const [operationId = '', sessionContext = ''] = names.map((name) => incoming.query.get(name) ?? '');
  if (!isName(operationId)) return refuse(badParameter('operationId', 'required, up to 50 characters'));
  if (!isName(sessionContext)) return refuse(badParameter('sessionContext', 'required, up to 50 characters'));
  if (incoming.contentType !== 'application/sdp') return refuse(unsupportedMediaType(incoming, 'application/sdp'));
  if (call.state === 'ended') return refuse(callNotFound);
  if (call.state === 'ringing') return refuse(forbidden('escalated a call that rings', conflict('None')));
  if (known(operationId)) return refuse(forbidden('an operationId comes twice', conflict('AlreadyExists')));
  const offer = checkFirstOffer(incoming.body.toString('utf8'), rel === 'escalateAudioVideo');
  if (offer.ok) return { ok: true, escalated: { operationId, sessionContext, offer } };
  const parameters = [{ name: 'sdp', reason: offer.reason }];
  const error = { code: 'BadRequest', subcode: 'ParameterValidationFailure', message: offer.reason, parameters };
  return refuse(forbidden(`the offer's SDP: ${offer.reason}`, problem(400, error)));
}

function isName(text: string): boolean {
  return text !== '' && text.length <= 50;
}
