import type { HttpRequest, HttpResponse } from '../../../../main/core/ports.ts';
import type { FakeClock } from '../fakes/clock.ts';
import { type FakeHttp, html, json, noContent, type Reply } from '../fakes/http.ts';
import { challenge, type FakeServer, pool } from '../fakes/server.ts';
import { Chats } from './kinds/chats.ts';
import { DeskPhoneCalls } from './kinds/desk-phone-calls.ts';
import type { Desk, Kind, Seen } from './kinds/kind.ts';
import { SentCalls } from './kinds/sent-calls.ts';
import { audioVideoOf, conversationOf, events, invitationOf, type ScriptedCall } from './scripted-call.ts';
import { isPoll, type Wire } from './wire.ts';

/** An event with whose it is. */
interface Queued {
  readonly sender: { readonly rel: string; readonly href: string };
  readonly event: object;
}

interface Held {
  readonly request: HttpRequest;
  readonly priority: number;
}

const notFound = (subcode: string): HttpResponse => json(404, { code: 'NotFound', subcode });
const tooMany = json(403, { code: 'Forbidden', subcode: 'MaxEventCountReached' });
const applicationGone = notFound('ApplicationNotFound');

/** Callers give up. */
const longestRingMs = 120_000;

/** What the fake server is made from, and what leads to it. */
export interface ServedCallsDeps {
  readonly clock: FakeClock;
  readonly http: FakeHttp;
  readonly server: FakeServer;
  readonly wire: Wire;
  /** Calls ring again in a new application, and talk on in its conversations. */
  readonly reoffers: boolean;
}

/**
 * The calls of a server with a truth of its own, as scripts of the fake server, which lets the client sign in. It shares no code with the
 * client; what it takes back from it are requests only.
 */
export class ServedCalls {
  readonly calls: ScriptedCall[] = [];
  readonly sent: SentCalls;
  readonly onPhone: DeskPhoneCalls;
  readonly chats: Chats;
  /** Events are held back until they are told. */
  holds = false;
  /** Of the next answers of the event channel. */
  repeats = 0;
  reverses = false;
  embeds = true;
  instead: HttpResponse[] = [];
  /** Answers in place of the server, as long as it is there; null where the request goes through. */
  refusal: ((request: HttpRequest) => HttpResponse | null) | null = null;
  readonly #deps: ServedCallsDeps;
  #application = 0;
  #endpoint: unknown = null;
  #alive = false;
  #queue: Queued[] = [];
  #ack = 1;
  #unacknowledged: { readonly ack: number; readonly body: object } | null = null;
  #last: Queued[] = [];
  #heldBack: Queued[] = [];
  readonly #kinds: readonly Kind[];
  #held: Held | null = null;
  #resumes = false;
  #full = false;

  constructor(deps: ServedCallsDeps) {
    this.#deps = deps;
    const desk = this.#desk();
    this.sent = new SentCalls(desk);
    this.onPhone = new DeskPhoneCalls(desk);
    this.chats = new Chats(desk);
    this.#kinds = [this.sent, this.onPhone, this.chats];
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      deps.http.on(method, /^https:\/\/pool\.contoso\.com\/ucwa\//, (request) => this.#answerTo(request));
      deps.http.on(method, /./, (request) => this.#answerInstead(request));
    }
  }

  #desk(): Desk {
    const server = this;
    const { clock, reoffers } = this.#deps;
    return {
      ...{ clock, reoffers },
      get alive() {
        return server.#alive;
      },
      get embeds() {
        return server.embeds;
      },
      path: (name) => this.#path(name),
      emit: (list, sender) => this.#emit(list, sender),
    };
  }

  /** Where the phone shows something else of calls out, calls on the telephone and messages. */
  differences(seen: Seen): readonly string[] {
    return this.#kinds.flatMap((kind) => kind.differences(seen));
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** The call can be asked for, and stopped, in the application that there is. */
  hasAtHand(call: ScriptedCall): boolean {
    return this.#alive && call.conversation.startsWith(this.#path(''));
  }

  get polled(): boolean {
    return this.#held !== null && this.#deps.wire.carries(this.#held.request);
  }

  answerPoll(reply: HttpResponse): void {
    const held = this.#held;
    this.#held = null;
    if (held !== null) this.#answerHeld(held, reply);
  }

  #answerHeld({ request }: Held, reply: HttpResponse): void {
    this.#deps.http.open.find((open) => open.request === request)?.reply(reply);
  }

  /** Null where none is held, or no longer. */
  #present(): Held | null {
    const { open } = this.#deps.http;
    if (!open.some(({ request }) => request === this.#held?.request)) this.#held = null;
    return this.#held;
  }

  endApplication(): void {
    this.#alive = false;
    for (const call of this.calls) if (call.state === 'ringing' && !this.#deps.reoffers) call.state = 'lost';
    for (const kind of this.#kinds) kind.applicationOver();
    this.answerPoll(applicationGone);
  }

  /** More came than it keeps: what was not told yet is thrown away, and the client told so. */
  overflow(): void {
    this.#queue = [];
    this.#unacknowledged = null;
    this.#full = true;
    this.answerPoll(tooMany);
  }

  resumeNext(): void {
    this.#resumes = true;
    this.#flush();
  }

  /** The client is told to begin again at what it has not acknowledged. */
  resync(): void {
    const first = this.#unacknowledged?.ack ?? this.#ack;
    this.answerPoll(json(200, { _links: { resync: { href: this.#eventsPath(first) } } }));
  }

  /** Somebody transfers a call that is talked on: another takes its place, and it goes away once that is taken. */
  transfer(call: ScriptedCall, by: NonNullable<ScriptedCall['replaces']>['by']): void {
    this.ring(`Next-${this.calls.length + 1}`, { call, by });
  }

  ring(name: string, replaces?: ScriptedCall['replaces']): void {
    const call: ScriptedCall = {
      ...(replaces === undefined ? {} : { replaces }),
      name,
      threadId: `thread-${name}`,
      state: 'ringing',
      endedAt: 0,
      told: false,
      accepted: 0,
      invitation: this.#path(`communication/audioVideoInvitations/${name}`),
      conversation: this.#path(`communication/conversations/${name}`),
    };
    if (!this.#alive) call.state = 'lost';
    this.calls.push(call);
    if (this.#alive) this.#emit(events.started(call, this.embeds));
    this.#deps.clock.after(longestRingMs, () => {
      if (call.state === 'ringing') this.end(call, 'Canceled');
    });
  }

  end(call: ScriptedCall, subcode: 'Canceled' | 'ConnectedElsewhere'): void {
    const wasRinging = call.state === 'ringing';
    call.state = 'ended';
    call.endedAt = this.#deps.clock.now();
    this.#emit(wasRinging ? events.failed(call, subcode) : events.over(call));
  }

  #emit(list: readonly object[], conversation?: string): void {
    if (!this.#alive) return;
    const ofAll = { rel: 'communication', href: this.#path('communication') };
    const sender = conversation === undefined ? ofAll : { rel: 'conversation', href: conversation };
    const queued = list.map((event) => ({ sender, event }));
    if (this.holds) this.#heldBack.push(...queued);
    else this.#enqueue(queued);
  }

  #enqueue(queued: readonly Queued[]): void {
    this.#queue.push(...queued);
    this.#deps.clock.after(0, () => this.#flush());
  }

  /** The hrefs that the events are about that are held back, in the order in which they came. */
  get heldBack(): readonly string[] {
    return this.#heldBack.map(({ event }) => (event as { readonly link: { readonly href: string } }).link.href);
  }

  /** Tells those that are held back which stand at these places, in this order, all in one answer. */
  tell(places: readonly number[]): void {
    this.#enqueue(places.flatMap((place) => this.#heldBack[place] ?? []));
  }

  /** Nothing is held back any more. */
  letGo(): void {
    this.holds = false;
    this.#heldBack = [];
  }

  #flush(): void {
    const held = this.#present();
    if (held === null || (this.#queue.length === 0 && !this.#resumes)) return;
    const list = [...(this.repeats > 0 ? this.#last : []), ...this.#queue];
    if (this.repeats > 0) this.repeats -= 1;
    this.#last = [...this.#queue];
    if (this.reverses) list.reverse();
    this.#queue = [];
    const body = {
      _links: { [this.#resumes ? 'resume' : 'next']: { href: this.#eventsPath(this.#ack + 1) } },
      sender: list.map(({ sender, event }) => ({ ...sender, events: [event] })),
    };
    this.#resumes = false;
    this.#unacknowledged = { ack: this.#ack, body };
    this.#ack += 1;
    this.#held = null;
    this.#answerHeld(held, json(200, body));
  }

  #answerInstead(request: HttpRequest): Reply | undefined {
    const refusal = this.refusal?.(request) ?? null;
    const instead = isPoll(request.url) ? this.instead.shift() : undefined;
    return refusal ?? instead;
  }

  #answerTo(request: HttpRequest): Reply | 'hold' {
    const { url } = request;
    const path = url.slice(pool.length);
    if (!this.#deps.server.accepts(request)) return challenge();
    if (path === '/ucwa/oauth/v1/applications') {
      return request.method === 'POST' ? this.#create(request) : json(200, { rel: 'applications' });
    }
    if (!this.#alive || !path.startsWith(this.#path(''))) return applicationGone;
    return isPoll(url) ? this.#poll(request, new URL(url).searchParams) : this.#answer(request, path);
  }

  #create({ body }: HttpRequest): HttpResponse {
    const endpoint = (JSON.parse(body ?? '{}') as Record<string, unknown>).EndpointId;
    if (this.#alive && endpoint === this.#endpoint) return json(200, this.#body());
    for (const call of this.calls) if (call.state === 'ringing' && !this.#deps.reoffers) call.state = 'lost';
    this.#application += 1;
    this.#endpoint = endpoint;
    this.#alive = true;
    this.#queue = [];
    this.#full = false;
    this.#last = [];
    this.#unacknowledged = null;
    this.#held = null;
    this.#ack = 1;
    for (const call of this.calls) {
      if (!this.#deps.reoffers || (call.state !== 'ringing' && call.state !== 'talking')) continue;
      call.invitation = this.#path(`communication/audioVideoInvitations/${call.name}`);
      call.conversation = this.#path(`communication/conversations/${call.name}`);
      if (call.state === 'ringing') this.#emit(events.started(call, this.embeds));
    }
    for (const kind of this.#kinds) kind.applicationAnew();
    return json(201, this.#body());
  }

  #poll(request: HttpRequest, query: URLSearchParams): HttpResponse | 'hold' {
    if (this.#full) return tooMany;
    const ack = Number(query.get('ack'));
    const priority = Number(query.get('priority') ?? '0');
    if (ack === this.#unacknowledged?.ack) return json(200, this.#unacknowledged.body);
    if (ack !== this.#ack) {
      const first = this.#unacknowledged?.ack ?? this.#ack;
      return json(200, { _links: { resync: { href: this.#eventsPath(first) } } });
    }
    const replaced = this.#present();
    const refusal = json(409, { code: 'Conflict', subcode: 'PGetReplaced' });
    if (replaced !== null && priority < replaced.priority) return refusal;
    this.#acknowledge();
    const held: Held = { request, priority };
    this.#held = held;
    if (replaced !== null) this.#answerHeld(replaced, refusal);
    this.#deps.clock.after(180_000, () => {
      if (this.#held === held) this.answerPoll(this.#nothing());
    });
    this.#deps.clock.after(0, () => this.#flush());
    return 'hold';
  }

  /** The client has what it was sent. */
  #acknowledge(): void {
    const sent = JSON.stringify(this.#unacknowledged?.body ?? {});
    for (const call of this.calls) call.told ||= sent.includes(`"${call.invitation}"`);
    for (const kind of this.#kinds) kind.acknowledged(sent);
    this.#unacknowledged = null;
  }

  #nothing(): HttpResponse {
    const body = { _links: { next: { href: this.#eventsPath(this.#ack + 1) } } };
    this.#unacknowledged = { ack: this.#ack, body };
    this.#ack += 1;
    return json(200, body);
  }

  #answer(request: HttpRequest, path: string): HttpResponse {
    const { method } = request;
    if (path === this.#path('')) {
      if (method === 'DELETE') this.endApplication();
      return method === 'DELETE' ? noContent : json(200, this.#body());
    }
    if (path === this.#path('communication')) return json(200, this.#communication());
    if (path.endsWith('/communication/conversations')) {
      const live = this.calls.filter((call) => isLive(call.state) && this.hasAtHand(call));
      const all = [...live.map((call) => call.conversation), ...this.#kinds.flatMap((kind) => kind.conversations)];
      return json(200, { rel: 'conversations', _links: { conversation: all.map((href) => ({ href })) } });
    }
    for (const kind of this.#kinds) {
      const answer = kind.answer(request, path);
      if (answer !== null) return answer;
    }
    if (/\/me(\/|$)/.test(path)) return method === 'POST' ? noContent : json(200, this.#me());
    const call = this.calls.find((each) => path.startsWith(each.invitation) || path.startsWith(each.conversation));
    if (call === undefined || !isHere(call, path)) return notFound('ResourceNotFound');
    return method === 'GET' ? this.#look(call, path) : this.#act(call, path);
  }

  #look(call: ScriptedCall, path: string): HttpResponse {
    if (path === call.invitation) return json(200, invitationOf(call));
    if (!isLive(call.state)) return notFound('ConversationNotFound');
    return json(200, path === call.conversation ? conversationOf(call) : audioVideoOf(call));
  }

  #act(call: ScriptedCall, path: string): HttpResponse {
    if (path.includes('/acceptWithAnswer')) {
      call.accepted += 1;
      if (call.state !== 'ringing') return json(409, { code: 'Conflict', subcode: 'AlreadyExists' });
      call.state = 'talking';
      this.#emit(events.accepted(call, this.embeds));
      this.#endReplaced(call);
    } else if (path.endsWith('/decline') ? call.state === 'ringing' : call.state === 'talking') {
      this.end(call, 'Canceled');
    } else return notFound('ResourceNotFound');
    return noContent;
  }

  #endReplaced({ replaces }: ScriptedCall): void {
    if (replaces?.call.state !== 'talking') return;
    replaces.call.gaveWay = true;
    this.end(replaces.call, 'Canceled');
  }

  #me(): object {
    const self = this.#path('me');
    return {
      rel: 'me',
      name: 'Dana',
      _links: { self: { href: self }, reportMyActivity: { href: `${self}/reportMyActivity` } },
    };
  }

  #body(): object {
    return {
      rel: 'application',
      _links: { self: { href: this.#path('') }, events: { href: this.#eventsPath(1) } },
      _embedded: { me: this.#me(), communication: this.#communication() },
    };
  }

  #communication(): object {
    const offered = this.#kinds.map(({ links }) => links);
    return {
      rel: 'communication',
      etag: '1',
      _links: {
        self: { href: this.#path('communication') },
        conversations: { href: this.#path('communication/conversations') },
        ...Object.assign({}, ...offered),
      },
    };
  }

  #eventsPath(ack: number): string {
    return `${this.#path('events')}?ack=${ack}`;
  }

  #path(name: string): string {
    const base = `/ucwa/oauth/v1/applications/${1000 + this.#application}`;
    return name === '' ? base : `${base}/${name}`;
  }
}

function isLive(state: ScriptedCall['state']): boolean {
  return state === 'ringing' || state === 'talking';
}

function isHere(call: ScriptedCall, path: string): boolean {
  const rest = path.startsWith(call.invitation)
    ? path.slice(call.invitation.length)
    : path.slice(call.conversation.length);
  return rest === '' || rest.startsWith('/');
}

/** Answers that an event channel request may come back with, whatever is true. */
export const strangeAnswers: Readonly<Record<string, HttpResponse>> = {
  '200 of a portal': html(200),
  '200 empty': { status: 200, headers: {}, body: '' },
  '403 full': json(403, { code: 'Forbidden', subcode: 'MaxEventCountReached' }),
  '404 of a proxy': html(404),
  '408': json(408, { code: 'ClientTimeout' }),
  '409 taken over': json(409, { code: 'Conflict', subcode: 'PGetReplaced' }),
  '429': json(429, { code: 'TooManyRequests' }, { 'retry-after': ['3'] }),
  '500': json(500, { code: 'ServiceFailure', subcode: 'CallbackChannelError' }),
  '502': html(502),
  '503 for long': html(503, { 'retry-after': ['40'] }),
  '504': html(504),
  '400': json(400, { code: 'BadRequest' }),
};
