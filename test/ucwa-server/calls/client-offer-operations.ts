/** What a client may ask of the session of a call that is up: to offer again. */
import type { Application } from '../application/application.ts';
import { type Incoming, refuseQuery, unsupportedMediaType } from '../http/incoming.ts';
import { badParameter, callNotFound, conflict, forbidden, found, problem, type Reply } from '../http/reply.ts';
import { checkClientOffer } from './client-offer-check.ts';
import type { ClientOffer } from './client-offers.ts';
import type { SimulatedCall } from './simulated-call.ts';

const sessionPart = 'audioVideo/audioVideoSession';

export function addClientOffers(application: Application, call: SimulatedCall): void {
  for (const rel of ['renegotiations', 'resumeAudio'] as const) {
    application.add(call.resources.conversationName(`${sessionPart}/${rel}`), {
      rel,
      callId: call.id,
      methods: { POST: (incoming) => offer(application, call, rel, incoming) },
    });
  }
}

function offer(
  application: Application,
  call: SimulatedCall,
  rel: 'renegotiations' | 'resumeAudio',
  incoming: Incoming,
): Reply {
  const { renegotiations } = call;
  const refused = refuseQuery(incoming, ['operationId']) ?? refuseOperationId(incoming);
  if (refused !== null) return refused;
  if (incoming.contentType !== 'application/sdp') return unsupportedMediaType(incoming, 'application/sdp');
  if (call.state !== 'talking') return callNotFound;
  const operationId = incoming.query.get('operationId') ?? '';
  // Also the same one once more, whose reply was lost: it is there already.
  if (renegotiations.isOpen || renegotiations.ofClient.knows(operationId)) return conflict('AlreadyExists');
  if (rel === 'resumeAudio' && !call.heldByUser) return forbidden('resumed what is not on hold', conflict('None'));
  const sdp = incoming.body.toString('utf8');
  const outcome = checkClientOffer(sdp, renegotiations.agreed);
  const wrong = outcome.ok ? directionFault(rel, outcome.direction) : outcome.reason;
  if (!outcome.ok || wrong !== null) return badOffer(wrong ?? '');
  const begun = renegotiations.ofClient.begin(operationId, outcome);
  addResource(application, call, begun);
  const reply = found(renegotiations.ofClient.resource(begun), 201);
  return { ...reply, headers: { ...reply.headers, Location: application.path(begun.name) } };
}

function refuseOperationId(incoming: Incoming): Reply | null {
  const operationId = incoming.query.get('operationId') ?? '';
  const isRight = operationId !== '' && operationId.length <= 50;
  return isRight ? null : badParameter('operationId', 'required, up to 50 characters');
}

function directionFault(rel: string, direction: string): string | null {
  return rel === 'resumeAudio' && direction !== 'sendrecv' ? `resumeAudio with ${direction}` : null;
}

function badOffer(reason: string): Reply {
  const message = `the offer's SDP: ${reason}`;
  const parameters = [{ name: 'sdp', reason }];
  const error = { code: 'BadRequest', subcode: 'ParameterValidationFailure', message, parameters };
  return forbidden(message, problem(400, error));
}

function addResource(application: Application, call: SimulatedCall, begun: ClientOffer): void {
  application.add(begun.name, {
    rel: 'audioVideoRenegotiation',
    callId: call.id,
    methods: {
      GET: () => (call.state === 'talking' ? found(call.renegotiations.ofClient.resource(begun)) : callNotFound),
    },
  });
}
