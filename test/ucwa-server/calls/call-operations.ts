/** What a client may ask of a call: read its resources, answer, decline, hang up, report. */
import type { Application } from '../application/application.ts';
import { readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseQuery, unsupportedMediaType } from '../http/incoming.ts';
import {
  badParameter,
  callNotFound,
  conflict,
  forbidden,
  found,
  noContent,
  notFound,
  problem,
  type Reply,
} from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import { checkAnswer } from './answer.ts';
import { addClientOffers } from './client-offer-operations.ts';
import { sessionOf } from './client-offers.ts';
import { complaintAfter } from './early-answer.ts';
import { declineReasons, terminationReasons } from './reasons.ts';
import type { Acceptance, SimulatedCall } from './simulated-call.ts';

type Post = (incoming: Incoming) => Reply;

/** Makes the call's resources exist. They stay until the application ends, to say 404 in the right words. */
export function addCallResources(application: Application, call: SimulatedCall): void {
  const { resources } = call;
  const add = (name: string, rel: string, get: (() => Reply) | null, post?: Post): void => {
    const methods = { ...(get && { GET: get }), ...(post && { POST: post }) };
    application.add(name, { rel, callId: call.id, methods });
  };
  const reader = (render: () => Resource, subcode: string) => (): Reply =>
    call.state === 'ended' ? notFound(subcode) : found(render());
  const conversation = (part: string): string => resources.conversationName(part);
  add(resources.invitationName(), 'audioVideoInvitation', () => found(resources.invitation(call.states)));
  if (call.dialled === null) addAnswers(call, add);
  else {
    add(resources.invitationName('cancel'), 'cancel', null, (incoming) => cancel(call, incoming));
    add(resources.invitationName('audioVideoNegotiation'), 'audioVideoNegotiation', () => negotiation(call));
  }
  application.add(resources.conversationName(), {
    rel: 'conversation',
    callId: call.id,
    methods: {
      GET: reader(() => resources.conversation(call.states), 'ConversationNotFound'),
      DELETE: () => leave(call),
    },
  });
  const reads = [
    ['participants', 'participants', () => resources.participants()],
    ['localParticipant', 'localParticipant', () => resources.localParticipant()],
    ['audioVideo', 'audioVideo', () => resources.audioVideo(call.states)],
    ['audioVideo/audioVideoSession', 'audioVideoSession', () => sessionOf(call, call.states)],
  ] as const;
  for (const [part, rel, render] of reads) add(conversation(part), rel, reader(render, 'ConversationNotFound'));
  add(
    resources.callerName,
    'participant',
    reader(() => resources.caller(), 'ConversationNotFound'),
  );
  add(conversation('addParticipant'), 'addParticipant', null, (incoming) =>
    application.meetings.makeOf(application, call, incoming),
  );
  addClientOffers(application, call);
  const { phoneCalls } = application;
  add(resources.invitationName('acceptWithPhoneAudio'), 'acceptWithPhoneAudio', null, (incoming) =>
    phoneCalls.accept(application, call, incoming),
  );
  add(conversation('audioVideo/replaceWithPhoneAudio'), 'replaceWithPhoneAudio', null, (incoming) =>
    phoneCalls.replace(application, call, incoming),
  );
  addStops(application, call, () => call);
  for (const rel of ['escalateAudio', 'escalateAudioVideo'] as const) {
    application.add(conversation(`audioVideo/${rel}`), {
      rel,
      callId: call.id,
      methods: { POST: (incoming) => application.meetings.escalate(application, call, rel, incoming) },
    });
  }
  add(conversation('audioVideo/reportMediaDiagnostics'), 'reportMediaDiagnostics', null, (incoming) =>
    call.reports.takeDiagnostics(incoming),
  );
  if (call.details.wantsFeedback === true)
    add(
      conversation('audioVideo/audioVideoSession/publishCallQualityFeedback'),
      'publishCallQualityFeedback',
      null,
      (incoming) => call.reports.takeQuality(incoming),
    );
}

/** @param present whose modality it is at that moment, of those in the conversation */
export function addStops(
  application: Application,
  { id: callId, resources }: SimulatedCall,
  present: () => SimulatedCall,
): void {
  for (const [part, rel] of [
    ['stopAudio', 'stopAudio'],
    ['terminate', 'stopAudioVideo'],
  ] as const) {
    application.add(resources.conversationName(`audioVideo/${part}`), {
      rel,
      callId,
      methods: { POST: (incoming) => hangUp(present(), incoming) },
    });
  }
}

/** What may be said to a call that comes in. */
function addAnswers(call: SimulatedCall, add: (name: string, rel: string, get: null, post: Post) => void): void {
  const { resources } = call;
  add(resources.invitationName('acceptWithAnswer'), 'acceptWithAnswer', null, (incoming) => accept(call, incoming));
  add(resources.invitationName('sendProvisionalAnswer'), 'sendProvisionalAnswer', null, (incoming) =>
    provisional(call, incoming),
  );
  add(resources.invitationName('decline'), 'decline', null, (incoming) => decline(call, incoming));
}

function negotiation(call: SimulatedCall): Reply {
  const { negotiation: fork, state } = call;
  return fork === null || state === 'ended' ? callNotFound : found(call.resources.negotiation(fork));
}

/** UCWA reference: cancel. Takes back what nobody accepted yet. */
function cancel(call: SimulatedCall, incoming: Incoming): Reply {
  const refused = refuseQuery(incoming, []);
  if (refused !== null) return refused;
  if (incoming.body.length > 0) return badParameter('body', 'cancel has none');
  // It may cross the answer, or the end.
  if (call.state !== 'ringing') return callNotFound;
  call.cancelByUser();
  return noContent;
}

/** A reply unless it rings: 404 where it is over, for that crosses events; a conflict where the client acted before. */
function refuseUnlessRinging(call: SimulatedCall): Reply | null {
  if (call.state === 'ringing') return null;
  if (call.state === 'talking') return forbidden('the call was answered before', conflict('AlreadyExists'));
  if (call.ending?.kind === 'declined') return forbidden('the call was declined before', conflict('AlreadyExists'));
  return callNotFound;
}

function accept(call: SimulatedCall, incoming: Incoming): Reply {
  const read = readAnswer(call, incoming);
  if (!read.ok) return read.reply;
  const refused = refuseUnlessRinging(call) ?? refuseOther(call, read.acceptance);
  if (refused !== null) return refused;
  call.accept(read.acceptance);
  return noContent;
}

function provisional(call: SimulatedCall, incoming: Incoming): Reply {
  const read = readAnswer(call, incoming);
  if (!read.ok) return read.reply;
  // It may cross the final answer, which is sent at once when the user presses Answer.
  if (call.state === 'talking') return conflict('AlreadyExists');
  const refused = refuseUnlessRinging(call) ?? refuseOther(call, read.acceptance);
  if (refused !== null) return refused;
  call.takeEarly(read.acceptance);
  return noContent;
}

/** A client that answered while it rang is bound to that answer. */
function refuseOther(call: SimulatedCall, acceptance: Acceptance): Reply | null {
  const complaint = complaintAfter(call.early, acceptance);
  return complaint === null ? null : badParameter('sdp', complaint);
}

function readAnswer(
  call: SimulatedCall,
  incoming: Incoming,
): { readonly ok: true; readonly acceptance: Acceptance } | { readonly ok: false; readonly reply: Reply } {
  const refused = refuseAnswerQuery(call, incoming);
  if (refused !== null) return { ok: false, reply: refused };
  const sdp = incoming.body.toString('utf8');
  const outcome = checkAnswer(sdp, call.offer.sdp);
  if (!outcome.ok) {
    const message = `the answer's SDP: ${outcome.reason}`;
    const parameters = [{ name: 'sdp', reason: outcome.reason }];
    const error = { code: 'BadRequest', subcode: 'ParameterValidationFailure', message, parameters };
    return { ok: false, reply: forbidden(message, problem(400, error)) };
  }
  const sessionContext = incoming.query.get('sessionContext') ?? '';
  const processedOfferId = incoming.query.get('processedOfferId');
  return { ok: true, acceptance: { sdp, outcome, sessionContext, processedOfferId } };
}

function refuseAnswerQuery(call: SimulatedCall, incoming: Incoming): Reply | null {
  const refused = refuseQuery(incoming, ['sessionContext', 'processedOfferId']);
  if (refused !== null) return refused;
  const sessionContext = incoming.query.get('sessionContext') ?? '';
  if (sessionContext === '' || sessionContext.length > 50)
    return badParameter('sessionContext', 'required, up to 50 characters');
  const processed = incoming.query.get('processedOfferId');
  const { contentId } = call.offer;
  if (processed !== null && processed !== contentId && processed !== contentId?.slice(1, -1)) {
    return badParameter('processedOfferId', 'names no part of the offer that can be answered');
  }
  if (incoming.contentType !== 'application/sdp') return unsupportedMediaType(incoming, 'application/sdp');
  return null;
}

function decline(call: SimulatedCall, incoming: Incoming): Reply {
  const refused = refuseQuery(incoming, []);
  if (refused !== null) return refused;
  const read = readReason(incoming, declineReasons);
  if (!read.ok) return read.reply;
  const late = refuseUnlessRinging(call);
  if (late !== null) return late;
  call.decline(read.reason ?? 'Unknown');
  return noContent;
}

function hangUp(call: SimulatedCall, incoming: Incoming): Reply {
  const refused = refuseQuery(incoming, ['reason']);
  if (refused !== null) return refused;
  const inQuery = incoming.query.get('reason');
  if (inQuery !== null && !terminationReasons.includes(inQuery))
    return badParameter('reason', 'no CallTerminationReason');
  const read = readReason(incoming, terminationReasons);
  if (!read.ok) return read.reply;
  return stop(call, inQuery ?? read.reason);
}

function stop(call: SimulatedCall, reason: string | undefined): Reply {
  if (call.state === 'ringing') return forbidden('hung up a call that rings', conflict('None'));
  if (call.state === 'ended') return callNotFound;
  call.stopByUser(reason);
  return noContent;
}

/** The user leaves, and whatever is in the conversation is taken down, also what only rings. */
function leave(call: SimulatedCall): Reply {
  if (call.state !== 'ringing') return stop(call, undefined);
  if (call.dialled === null) call.decline('left');
  else call.cancelByUser();
  return noContent;
}

/** The `reason` of an optional JSON body. */
function readReason(
  incoming: Incoming,
  of: readonly string[],
): { readonly ok: true; readonly reason: string | undefined } | { readonly ok: false; readonly reply: Reply } {
  if (incoming.body.length === 0) return { ok: true, reason: undefined };
  const body = readFields(incoming, { reason: { kind: 'choice', of } });
  return body.ok ? { ok: true, reason: textField(body.value, 'reason') } : body;
}
