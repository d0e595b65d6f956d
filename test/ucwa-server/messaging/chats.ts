/** All conversations of messages of the server: those that others begin, and those that the user begins. */
import type { Application } from '../application/application.ts';
import { type FieldRules, readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { badParameter, conflict, forbidden, type Reply } from '../http/reply.ts';
import type { Ledger } from '../ledger.ts';
import { colleague, colleagues, type Person } from '../people.ts';
import type { Timers } from '../timers.ts';
import { addChatResources } from './chat-operations.ts';
import { firstMessage } from './first-message.ts';
import { dataUri, SimulatedChat } from './simulated-chat.ts';

/** What somebody does with what the user writes first. `ignores`: nothing, until the server gives up. */
export type Manner = 'takes' | 'declines' | 'ignores';

export interface Writing {
  /** A colleague by id, or a person. */
  readonly from?: string | Person;
  readonly text?: string;
  readonly form?: 'plain' | 'html';
  readonly subject?: string;
  readonly writerByLink?: boolean;
  /** Events carry links only, and the client has to fetch what it wants to know. */
  readonly bare?: boolean;
}

const startRules: FieldRules = {
  to: { kind: 'text', max: 256, required: true },
  operationId: { kind: 'text', max: 50, required: true },
  importance: { kind: 'choice', of: ['Normal', 'Urgent', 'Emergency'] },
  subject: { kind: 'text', max: 250 },
  threadId: { kind: 'text', max: 250 },
  _links: { kind: 'anything', required: true },
};

export class Chats {
  /** By the id of a colleague; who is not in it takes what is written. */
  readonly manners = new Map<string, Manner>();
  /** How long somebody thinks before they take it, in milliseconds. */
  thinkMs = 0;
  readonly #ledger: Ledger;
  readonly #timers: Timers;
  readonly #reachable: () => Application | undefined;
  readonly #operationIds = new Set<string>();
  readonly #applicationOf = new Map<SimulatedChat, Application>();
  #all: SimulatedChat[] = [];
  #begun = 0;

  constructor(ledger: Ledger, timers: Timers, reachable: () => Application | undefined) {
    this.#ledger = ledger;
    this.#timers = timers;
    this.#reachable = reachable;
  }

  /** Every conversation so far, oldest first. */
  get all(): readonly SimulatedChat[] {
    return this.#all;
  }

  /** The newest conversation with somebody. */
  with(id: string): SimulatedChat | undefined {
    return this.#all.findLast(({ person }) => person.id === id);
  }

  /** Somebody writes: in the conversation that is open, else first. Throws where no client has made the user available for messages. */
  write({ from = 'ana', text = 'Hello', form = 'plain', ...more }: Writing = {}): SimulatedChat {
    const person = typeof from === 'string' ? colleague(from)?.person : from;
    if (person === undefined) throw new Error(`no colleague is called ${String(from)}`);
    const open = this.#all.findLast((chat) => chat.person.id === person.id && chat.isOpen);
    if (open !== undefined) {
      open.say(text, form);
      return open;
    }
    const application = this.#reachable();
    if (application === undefined) throw new Error('the user is not reachable: no client has made itself available');
    if (!application.communication.modalities.includes('Messaging')) {
      throw new Error('the client did not say that it supports Messaging');
    }
    const message = dataUri(form === 'html' ? 'text/html' : 'text/plain', text);
    const { subject, writerByLink, bare = false } = more;
    const chat = this.#add(application, { person, direction: 'Incoming', message, subject, writerByLink }, bare);
    chat.said.push({ by: 'them', text });
    chat.begin();
    return chat;
  }

  /** Makes the operations of an application exist; the links to them. */
  addTo(application: Application): () => Readonly<Record<string, string>> {
    const name = 'communication/startMessaging';
    application.add(name, {
      rel: 'startMessaging',
      methods: { POST: (incoming) => this.#start(application, incoming) },
    });
    const isRefused = (): boolean => application.account.refusedModalities.includes('Messaging');
    return () => (isRefused() ? {} : { startMessaging: application.path(name) });
  }

  /** An application is gone, and with it the conversations in it. */
  left(application: Application): void {
    for (const chat of this.#all) if (this.#applicationOf.get(chat) === application) chat.abandon();
  }

  /** Ends all without a word. */
  abandon(): void {
    for (const chat of this.#all) chat.abandon();
  }

  /** Lets go of those that are over, for runs that last long. */
  forget(): void {
    this.#all = this.#all.filter(({ isOver }) => !isOver);
    for (const chat of [...this.#applicationOf.keys()]) if (chat.isOver) this.#applicationOf.delete(chat);
    this.#operationIds.clear();
  }

  #start(application: Application, incoming: Incoming): Reply {
    const refused = refuseQuery(incoming, ['to']);
    if (refused !== null) return refused;
    const body = readFields(incoming, startRules);
    if (!body.ok) return body.reply;
    const text = firstMessage(body.value.get('_links'));
    if (text === null) return badParameter('_links.message', 'no data: URI of text');
    const to = textField(body.value, 'to') ?? '';
    if (!/^(sip|tel):[^\s]+$/i.test(to)) return badParameter('to', 'no SIP or telephone URI');
    const operationId = textField(body.value, 'operationId') ?? '';
    if (this.#operationIds.has(operationId)) return forbidden('a message was sent twice', conflict('AlreadyExists'));
    this.#operationIds.add(operationId);
    const thread = textField(body.value, 'threadId');
    const known = colleagues.find(({ person }) => person.uri?.toLowerCase() === to.toLowerCase())?.person;
    const person = known ?? { id: to, uri: to };
    const subject = textField(body.value, 'subject');
    const chat = this.#add(application, { person, direction: 'Outgoing', operationId, subject }, false, thread);
    chat.begin();
    this.#answer(chat, known !== undefined, text);
    return { status: 201, headers: { Location: application.path(chat.resources.invitationName()) } };
  }

  #answer(chat: SimulatedChat, isKnown: boolean, text: string): void {
    const manner = this.manners.get(chat.person.id) ?? 'takes';
    if (!isKnown) chat.fail('NotFound', 'DestinationNotFound');
    else if (manner === 'declines') chat.fail('RemoteFailure', 'Declined', 'Declined');
    else if (manner === 'takes') {
      const take = (): void => {
        if (!chat.isWaiting) return;
        chat.said.push({ by: 'user', text });
        chat.connect();
      };
      if (this.thinkMs === 0) take();
      else this.#timers.afterMs(this.thinkMs, take);
    }
  }

  #add(
    application: Application,
    facts: ConstructorParameters<typeof SimulatedChat>[1],
    bare: boolean,
    thread?: string,
  ): SimulatedChat {
    this.#begun += 1;
    const ports = { application, ledger: this.#ledger, timers: this.#timers, bare };
    const chat = new SimulatedChat(`chat-${this.#begun}`, facts, ports, thread);
    this.#all.push(chat);
    this.#applicationOf.set(chat, application);
    addChatResources(application, chat);
    return chat;
  }
}
