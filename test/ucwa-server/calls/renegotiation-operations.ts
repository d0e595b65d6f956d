/** What a client may ask of a renegotiation: read it, and once answer or dismiss it. */
import type { Application } from '../application/application.ts';
import { readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseQuery, unsupportedMediaType } from '../http/incoming.ts';
import { callNotFound, conflict, forbidden, found, noContent, problem, type Reply } from '../http/reply.ts';
import { checkAnswer } from './answer.ts';
import { dismissReasons } from './reasons.ts';
import type { Renegotiation } from './renegotiation.ts';
import type { Renegotiations } from './renegotiations.ts';
import type { SimulatedCall } from './simulated-call.ts';

export function addRenegotiation(
  application: Application,
  call: SimulatedCall,
  all: Renegotiations,
  renegotiation: Renegotiation,
): void {
  const { name } = renegotiation;
  const add = (part: string, rel: string, methods: Parameters<Application['add']>[1]['methods']): void =>
    application.add(`${name}${part}`, { rel, callId: call.id, methods });
  add('', 'audioVideoRenegotiation', {
    GET: () => (call.state === 'talking' ? found(all.resource(renegotiation)) : callNotFound),
  });
  add('/answer', 'answer', { POST: (incoming) => answer(call, all, renegotiation, incoming) });
  add('/dismiss', 'dismiss', { POST: (incoming) => dismiss(call, all, renegotiation, incoming) });
}

function refuseUnlessOpen(call: SimulatedCall, renegotiation: Renegotiation): Reply | null {
  if (call.state !== 'talking') return callNotFound;
  return renegotiation.isOver ? forbidden('the renegotiation is over', conflict('None')) : null;
}

function answer(call: SimulatedCall, all: Renegotiations, renegotiation: Renegotiation, incoming: Incoming): Reply {
  const refused = refuseQuery(incoming, []) ?? refuseUnlessOpen(call, renegotiation);
  if (refused !== null) return refused;
  if (incoming.contentType !== 'application/sdp') return unsupportedMediaType(incoming, 'application/sdp');
  const sdp = incoming.body.toString('utf8');
  const outcome = checkAnswer(sdp, renegotiation.offer.sdp, all.agreed);
  if (!outcome.ok) {
    const message = `the answer's SDP: ${outcome.reason}`;
    const parameters = [{ name: 'sdp', reason: outcome.reason }];
    const error = { code: 'BadRequest', subcode: 'ParameterValidationFailure', message, parameters };
    return forbidden(message, problem(400, error));
  }
  all.settle(renegotiation, { kind: 'answered', sdp, outcome });
  return noContent;
}

function dismiss(call: SimulatedCall, all: Renegotiations, renegotiation: Renegotiation, incoming: Incoming): Reply {
  const refused = refuseQuery(incoming, []);
  if (refused !== null) return refused;
  const body = readFields(incoming, { reason: { kind: 'choice', of: dismissReasons } });
  if (!body.ok) return body.reply;
  const late = refuseUnlessOpen(call, renegotiation);
  if (late !== null) return late;
  all.settle(renegotiation, { kind: 'dismissed', reason: textField(body.value, 'reason') ?? 'Unknown' });
  return noContent;
}
