/** What a client may ask of calls on the user's own telephone (UCWA reference: startPhoneAudio, phoneAudioInvitation, phoneAudio). */
import type { Application } from '../application/application.ts';
import { declineReasons } from '../calls/reasons.ts';
import { type FieldRules, readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseBody, refuseQuery } from '../http/incoming.ts';
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
import { isNumber, type OwnPhone } from './own-phone.ts';
import type { PhoneCall } from './phone-call.ts';

/** What a client wants to be begun. */
export interface Asked {
  readonly to: string;
  readonly operationId: string;
  readonly number: string;
  readonly subject?: string | undefined;
  readonly threadId?: string | undefined;
}

const added: FieldRules = {
  operationId: { kind: 'text', max: 50, required: true },
  phoneNumber: { kind: 'text', max: 100 },
  to: { kind: 'text', max: 256, required: true },
};
const started: FieldRules = {
  ...added,
  importance: { kind: 'choice', of: ['Normal', 'Urgent', 'Emergency'] },
  subject: { kind: 'text', max: 250 },
  threadId: { kind: 'text', max: 250 },
};

/** Reads a request to ring the user's telephone; a reply where it is refused. */
export function readAsked(incoming: Incoming, phone: OwnPhone, isNew: boolean): Asked | Reply {
  const refused = refuseQuery(incoming, []);
  if (refused !== null) return refused;
  const body = readFields(incoming, isNew ? started : added);
  if (!body.ok) return body.reply;
  if (!phone.allowed) return problem(403, { code: 'Forbidden', message: 'Phone audio is not allowed for this user.' });
  const text = (name: string): string | undefined => textField(body.value, name);
  const number = text('phoneNumber') ?? phone.number ?? '';
  const to = text('to') ?? '';
  if (!isNumber(number) || !(isNumber(to) || /^sip:[^@\s]+@[^@\s]+$/.test(to))) {
    return problem(400, { code: 'BadRequest', subcode: 'NormalizationFailed', message: 'No such number.' });
  }
  const uri = number.startsWith('tel:') ? number : `tel:${number}`;
  return {
    to,
    number: uri,
    operationId: text('operationId') ?? '',
    subject: text('subject'),
    threadId: text('threadId'),
  };
}

/** 201 with where the invitation is. */
export function begun(application: Application, call: PhoneCall): Reply {
  return { status: 201, headers: { Location: application.path(call.invitationName) } };
}

/** Makes the call's resources exist. They stay until the application ends, to say 404 in the right words. */
export function addPhoneResources(application: Application, call: PhoneCall): void {
  const { invitationName, phoneAudioName } = call;
  const post = (name: string, rel: string, run: (incoming: Incoming) => Reply): void =>
    application.add(name, { rel, callId: call.id, methods: { POST: run } });
  const invitation = { GET: () => found(call.invitation()) };
  application.add(invitationName, { rel: 'phoneAudioInvitation', callId: call.id, methods: invitation });
  post(`${invitationName}/decline`, 'decline', (incoming) => decline(call, incoming));
  post(`${invitationName}/cancel`, 'cancel', (incoming) => stop(call, incoming, 'pending'));
  const isOver = (): boolean => call.state === 'ended';
  application.add(phoneAudioName, {
    rel: 'phoneAudio',
    callId: call.id,
    methods: {
      GET: () => (isOver() && !call.isShared ? notFound('ConversationNotFound') : found(call.phoneAudio())),
    },
  });
  post(`${phoneAudioName}/stopPhoneAudio`, 'stopPhoneAudio', (incoming) => stop(call, incoming, 'any'));
  post(`${phoneAudioName}/holdPhoneAudio`, 'holdPhoneAudio', (incoming) => turn(call, incoming, true));
  post(`${phoneAudioName}/resumePhoneAudio`, 'resumePhoneAudio', (incoming) => turn(call, incoming, false));
  if (call.options.added === undefined) addConversation(application, call);
}

/** From now on the conversation is this call's. */
export function addConversation(application: Application, call: PhoneCall): void {
  application.add(call.conversationName, {
    rel: 'conversation',
    callId: call.id,
    methods: {
      GET: () => (call.state === 'ended' ? notFound('ConversationNotFound') : found(call.conversation())),
      DELETE: () => {
        if (call.state === 'ended') return callNotFound;
        call.hangUp('user');
        return noContent;
      },
    },
  });
}

function decline(call: PhoneCall, incoming: Incoming): Reply {
  if (incoming.body.length > 0) {
    const body = readFields(incoming, { reason: { kind: 'choice', of: declineReasons } });
    if (!body.ok) return body.reply;
  }
  if (call.options.kind !== 'incoming') return badParameter('decline', 'only what comes in can be declined');
  if (call.state === 'talking') return forbidden('it was picked up before', conflict('AlreadyExists'));
  if (call.state === 'ended') return callNotFound;
  call.fail({ code: 'LocalFailure', subcode: 'Declined' }, 'Declined');
  return noContent;
}

function stop(call: PhoneCall, incoming: Incoming, which: 'pending' | 'any'): Reply {
  const refused = refuseBody(incoming) ?? refuseQuery(incoming, []);
  if (refused !== null) return refused;
  if (call.state === 'ended') return callNotFound;
  if (which === 'pending' && call.state === 'talking') return conflict('AlreadyExists');
  call.hangUp('user');
  return noContent;
}

function turn(call: PhoneCall, incoming: Incoming, hold: boolean): Reply {
  const refused = refuseBody(incoming) ?? refuseQuery(incoming, []);
  if (refused !== null) return refused;
  if (call.state === 'ended') return callNotFound;
  if (call.state !== 'talking' || call.held === hold) return forbidden('there is no such link', conflict('None'));
  call.hold(hold);
  return noContent;
}
