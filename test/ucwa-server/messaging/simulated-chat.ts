/** One conversation of messages between the user and somebody else: its states, its events, what was said. */
import type { Application } from '../application/application.ts';
import type { ErrorBody, EventItem, Resource } from '../http/representation.ts';
import type { Ledger } from '../ledger.ts';
import type { Person } from '../people.ts';
import type { Timers } from '../timers.ts';
import { type ChatFacts, type ChatMessage, ChatResources, type ChatStates } from './chat-resources.ts';

/** An invitation that nobody answers fails after so many seconds. */
const answerSeconds = 30;
/** So long the server remembers that somebody types, in seconds. */
const typingSeconds = 6;

/** What one of the two said. */
export interface Said {
  readonly by: 'user' | 'them';
  readonly text: string;
}

export interface ChatPorts {
  readonly application: Application;
  readonly ledger: Ledger;
  readonly timers: Timers;
  /** Events carry links only. */
  readonly bare: boolean;
}

export class SimulatedChat {
  readonly id: string;
  readonly person: Person;
  readonly direction: ChatFacts['direction'];
  readonly resources: ChatResources;
  readonly said: Said[] = [];
  readonly messages = new Map<string, ChatMessage>();
  readonly operationIds = new Set<string>();
  /** How often the user was said to type. */
  typed = 0;
  /** The next messages of the user are not delivered. */
  failing = 0;
  readonly #ports: ChatPorts;
  #states: ChatStates;
  #counted = 0;
  #typing = false;
  #endTyping = (): void => {};
  #endWaiting: () => void;

  constructor(id: string, facts: ChatFacts, ports: ChatPorts, thread?: string) {
    this.id = id;
    this.person = facts.person;
    this.direction = facts.direction;
    this.#ports = ports;
    this.resources = new ChatResources(ports.application, facts, thread);
    const conversation = facts.direction === 'Incoming' ? 'Incoming' : 'Connecting';
    this.#states = { invitation: 'Connecting', conversation, messaging: 'Connecting' };
    this.#endWaiting = ports.timers.afterSeconds(answerSeconds, () => this.fail('Timeout', 'Timeout'));
  }

  get states(): ChatStates {
    return this.#states;
  }

  get isOpen(): boolean {
    return this.#states.messaging === 'Connected';
  }

  get isOver(): boolean {
    return this.#states.conversation === 'Disconnected';
  }

  get isWaiting(): boolean {
    return this.#states.invitation === 'Connecting';
  }

  get isTyping(): boolean {
    return this.#typing;
  }

  /** Tells the client of it. */
  begin(): void {
    const { resources, states } = this;
    this.#record('begins');
    const { application } = this.#ports;
    application.communication.conversations.add(application.path(resources.conversationName()));
    this.#fromCommunication('started', 'messagingInvitation', resources.invitationName(), resources.invitation(states));
    this.#fromCommunication('added', 'conversation', resources.conversationName(), resources.conversation(states));
    const local = resources.conversationName('localParticipant');
    this.#fromConversation('added', 'localParticipant', local, resources.localParticipant());
    if (this.direction === 'Incoming')
      this.#fromConversation('added', 'participant', resources.personName, resources.person());
    this.#modality();
  }

  /** Whoever was invited takes it. */
  connect(): void {
    if (!this.isWaiting) return;
    this.#endWaiting();
    this.#states = { invitation: 'Connected', conversation: 'Connected', messaging: 'Connected' };
    this.#record('connected');
    const { resources, states } = this;
    if (this.direction === 'Outgoing')
      this.#fromConversation('added', 'participant', resources.personName, resources.person());
    this.#modality();
    this.#fromCommunication('updated', 'conversation', resources.conversationName(), resources.conversation(states));
    this.#fromCommunication(
      'completed',
      'messagingInvitation',
      resources.invitationName(),
      resources.invitation(states),
      {
        status: 'Success',
      },
    );
  }

  /** Nothing comes of the invitation. */
  fail(code: string, subcode: string, state: ChatStates['invitation'] = 'Failed'): void {
    if (!this.isWaiting) return;
    this.#endWaiting();
    this.#states = { invitation: state, conversation: 'Disconnected', messaging: 'Disconnected' };
    this.#record(`failed: ${subcode}`);
    const { resources, states } = this;
    const reason: ErrorBody = { code, subcode, message: subcode };
    this.#fromCommunication(
      'completed',
      'messagingInvitation',
      resources.invitationName(),
      resources.invitation(states),
      {
        status: 'Failure',
        reason,
      },
    );
    this.#over();
  }

  /** The other side says something. */
  say(text: string, form: 'plain' | 'html' = 'plain'): void {
    if (!this.isOpen) throw new Error('the conversation is not open');
    this.said.push({ by: 'them', text });
    const body = form === 'html' ? { html: dataUri('text/html', text) } : { plain: dataUri('text/plain', text) };
    const message = this.#message({ direction: 'Incoming', ...body, status: 'Succeeded' });
    this.type(false);
    this.#fromConversation('started', 'message', message.name, this.resources.message(message));
  }

  /** The user says something; it is delivered, or not. Its name. */
  take(text: string, operationId: string): string {
    const failed = this.failing > 0;
    if (failed) this.failing -= 1;
    else this.said.push({ by: 'user', text });
    const plain = dataUri('text/plain', text);
    const message = this.#message({ direction: 'Outgoing', operationId, plain, status: 'Pending' });
    this.#record(failed ? 'not delivered' : `user: ${text.length} characters`);
    this.#fromConversation('started', 'message', message.name, this.resources.message(message));
    message.status = failed ? 'Failed' : 'Succeeded';
    const end: Partial<EventItem> = failed
      ? { status: 'Failure', reason: { code: 'RemoteFailure', subcode: 'TemporarilyUnavailable' } }
      : { status: 'Success' };
    this.#fromConversation('completed', 'message', message.name, this.resources.message(message, failed), end);
    return message.name;
  }

  /** The other side begins to type, or stops. */
  type(is = true): void {
    this.#endTyping();
    if (is) this.#endTyping = this.#ports.timers.afterSeconds(typingSeconds, () => this.type(false));
    if (is === this.#typing) return;
    this.#typing = is;
    const { application } = this.#ports;
    const within = {
      rel: 'typingParticipants',
      href: application.path(this.resources.conversationName('messaging/typingParticipants')),
    };
    this.#fromConversation(
      is ? 'added' : 'deleted',
      'participant',
      this.resources.personName,
      this.resources.person(),
      { in: within },
    );
  }

  /** The other side has no messages any more; the conversation goes on. */
  pause(): void {
    if (!this.isOpen) return;
    this.#endTyping();
    this.#states = { ...this.#states, messaging: 'Disconnected' };
    this.#record('no messages');
    this.#modality();
  }

  /** Messages may be added to the conversation. */
  get isPaused(): boolean {
    return !this.isOver && this.#states.messaging === 'Disconnected';
  }

  /** The user adds messages to it again, and the other side takes them. */
  addAgain(operationId: string, text: string): void {
    const { resources } = this;
    resources.add(operationId);
    this.#states = { ...this.#states, invitation: 'Connecting', messaging: 'Connecting' };
    this.said.push({ by: 'user', text });
    this.#fromCommunication(
      'started',
      'messagingInvitation',
      resources.invitationName(),
      resources.invitation(this.states),
    );
    this.#modality();
    this.#states = { ...this.#states, invitation: 'Connected', messaging: 'Connected' };
    this.#record('messages again');
    this.#modality();
    this.#fromCommunication(
      'completed',
      'messagingInvitation',
      resources.invitationName(),
      resources.invitation(this.states),
      {
        status: 'Success',
      },
    );
  }

  /** The other side leaves. */
  leave(): void {
    if (this.isWaiting) this.fail('RemoteFailure', 'Canceled', 'Cancelled');
    else this.#end('they left');
  }

  /** The user leaves. */
  stop(): void {
    if (this.isWaiting) this.fail('LocalFailure', 'Canceled', 'Cancelled');
    else this.#end('the user left');
  }

  /** The application is gone: nobody is told. */
  abandon(): void {
    this.#endWaiting();
    this.#endTyping();
    this.#states = { ...this.#states, conversation: 'Disconnected', messaging: 'Disconnected' };
  }

  #end(why: string): void {
    if (this.isOver) return;
    this.#states = { ...this.#states, conversation: 'Disconnected', messaging: 'Disconnected' };
    this.#record(why);
    this.#modality();
    this.#over();
  }

  #over(): void {
    this.#endTyping();
    const { resources, states } = this;
    const { application } = this.#ports;
    const name = resources.conversationName();
    application.communication.conversations.delete(application.path(name));
    this.#fromCommunication('updated', 'conversation', name, resources.conversation(states));
    this.#fromCommunication('deleted', 'conversation', name);
  }

  #message(message: Omit<ChatMessage, 'name' | 'at'>): ChatMessage {
    this.#counted += 1;
    const name = this.resources.conversationName(`messaging/messages/${this.#counted}`);
    const whole: ChatMessage = { ...message, name, at: Date.now() };
    this.messages.set(name, whole);
    this.#ports.application.add(name, {
      rel: 'message',
      methods: { GET: () => ({ status: 200, body: { kind: 'resource', resource: this.resources.message(whole) } }) },
    });
    return whole;
  }

  #modality(): void {
    const name = this.resources.conversationName('messaging');
    this.#fromConversation('updated', 'messaging', name, this.resources.messaging(this.states));
  }

  #record(detail: string): void {
    this.#ports.ledger.record({ kind: 'server', detail: `${this.id} ${this.person.id}: ${detail}` });
  }

  #fromCommunication(
    type: EventItem['type'],
    rel: string,
    name: string,
    resource?: Resource,
    more: Partial<EventItem> = {},
  ): void {
    this.#emit(this.#ports.application.communication.sender, type, rel, name, resource, more);
  }

  #fromConversation(
    type: EventItem['type'],
    rel: string,
    name: string,
    resource: Resource,
    more: Partial<EventItem> = {},
  ): void {
    const sender = { rel: 'conversation', href: this.#ports.application.path(this.resources.conversationName()) };
    this.#emit(sender, type, rel, name, resource, more);
  }

  #emit(
    sender: { readonly rel: string; readonly href: string },
    type: EventItem['type'],
    rel: string,
    name: string,
    resource: Resource | undefined,
    more: Partial<EventItem>,
  ): void {
    const { application, bare } = this.#ports;
    const embedded = resource === undefined || bare ? {} : { embedded: resource };
    application.emit(sender, { link: { rel, href: application.path(name) }, type, ...embedded, ...more }, 'high');
  }
}

/** As recorded servers write text: a form's escapes, with a plus for a space. */
export function dataUri(type: string, text: string): string {
  return `data:${type};charset=utf-8,${encodeURIComponent(text).replaceAll('%20', '+')}`;
}
