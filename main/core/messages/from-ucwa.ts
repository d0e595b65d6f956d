import type { Random } from '../ports.ts';
import type { Resolve } from '../session/session.ts';
import type { MessageBody } from '../ucwa/decode/message.ts';
import type { UcwaEvent } from '../ucwa/events.ts';
import { isRelOf, isUsedRel, type RelOf, usedRels } from '../ucwa/rels.ts';
import { hrefOf, type Link, linkOf, type Resource, textOf } from '../ucwa/resource.ts';
import { participantOf } from './address.ts';
import type { MessagesEvent } from './event.ts';
import type { Modality, Writer } from './state.ts';
import { readHtml } from './text/html-text.ts';
import type { MessageText } from './text/pieces.ts';
import { readPlainText } from './text/plain-text.ts';

/** What an event is read against: `wall` is the time by the calendar. */
interface Context {
  readonly resolve: Resolve;
  readonly random: Random;
  readonly wall: number;
}

/** One for each rel of messages; null: it means nothing to messages. */
const meanings: Readonly<Record<RelOf<'messages'>, (event: UcwaEvent, context: Context) => MessagesEvent | null>> = {
  conversation,
  message: (event, context) => (event.type === 'completed' ? messageOver(event, context) : message(event, context)),
  messaging,
  messagingInvitation: (event, context) =>
    isOver(event) ? invitationOver(event, context) : invitation(event, context),
  participant: typing,
  policies: ({ resource }) => resource && { type: 'policies', policies: usedRels.policies.decode(resource) },
};

/** What a UCWA event means to messages, in their order. The event's own href is absolute already. */
export function messagesEventsOf(
  event: UcwaEvent,
  resolve: Resolve,
  random: Random,
  wall: number,
): readonly MessagesEvent[] {
  if (!isUsedRel(event.rel) || !isRelOf('messages', event.rel)) return [];
  const context = { resolve, random, wall };
  const meaning = meanings[event.rel](event, context);
  const first = event.rel === 'messagingInvitation' && isOver(event) ? unseen(event, context) : null;
  return [first, meaning].filter((one) => one !== null);
}

/** A body as the windows show it. */
export function readBody(body: MessageBody | null): MessageText {
  if (body === null) return [];
  return body.format === 'html' ? readHtml(body.text) : readPlainText(body.text);
}

function invitation(event: UcwaEvent, { resolve, random, wall }: Context): MessagesEvent | null {
  if (event.resource === null) return null;
  const decoded = usedRels.messagingInvitation.decode(event.resource);
  const { links, threadId, operationId } = decoded;
  const conversation = resolve(hrefOf(event.resource, 'conversation'));
  if (decoded.direction === 'outgoing') {
    if (operationId === null) return null;
    return {
      type: 'inviting',
      operationId,
      invitation: event.href,
      conversation,
      threadId,
      cancel: resolve(links.cancel),
    };
  }
  return {
    type: 'invited',
    id: random.uuid(),
    invitation: event.href,
    conversation,
    accept: resolve(links.accept),
    decline: resolve(links.decline),
    from: decoded.from ?? titled(event.resource),
    threadId,
    text: readBody(decoded.message),
    wall,
    isOver: false,
  };
}

/** Who writes is only linked, and could not be looked up in time. */
function titled(resource: Resource) {
  const from = resource.links.get('from')?.[0];
  return from === undefined ? null : participantOf(from);
}

/** Steps may be skipped so far that the end of an invitation is all that comes: its message came all the same. */
function unseen(event: UcwaEvent, context: Context): MessagesEvent | null {
  const { resource } = event;
  if (resource === null || textOf(resource, 'direction') !== 'Incoming') return null;
  const read = invitation({ ...event, type: 'started' }, context);
  return read?.type === 'invited' ? { ...read, isOver: true } : null;
}

const [taken, over] = [new Set(['connected']), new Set(['declined', 'cancelled', 'canceled', 'failed'])];

/** Steps may be skipped: an `updated` that shows a final state says the same as `completed`. */
function isOver({ type, resource }: UcwaEvent): boolean {
  const state = resource === null ? '' : (textOf(resource, 'state') ?? '').toLowerCase();
  return type === 'completed' || type === 'deleted' || over.has(state);
}

function invitationOver(event: UcwaEvent, { resolve }: Context): MessagesEvent {
  const { resource, status, reason } = event;
  const decoded = resource === null ? null : usedRels.messagingInvitation.decode(resource);
  const subcode = reason?.subcode ?? null;
  const state = decoded?.state.toLowerCase() ?? '';
  // The server answers for the user where it is told to.
  const isTaken = subcode === 'AutoAccepted' || (status === null ? taken.has(state) : status === 'Success');
  const elsewhere = resolve(decoded?.links.acceptedByContact ?? null) !== null || subcode === 'ConnectedElsewhere';
  const [by] = decoded?.acceptedByParticipant ?? [];
  const hrefTo = (rel: string): string | null => resolve(resource === null ? null : hrefOf(resource, rel));
  return {
    type: 'invitation-over',
    invitation: event.href,
    operationId: decoded?.operationId ?? null,
    taken: isTaken,
    conversation: hrefTo('derivedConversation') ?? hrefTo('conversation'),
    code: reason?.code ?? '',
    subcode,
    elsewhere,
    ...(by === undefined ? {} : { by }),
  };
}

function messaging(event: UcwaEvent, { resolve }: Context): MessagesEvent | null {
  if (event.type === 'deleted') return messagingGone(event, resolve);
  if (event.resource === null) return null;
  const { state, links } = usedRels.messaging.decode(event.resource);
  const conversation = resolve(links.conversation) ?? senderOf(event, resolve);
  if (conversation === null) return null;
  return {
    type: 'messaging',
    modality: {
      conversation,
      messaging: event.href,
      state: stateOf(state),
      sendMessage: resolve(links.sendMessage),
      setIsTyping: resolve(links.setIsTyping),
      stopMessaging: resolve(links.stopMessaging),
      addMessaging: resolve(links.addMessaging),
      typingParticipants: resolve(links.typingParticipants),
    },
  };
}

function messagingGone(event: UcwaEvent, resolve: Resolve): MessagesEvent {
  const links = { sendMessage: null, setIsTyping: null, stopMessaging: null, addMessaging: null };
  const conversation = senderOf(event, resolve) ?? withoutMessaging(event.href);
  return {
    type: 'messaging',
    modality: { conversation, messaging: event.href, state: 'disconnected', ...links, typingParticipants: null },
  };
}

/** CallState (UCWA reference; an open list). */
function stateOf(state: string): Modality['state'] {
  switch (state) {
    case 'Connected':
      return 'connected';
    case 'Disconnected':
    case 'Disconnecting':
      return 'disconnected';
    default:
      return 'connecting';
  }
}

function message(event: UcwaEvent, { resolve, random, wall }: Context): MessagesEvent | null {
  const conversation = conversationOf(event, resolve);
  if (event.resource === null || event.type === 'deleted' || conversation === null) return null;
  const { direction, operationId, at, body, participant, status } = usedRels.message.decode(event.resource);
  const text = readBody(body);
  // Of one that was sent here the text is known.
  if (text.length === 0 && (direction === 'incoming' || operationId === null)) return null;
  return {
    type: 'message',
    id: random.uuid(),
    href: event.href,
    ...{ conversation, direction, operationId, at, wall, text },
    by: participant === null || direction === 'outgoing' ? null : writerOf(participant, resolve),
    status: status === 'Failed' ? 'failed' : status === 'Succeeded' ? 'sent' : 'pending',
  };
}

function messageOver(event: UcwaEvent, { resolve, random, wall }: Context): MessagesEvent | null {
  const decoded = event.resource === null ? null : usedRels.message.decode(event.resource);
  // One that somebody else wrote is told whole, however it is told.
  if (decoded?.direction === 'incoming') return message({ ...event, type: 'started' }, { resolve, random, wall });
  const failed = event.status === 'Failure' || (event.status === null && decoded?.status === 'Failed');
  return {
    type: 'message-over',
    href: event.href,
    operationId: decoded?.operationId ?? null,
    delivered: !failed,
    at: decoded?.at ?? null,
    undelivered: (decoded?.failedDelivery ?? []).slice(0, 50).flatMap((link) => writerOf(link, resolve) ?? []),
    code: [event.reason?.code, event.reason?.subcode].filter(Boolean).join('/'),
  };
}

function writerOf({ href, title }: Link, resolve: Resolve): Writer | null {
  const absolute = resolve(href);
  return absolute === null ? null : { href: absolute, name: title === '' ? null : title };
}

/** A message is told of by its conversation, and stands below the messaging of it. */
function conversationOf(event: UcwaEvent, resolve: Resolve): string | null {
  const sender = senderOf(event, resolve);
  if (sender !== null) return sender;
  const within = event.resource === null ? null : resolve(linkOf(event.resource, 'messaging'));
  return withoutMessaging(within ?? event.href);
}

function withoutMessaging(href: string): string {
  return href.replace(/\/messaging(?:\/.*)?$/, '');
}

function senderOf({ sender }: UcwaEvent, resolve: Resolve): string | null {
  return sender.rel === 'conversation' ? resolve(sender.href) : null;
}

/** Somebody is put into a collection, or taken out: of those who type, as far as messages are concerned. */
function typing({ type, href, container }: UcwaEvent, { resolve }: Context): MessagesEvent | null {
  const within = resolve(container);
  if (within === null || (type !== 'added' && type !== 'deleted')) return null;
  return { type: 'typing', container: within, participant: href, is: type === 'added' };
}

function conversation({ type, href, resource }: UcwaEvent): MessagesEvent | null {
  const state = resource === null ? null : usedRels.conversation.decode(resource).state;
  return type === 'deleted' || state === 'Disconnected' ? { type: 'conversation-over', conversation: href } : null;
}
