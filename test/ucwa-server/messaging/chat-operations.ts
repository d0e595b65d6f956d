/** What a client may ask of a conversation of messages: read its resources, answer, send, type, leave. */
import type { Application } from '../application/application.ts';
import { declineReasons } from '../calls/reasons.ts';
import { readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseBody, refuseQuery, unsupportedMediaType } from '../http/incoming.ts';
import { badParameter, conflict, forbidden, found, noContent, notFound, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import { firstMessage } from './first-message.ts';
import type { SimulatedChat } from './simulated-chat.ts';

/** The client may say that the user types once in so many milliseconds. */
const leastTypingMs = 1_000;

/** Makes the resources of the conversation exist. */
export function addChatResources(application: Application, chat: SimulatedChat): void {
  const { resources } = chat;
  const lastTyped = { at: Number.NEGATIVE_INFINITY };
  const read = (name: string, rel: string, render: () => Resource): void =>
    application.add(name, {
      rel,
      methods: { GET: () => (chat.isOver ? notFound('ConversationNotFound') : found(render())) },
    });
  const post = (name: string, rel: string, run: (incoming: Incoming) => Reply): void =>
    application.add(name, { rel, methods: { POST: run } });
  const conversation = (part: string): string => resources.conversationName(part);

  application.add(resources.invitationName(), {
    rel: 'messagingInvitation',
    methods: { GET: () => found(resources.invitation(chat.states)) },
  });
  post(resources.invitationName('accept'), 'accept', (incoming) =>
    answered(chat, refuseBody(incoming), () => chat.connect()),
  );
  post(resources.invitationName('decline'), 'decline', (incoming) =>
    answered(chat, refuseDecline(incoming), () => chat.fail('LocalFailure', 'Declined', 'Declined')),
  );
  application.add(resources.conversationName(), {
    rel: 'conversation',
    methods: {
      GET: () => (chat.isOver ? notFound('ConversationNotFound') : found(resources.conversation(chat.states))),
      DELETE: () => leave(chat),
    },
  });
  read(conversation('participants'), 'participants', () => resources.participants());
  read(conversation('localParticipant'), 'localParticipant', () => resources.localParticipant());
  read(resources.personName, 'participant', () => resources.person());
  read(conversation('messaging'), 'messaging', () => resources.messaging(chat.states));
  read(conversation('messaging/typingParticipants'), 'typingParticipants', () =>
    resources.typingParticipants(chat.isTyping),
  );
  post(conversation('messaging/messages'), 'sendMessage', (incoming) => send(application, chat, incoming));
  post(conversation('messaging/typing'), 'setIsTyping', (incoming) => type(chat, incoming, lastTyped));
  post(conversation('messaging/addMessaging'), 'addMessaging', (incoming) => add(application, chat, incoming));
  post(conversation('messaging/terminate'), 'stopMessaging', (incoming) => refuseBody(incoming) ?? leave(chat));
}

/** The client answers an invitation that waits: 404 where it is over, for that crosses events; a conflict where it acted before. */
function answered(chat: SimulatedChat, refused: Reply | null, act: () => void): Reply {
  if (refused !== null) return refused;
  if (chat.isOver) return notFound('ConversationNotFound');
  if (!chat.isWaiting) return forbidden('the invitation was answered before', conflict('AlreadyExists'));
  act();
  return noContent;
}

function refuseDecline(incoming: Incoming): Reply | null {
  if (incoming.body.length === 0) return null;
  const body = readFields(incoming, { reason: { kind: 'choice', of: declineReasons } });
  return body.ok ? null : body.reply;
}

function send(application: Application, chat: SimulatedChat, incoming: Incoming): Reply {
  const refused = refuseQuery(incoming, ['operationId']);
  if (refused !== null) return refused;
  const operationId = incoming.query.get('operationId') ?? '';
  if (operationId === '' || operationId.length > 50)
    return badParameter('operationId', 'required, up to 50 characters');
  if (!['text/plain', 'text/html'].includes(incoming.contentType)) return unsupportedMediaType(incoming, 'text/plain');
  if (incoming.body.length === 0) return badParameter('message', 'empty');
  if (chat.operationIds.has(operationId)) return forbidden('a message was sent twice', conflict('AlreadyExists'));
  if (!chat.isOpen) return notFound('ConversationNotFound');
  chat.operationIds.add(operationId);
  const name = chat.take(incoming.body.toString('utf8'), operationId);
  return { status: 201, headers: { Location: application.path(name) } };
}

function add(application: Application, chat: SimulatedChat, incoming: Incoming): Reply {
  const refused = refuseQuery(incoming, []);
  if (refused !== null) return refused;
  const rules = {
    operationId: { kind: 'text', max: 50, required: true },
    _links: { kind: 'anything', required: true },
  } as const;
  const body = readFields(incoming, rules);
  if (!body.ok) return body.reply;
  const text = firstMessage(body.value.get('_links'));
  if (text === null) return badParameter('_links.message', 'no data: URI of text');
  if (chat.isOver) return notFound('ConversationNotFound');
  if (!chat.isPaused) return forbidden('messages are there already', conflict('AlreadyExists'));
  chat.addAgain(textField(body.value, 'operationId') ?? '', text);
  const name = chat.resources.invitationName();
  application.add(name, {
    rel: 'messagingInvitation',
    methods: { GET: () => found(chat.resources.invitation(chat.states)) },
  });
  return { status: 201, headers: { Location: application.path(name) } };
}

function type(chat: SimulatedChat, incoming: Incoming, last: { at: number }): Reply {
  const refused = refuseBody(incoming);
  if (refused !== null) return refused;
  if (!chat.isOpen) return notFound('ConversationNotFound');
  const now = performance.now();
  const isHasty = now - last.at < leastTypingMs;
  last.at = now;
  chat.typed += 1;
  return isHasty ? forbidden('said within a second that the user types', noContent) : noContent;
}

function leave(chat: SimulatedChat): Reply {
  if (chat.isOver) return notFound('ConversationNotFound');
  chat.stop();
  return noContent;
}
