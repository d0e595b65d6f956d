/** How a conversation of messages looks as resources. Written down once more, and not taken from the app, as calls are. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Application } from '../application/application.ts';
import type { Resource } from '../http/representation.ts';
import type { Person } from '../people.ts';

export interface ChatStates {
  readonly invitation: 'Connecting' | 'Connected' | 'Declined' | 'Cancelled' | 'Failed';
  readonly conversation: 'Incoming' | 'Connecting' | 'Connected' | 'Disconnected';
  readonly messaging: 'Connecting' | 'Connected' | 'Disconnected';
}

/** What does not change while it lasts. */
export interface ChatFacts {
  readonly person: Person;
  readonly direction: 'Incoming' | 'Outgoing';
  /** Of the client's own. */
  readonly operationId?: string | undefined;
  readonly subject?: string | undefined;
  readonly importance?: string | undefined;
  /** The first message, as a `data:` URI. */
  readonly message?: string | undefined;
  /** The invitation only links to who writes. */
  readonly writerByLink?: boolean | undefined;
}

/** A message as a resource has it. */
export interface ChatMessage {
  readonly name: string;
  readonly direction: 'Incoming' | 'Outgoing';
  readonly at: number;
  readonly operationId?: string | undefined;
  readonly plain?: string | undefined;
  readonly html?: string | undefined;
  status: 'Pending' | 'Succeeded' | 'Failed';
}

export class ChatResources {
  readonly thread: string;
  readonly #application: Application;
  #facts: ChatFacts;
  #invitation = newInvitation();
  readonly #conversation = `communication/conversations/${randomUUID()}`;

  constructor(application: Application, facts: ChatFacts, thread = randomBytes(16).toString('hex')) {
    this.#application = application;
    this.#facts = facts;
    this.thread = thread;
  }

  /** The user adds messages to the conversation again: by another invitation. */
  add(operationId: string): void {
    this.#facts = { person: this.#facts.person, direction: 'Outgoing', operationId };
    this.#invitation = newInvitation();
  }

  invitationName(part = ''): string {
    return part === '' ? this.#invitation : `${this.#invitation}/${part}`;
  }

  conversationName(part = ''): string {
    return part === '' ? this.#conversation : `${this.#conversation}/${part}`;
  }

  get personName(): string {
    const { uri, id } = this.#facts.person;
    return this.conversationName(`participants/${encodeURIComponent(uri?.replace(/^sip:/, '') ?? id)}`);
  }

  invitation(states: ChatStates): Resource {
    const { direction, operationId, subject, importance = 'Normal', message, person, writerByLink } = this.#facts;
    const { account } = this.#application;
    const isPending = states.invitation === 'Connecting';
    const isIncoming = direction === 'Incoming';
    const answers = {
      accept: this.#path(this.invitationName('accept')),
      decline: this.#path(this.invitationName('decline')),
    };
    const from = isIncoming ? this.personName : this.conversationName('localParticipant');
    return {
      rel: 'messagingInvitation',
      properties: {
        ...{ direction, operationId, subject, importance, state: states.invitation, threadId: this.thread },
        to: isIncoming ? `sip:${account.address}` : person.uri,
      },
      links: {
        self: this.#path(this.invitationName()),
        from: { href: this.#path(from), title: (isIncoming ? person.name : account.displayName) ?? '' },
        to: this.#application.directory.href(isIncoming ? this.#user : person),
        conversation: this.#path(this.conversationName()),
        messaging: this.#path(this.conversationName('messaging')),
        ...(isIncoming && { message }),
        ...(isPending && isIncoming && answers),
        ...(isPending && !isIncoming && { cancel: this.#path(this.conversationName('messaging/terminate')) }),
      },
      embedded: {
        ...(isIncoming && writerByLink !== true && { from: this.person() }),
        ...(!isIncoming && states.invitation === 'Connected' && { acceptedByParticipant: [this.person()] }),
      },
    };
  }

  conversation(states: ChatStates): Resource {
    const { subject, importance = 'Normal' } = this.#facts;
    const isUp = states.messaging === 'Connected';
    return {
      rel: 'conversation',
      properties: {
        ...{ state: states.conversation, threadId: this.thread, subject, importance, recording: false },
        activeModalities: isUp ? ['Messaging'] : undefined,
        participantCount: 1,
      },
      links: {
        self: this.#path(this.conversationName()),
        participants: this.#path(this.conversationName('participants')),
        localParticipant: this.#path(this.conversationName('localParticipant')),
        messaging: this.#path(this.conversationName('messaging')),
      },
    };
  }

  messaging(states: ChatStates): Resource {
    const path = (part: string): string => this.#path(this.conversationName(`messaging/${part}`));
    const isOver = states.messaging === 'Disconnected';
    const open = {
      sendMessage: path('messages'),
      setIsTyping: path('typing'),
      typingParticipants: path('typingParticipants'),
    };
    return {
      rel: 'messaging',
      properties: {
        state: states.messaging,
        negotiatedMessageFormats: states.messaging === 'Connected' ? ['Plain', 'Html'] : undefined,
      },
      links: {
        self: this.#path(this.conversationName('messaging')),
        conversation: this.#path(this.conversationName()),
        ...(!isOver && { stopMessaging: path('terminate') }),
        ...(isOver && states.conversation !== 'Disconnected' && { addMessaging: path('addMessaging') }),
        ...(states.messaging === 'Connected' && open),
      },
    };
  }

  message({ name, direction, at, operationId, plain, html, status }: ChatMessage, failed = false): Resource {
    const isIncoming = direction === 'Incoming';
    return {
      rel: 'message',
      properties: { direction, operationId, timeStamp: `/Date(${at})/`, status: isIncoming ? undefined : status },
      links: {
        self: this.#path(name),
        messaging: this.#path(this.conversationName('messaging')),
        ...(isIncoming && { participant: { href: this.#path(this.personName), title: this.#facts.person.name ?? '' } }),
        plainMessage: plain,
        htmlMessage: html,
        ...(failed && { failedDeliveryParticipant: [{ href: this.#path(this.personName) }] }),
      },
    };
  }

  person(): Resource {
    const { uri, name, workPhoneNumber } = this.#facts.person;
    const properties = { name, uri, workPhoneNumber, anonymous: uri === undefined, sourceNetwork: 'SameEnterprise' };
    const contact = { contact: this.#application.directory.href(this.#facts.person) };
    return this.#participant(this.personName, { ...properties, local: false }, contact);
  }

  localParticipant(): Resource {
    const { displayName, address } = this.#application.account;
    const properties = { name: displayName, uri: `sip:${address}`, anonymous: false, sourceNetwork: 'SameEnterprise' };
    return this.#participant(
      this.conversationName('localParticipant'),
      { ...properties, local: true },
      { me: this.#path('me') },
    );
  }

  participants(): Resource {
    const self = this.#path(this.conversationName('participants'));
    return { rel: 'participants', links: { self, participant: [{ href: this.#path(this.personName) }] } };
  }

  /** `typing`: the other side does. */
  typingParticipants(typing: boolean): Resource {
    const self = this.#path(this.conversationName('messaging/typingParticipants'));
    return {
      rel: 'typingParticipants',
      links: { self, ...(typing && { participant: [{ href: this.#path(this.personName) }] }) },
    };
  }

  get #user(): Person {
    const { address, displayName } = this.#application.account;
    return { id: address, name: displayName, uri: `sip:${address}` };
  }

  #participant(name: string, properties: Resource['properties'], links: Resource['links']): Resource {
    const all = { inLobby: false, organizer: false, role: 'Unknown', ...properties };
    const conversation = this.#path(this.conversationName());
    return { rel: 'participant', properties: all, links: { self: this.#path(name), conversation, ...links } };
  }

  #path(name: string): string {
    return this.#application.path(name);
  }
}

function newInvitation(): string {
  return `communication/messagingInvitations/${randomBytes(16).toString('hex')}`;
}
