import assert from 'node:assert/strict';
import type { HttpRequest, HttpResponse } from '../../../../../main/core/ports.ts';
import type { MessageView, QueryResult } from '../../../../../preload/contract/index.ts';
import { json, noContent } from '../../fakes/http.ts';
import type { TestPhone } from '../../fakes/phone.ts';
import { conflict, created, type Desk, eventOf, failure, gone, type Kind, type Seen, success } from './kind.ts';

/** One conversation of messages, as the server holds it to be. */
export interface Chat {
  readonly id: number;
  /** Who is on the other side. */
  readonly name: string;
  readonly direction: 'Incoming' | 'Outgoing';
  readonly operationId: string | undefined;
  readonly threadId: string;
  readonly invitation: string;
  readonly conversation: string;
  /** The first message. */
  readonly first: string;
  state: 'inviting' | 'open' | 'ended';
}

interface Message {
  readonly chat: Chat;
  readonly href: string;
  readonly text: string;
  readonly html: boolean;
  readonly operationId: string | undefined;
  readonly at: number;
  status: 'Pending' | 'Succeeded' | 'Failed' | undefined;
}

/** What the other side wrote. */
interface Written {
  readonly by: string;
  readonly text: string;
  /** The event that tells of it. */
  readonly href: string;
  /** The client acknowledged that event. */
  told: boolean;
}

const answerMs = 30_000;
const dataOf = (text: string, type = 'text/plain'): { readonly href: string } => ({
  href: `data:${type};charset=utf-8,${encodeURIComponent(text)}`,
});

/** Messages (UCWA reference: messagingInvitation, messaging, message). */
export class Chats implements Kind {
  readonly all: Chat[] = [];
  /** What arrived at the others, in order: by whom it was to be read, and what it says. */
  readonly arrived: { readonly at: string; readonly text: string }[] = [];
  readonly written: Written[] = [];
  /** So many of the user's next messages are not delivered. */
  failing = 0;
  readonly #desk: Desk;
  readonly #messages = new Map<string, Message>();
  readonly #operations = new Set<string>();
  #counted = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get links() {
    return { startMessaging: { href: this.#desk.path('communication/startMessaging') } };
  }

  get live(): readonly Chat[] {
    return this.all.filter(({ state }) => state !== 'ended');
  }

  get open(): readonly Chat[] {
    return this.all.filter(({ state }) => state === 'open');
  }

  /** Invitations that wait for the other side. */
  get waiting(): readonly Chat[] {
    return this.all.filter(({ state, direction }) => state === 'inviting' && direction === 'Outgoing');
  }

  get conversations(): readonly string[] {
    return this.live.map(({ conversation }) => conversation);
  }

  /** What the user says next: each time something else. */
  userSays(): string {
    return `The user says ${this.#count()}`;
  }

  /** Somebody writes: in the conversation that there is, or in a new one. */
  write(name: string, html = false): void {
    if (!this.#desk.alive) return;
    const text = `${name} says ${this.#count()}`;
    const chat = this.live.find((each) => each.name === name);
    if (chat?.state === 'open') this.#say(chat, text, html);
    else if (chat === undefined) this.#begin({ name, direction: 'Incoming', first: text, threadId: `thread-${name}` });
  }

  type(chat: Chat, is: boolean): void {
    const within = { rel: 'typingParticipants', href: `${chat.conversation}/messaging/typingParticipants` };
    const { personName } = namesOf(chat);
    const event = eventOf(is ? 'added' : 'deleted', 'participant', personName, personOf(chat), { in: within });
    this.#desk.emit([event], chat.conversation);
  }

  take(chat: Chat): void {
    chat.state = 'open';
    if (chat.direction === 'Outgoing') this.#arrives(chat, chat.first);
    this.#present(chat);
    this.#modality(chat);
    this.#invited('completed', chat, success);
  }

  fail(chat: Chat, subcode: string): void {
    if (chat.state !== 'inviting') return;
    chat.state = 'ended';
    this.#invited('completed', chat, failure('RemoteFailure', subcode));
    this.#over(chat);
  }

  leave(chat: Chat): void {
    if (chat.state === 'inviting') {
      this.fail(chat, 'Canceled');
      return;
    }
    chat.state = 'ended';
    this.#modality(chat);
    this.#over(chat);
  }

  answer(request: HttpRequest, path: string): HttpResponse | null {
    if (path === this.links.startMessaging.href) return this.#start(request);
    const message = this.#messages.get(path);
    if (message !== undefined) return json(200, this.#messageOf(message));
    const chat = this.all.find((each) => path.startsWith(each.invitation) || path.startsWith(each.conversation));
    if (chat === undefined) return null;
    return request.method === 'GET' ? this.#look(chat, path) : this.#act(chat, path, request);
  }

  acknowledged(sent: string): void {
    for (const one of this.written) one.told ||= sent.includes(`"${one.href}"`);
  }

  applicationOver(): void {
    for (const chat of this.live) chat.state = 'ended';
  }

  applicationAnew(): void {
    this.applicationOver();
  }

  differences({ phone }: Seen): readonly string[] {
    const names = new Set([...this.written.map(({ by }) => by), ...this.arrived.map(({ at }) => at)]);
    return [...names].flatMap((name) => this.#differencesWith(name, saidIn(phone, name)));
  }

  #differencesWith(name: string, said: readonly MessageView[]): readonly string[] {
    const found: string[] = [];
    const texts = said.map(textOf);
    for (const { by, text, told } of this.written) {
      if (by !== name) continue;
      const count = texts.filter((each) => each === text).length;
      if (count > 1 || (told && count === 0)) found.push(`"${text}" is there ${count} times`);
    }
    for (const message of said) {
      if (!message.own) continue;
      const text = textOf(message);
      const arrived = this.arrived.filter((one) => one.at === name && one.text === text).length;
      const { delivery, note } = message;
      if (delivery === 'waiting' || delivery === 'sending') found.push(`"${text}" is ${delivery}`);
      if (delivery === 'sent' && arrived === 0) found.push(`"${text}" did not arrive`);
      if (delivery === 'failed' && arrived > 0 && !/may have/i.test(note)) found.push(`"${text}" arrived: ${note}`);
      if (arrived > 1) found.push(`"${text}" arrived ${arrived} times`);
    }
    return found;
  }

  #count(): number {
    this.#counted += 1;
    return this.#counted;
  }

  #start({ body }: HttpRequest): HttpResponse {
    const { operationId = '', to = '', threadId, _links } = JSON.parse(body ?? '{}') as Record<string, string>;
    this.#once(operationId);
    const name = to.replace(/^sip:|@.*$/g, '');
    if (this.live.some((each) => each.name === name && each.direction === 'Outgoing')) return conflict;
    const { href } = (_links as unknown as { message: { href: string } }).message;
    const first = decodeURIComponent(href.slice(href.indexOf(',') + 1));
    const given = { name, direction: 'Outgoing', first, threadId: threadId ?? `thread-${name}`, operationId } as const;
    return created(this.#begin(given).invitation);
  }

  #begin(given: Pick<Chat, 'name' | 'direction' | 'first' | 'threadId'> & { readonly operationId?: string }): Chat {
    const id = this.#count();
    const chat: Chat = {
      ...given,
      operationId: given.operationId,
      id,
      invitation: this.#desk.path(`communication/messagingInvitations/${id}-`),
      conversation: this.#desk.path(`communication/conversations/chat-${id}-`),
      state: 'inviting',
    };
    this.all.push(chat);
    const { name, direction, first, invitation, conversation } = chat;
    if (direction === 'Incoming') this.written.push({ by: name, text: first, href: invitation, told: false });
    this.#invited('started', chat);
    this.#desk.emit([eventOf('added', 'conversation', conversation, this.#conversationOf(chat))]);
    if (direction === 'Incoming') this.#present(chat);
    this.#modality(chat);
    this.#desk.clock.after(answerMs, () => this.fail(chat, 'Timeout'));
    return chat;
  }

  #say(chat: Chat, text: string, html: boolean): void {
    const href = `${chat.conversation}/messaging/messages/${this.#count()}`;
    const of = { chat, href, text, html, operationId: undefined, at: this.#desk.clock.wall() + this.#counted };
    const message: Message = { ...of, status: undefined };
    this.#messages.set(href, message);
    this.written.push({ by: chat.name, text, href, told: false });
    this.#told('started', message);
  }

  #send(chat: Chat, { url, body }: HttpRequest): HttpResponse {
    if (chat.state !== 'open') return gone;
    const operationId = new URL(url).searchParams.get('operationId') ?? '';
    this.#once(operationId);
    const href = `${chat.conversation}/messaging/messages/${this.#count()}`;
    const at = this.#desk.clock.wall() + this.#counted;
    const message: Message = { chat, href, text: body ?? '', html: false, operationId, at, status: 'Pending' };
    this.#messages.set(href, message);
    this.#told('started', message);
    const isFailed = this.failing > 0;
    if (isFailed) this.failing -= 1;
    else this.#arrives(chat, message.text);
    message.status = isFailed ? 'Failed' : 'Succeeded';
    this.#told('completed', message, isFailed ? failure('RemoteFailure', 'TemporarilyUnavailable') : success);
    return created(href);
  }

  #arrives({ name }: Chat, text: string): void {
    this.arrived.push({ at: name, text });
  }

  #once(operationId: string): void {
    assert.ok(!this.#operations.has(operationId), 'a message is sent once');
    this.#operations.add(operationId);
  }

  #look(chat: Chat, path: string): HttpResponse {
    if (path === chat.invitation) return json(200, this.#invitationOf(chat));
    if (chat.state === 'ended') return gone;
    if (path === chat.conversation) return json(200, this.#conversationOf(chat));
    if (path === `${chat.conversation}/messaging`) return json(200, this.#messagingOf(chat));
    return path.includes('/participants/') ? json(200, personOf(chat)) : gone;
  }

  #act(chat: Chat, path: string, request: HttpRequest): HttpResponse {
    if (chat.state === 'ended') return gone;
    const act = path.slice(path.lastIndexOf('/') + 1).replace(/\?.*/, '');
    if (act === 'messages') return this.#send(chat, request);
    if (act === 'typing') return chat.state === 'open' ? noContent : gone;
    if (act === 'accept' || act === 'decline') {
      if (chat.state !== 'inviting') return conflict;
      if (act === 'accept') this.take(chat);
      else this.fail(chat, 'Declined');
      return noContent;
    }
    this.leave(chat);
    return noContent;
  }

  #present(chat: Chat): void {
    this.#desk.emit([eventOf('added', 'participant', namesOf(chat).personName, personOf(chat))], chat.conversation);
  }

  #invited(type: string, chat: Chat, more: object = {}): void {
    const body = this.#desk.embeds ? this.#invitationOf(chat) : null;
    this.#desk.emit([eventOf(type, 'messagingInvitation', chat.invitation, body, more)]);
  }

  #modality(chat: Chat): void {
    const href = `${chat.conversation}/messaging`;
    this.#desk.emit([eventOf('updated', 'messaging', href, this.#messagingOf(chat))], chat.conversation);
  }

  #told(type: string, message: Message, more: object = {}): void {
    const body = this.#desk.embeds ? this.#messageOf(message) : null;
    this.#desk.emit([eventOf(type, 'message', message.href, body, more)], message.chat.conversation);
  }

  #over({ conversation }: Chat): void {
    this.#desk.emit([eventOf('deleted', 'conversation', conversation, null)]);
  }

  #invitationOf(chat: Chat): object {
    const { direction, operationId, state, threadId, name, invitation: href, conversation, first } = chat;
    const isWaiting = state === 'inviting';
    const ways = direction === 'Incoming' ? ['accept', 'decline'] : ['cancel'];
    return {
      rel: 'messagingInvitation',
      ...{ direction, threadId, ...(operationId !== undefined && { operationId }) },
      state: isWaiting ? 'Connecting' : state === 'open' ? 'Connected' : 'Failed',
      to: direction === 'Incoming' ? 'sip:dana@contoso.com' : `sip:${name}@contoso.com`,
      _links: {
        self: { href },
        conversation: { href: conversation },
        messaging: { href: `${conversation}/messaging` },
        message: dataOf(first),
        ...(isWaiting && Object.fromEntries(ways.map((way) => [way, { href: `${href}/${way}` }]))),
      },
      _embedded: direction === 'Incoming' ? { from: personOf(chat) } : {},
    };
  }

  #conversationOf({ state, threadId, conversation }: Chat): object {
    return {
      rel: 'conversation',
      state: state === 'open' ? 'Connected' : state === 'inviting' ? 'Connecting' : 'Disconnected',
      threadId,
      _links: { self: { href: conversation }, messaging: { href: `${conversation}/messaging` } },
    };
  }

  #messagingOf({ state, conversation }: Chat): object {
    const href = `${conversation}/messaging`;
    const ways = { sendMessage: 'messages', setIsTyping: 'typing', typingParticipants: 'typingParticipants' };
    const open = Object.fromEntries(Object.entries(ways).map(([rel, way]) => [rel, { href: `${href}/${way}` }]));
    return {
      rel: 'messaging',
      state: state === 'open' ? 'Connected' : state === 'inviting' ? 'Connecting' : 'Disconnected',
      _links: {
        self: { href },
        conversation: { href: conversation },
        ...(state !== 'ended' && { stopMessaging: { href: `${href}/terminate` } }),
        ...(state === 'open' && open),
      },
    };
  }

  #messageOf({ chat, href, text, html, operationId, at, status }: Message): object {
    const isOurs = operationId !== undefined;
    return {
      rel: 'message',
      direction: isOurs ? 'Outgoing' : 'Incoming',
      ...(isOurs && { operationId, status }),
      timeStamp: `/Date(${at})/`,
      _links: {
        self: { href },
        messaging: { href: `${chat.conversation}/messaging` },
        ...(!isOurs && { participant: { href: namesOf(chat).personName, title: chat.name } }),
        [html ? 'htmlMessage' : 'plainMessage']: dataOf(html ? `<b>${text}</b>` : text, html ? 'text/html' : undefined),
      },
    };
  }
}

function namesOf({ conversation, name }: Chat): { readonly personName: string } {
  return { personName: `${conversation}/participants/${name}@contoso.com` };
}

function personOf(chat: Chat): object {
  const { name } = chat;
  const _links = { self: { href: namesOf(chat).personName } };
  return { rel: 'participant', name, uri: `sip:${name}@contoso.com`, _links };
}

export function textOf({ pieces }: MessageView): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

/** What the phone shows of what was said with somebody. */
export function saidIn(phone: TestPhone, name: string): readonly MessageView[] {
  return phone.phone.view().messages.threads.flatMap(({ id, party }) => {
    if (party.label !== name && party.label !== `${name}@contoso.com`) return [];
    const result = phone.phone.query({ type: 'thread', threadId: id, count: 100, before: null });
    assert.ok(result.ok);
    return (result as QueryResult<'thread'> & { readonly ok: true }).answer?.messages ?? [];
  });
}
