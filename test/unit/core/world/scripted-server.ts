import type { Exchange, Http, HttpRequest, HttpResponse, TransportFailure } from '../../../../main/core/ports.ts';
import { failed, ok, type Result } from '../../../../main/core/result.ts';
import type { FakeClock } from '../fakes/clock.ts';
import { broken, html, json, noContent } from '../fakes/http.ts';
import { challenge, discoverUrl, pool, tokenUrl, userUrl } from '../fakes/server.ts';
import { audioVideoOf, conversationOf, events, invitationOf, type ScriptedCall } from './scripted-call.ts';

type Outcome = Result<HttpResponse, TransportFailure>;

/** `swallow`: nothing answers and nothing fails. `refuse`: no connection is taken. */
export type Wire = 'up' | 'refuse' | 'swallow';

interface Open {
  readonly request: HttpRequest;
  /** The other end is gone, and nobody knows. */
  dead: boolean;
  settle(outcome: Outcome): void;
}

interface Held {
  readonly open: Open;
  readonly priority: number;
}

const notFound = (subcode: string): HttpResponse => json(404, { code: 'NotFound', subcode });
const tooMany = json(403, { code: 'Forbidden', subcode: 'MaxEventCountReached' });
const applicationGone = notFound('ApplicationNotFound');

/** Callers give up. */
const longestRingMs = 120_000;

/**
 * A server with a truth of its own, over a wire with a latency, on a clock that stands still until the test moves it. It shares no code
 * with the client; what it takes back from it are requests only.
 */
export class ScriptedServer implements Http {
  readonly calls: ScriptedCall[] = [];
  /** Calls ring again in a new application, and talk on in its conversations. */
  readonly reoffers: boolean;
  /** When each request left for a host that there is, on the clock. */
  readonly attempts: { readonly at: number; readonly url: string }[] = [];
  wire: Wire = 'up';
  latencyMs = 5;
  /** Of the next answers of the event channel. */
  repeats = 0;
  reverses = false;
  embeds = true;
  cuts = 0;
  instead: HttpResponse[] = [];
  /** Answers in place of the server, as long as it is there; null where the request goes through. */
  refusal: ((request: HttpRequest) => HttpResponse | null) | null = null;
  /** Requests of the event channel are taken and never answered. */
  mute = false;
  mostPolls = 0;
  readonly #clock: FakeClock;
  readonly #open = new Set<Open>();
  #token = '';
  #tokens = 0;
  #application = 0;
  #endpoint: unknown = null;
  #alive = false;
  #queue: object[] = [];
  #ack = 1;
  #unacknowledged: { readonly ack: number; readonly body: object } | null = null;
  #last: object[] = [];
  #held: Held | null = null;
  #resumes = false;
  #full = false;

  constructor(clock: FakeClock, reoffers: boolean) {
    this.#clock = clock;
    this.reoffers = reoffers;
  }

  dropIdle(): void {}

  prepare(): () => void {
    return () => {};
  }

  send(request: HttpRequest): Exchange {
    const { url } = request;
    if (/^https?:\/\/(pool|lyncdiscover)\.contoso\.com\//.test(url)) this.attempts.push({ at: this.#clock.now(), url });
    const response = Promise.withResolvers<Outcome>();
    const sent = Promise.withResolvers<boolean>();
    const stopTimeout = this.#clock.after(request.timeoutMs, () => open.settle(failed(broken('timeout'))));
    const open: Open = {
      request,
      dead: this.wire === 'swallow',
      settle: (outcome) => {
        stopTimeout();
        this.#open.delete(open);
        sent.resolve(false);
        response.resolve(outcome);
        if (this.#held?.open === open && !open.dead) this.#held = null;
      },
    };
    this.#open.add(open);
    this.mostPolls = Math.max(this.mostPolls, [...this.#open].filter(({ request: { url } }) => isPoll(url)).length);
    if (this.wire === 'refuse') this.#clock.after(1, () => open.settle(failed(broken('refused'))));
    if (this.wire === 'up') {
      this.#clock.after(this.latencyMs, () => {
        if (open.dead || !this.#open.has(open)) return;
        sent.resolve(true);
        this.#take(open);
      });
    }
    return {
      response: response.promise,
      sent: sent.promise,
      cancel: () => open.settle(failed({ kind: 'cancelled', message: 'Cancelled' })),
    };
  }

  /** Each open connection fails at once. */
  reset(): void {
    for (const open of [...this.#open]) if (!open.dead) open.settle(failed(broken('network')));
  }

  /** Each open connection leads nowhere from now on; new ones work. */
  halfOpen(): void {
    for (const open of this.#open) open.dead = true;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** The call can be asked for, and stopped, in the application that there is. */
  hasAtHand(call: ScriptedCall): boolean {
    return this.#alive && call.conversation.startsWith(this.#path(''));
  }

  get polled(): boolean {
    return this.#held !== null && !this.#held.open.dead;
  }

  forgetToken(): void {
    this.#token = '';
  }

  answerPoll(reply: HttpResponse): void {
    const held = this.#held;
    this.#held = null;
    if (held !== null) this.#reply(held.open, reply);
  }

  endApplication(): void {
    this.#alive = false;
    for (const call of this.calls) if (call.state === 'ringing' && !this.reoffers) call.state = 'lost';
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

  ring(name: string): void {
    const call: ScriptedCall = {
      name,
      threadId: `thread-${name}`,
      state: 'ringing',
      endedAt: 0,
      told: false,
      invitation: this.#path(`communication/audioVideoInvitations/${name}`),
      conversation: this.#path(`communication/conversations/${name}`),
    };
    if (!this.#alive) call.state = 'lost';
    this.calls.push(call);
    if (this.#alive) this.#emit(events.started(call, this.embeds));
    this.#clock.after(longestRingMs, () => {
      if (call.state === 'ringing') this.end(call, 'Canceled');
    });
  }

  end(call: ScriptedCall, subcode: 'Canceled' | 'ConnectedElsewhere'): void {
    const wasRinging = call.state === 'ringing';
    call.state = 'ended';
    call.endedAt = this.#clock.now();
    this.#emit(wasRinging ? events.failed(call, subcode) : events.over(call));
  }

  #emit(list: object[]): void {
    this.#queue.push(...list);
    this.#clock.after(0, () => this.#flush());
  }

  #flush(): void {
    if (this.#held === null || (this.#queue.length === 0 && !this.#resumes)) return;
    const list = [...(this.repeats > 0 ? this.#last : []), ...this.#queue];
    if (this.repeats > 0) this.repeats -= 1;
    this.#last = [...this.#queue];
    if (this.reverses) list.reverse();
    this.#queue = [];
    const body = {
      _links: { [this.#resumes ? 'resume' : 'next']: { href: this.#eventsPath(this.#ack + 1) } },
      sender: list.map((each) => ({ rel: 'communication', href: '/', events: [each] })),
    };
    this.#resumes = false;
    this.#unacknowledged = { ack: this.#ack, body };
    this.#ack += 1;
    const { open } = this.#held;
    this.#held = null;
    this.#reply(open, json(200, body));
  }

  #reply(open: Open, reply: HttpResponse): void {
    const cut = this.cuts > 0 && isPoll(open.request.url) && reply.status === 200;
    if (cut) this.cuts -= 1;
    if (this.mute && isPoll(open.request.url)) return;
    const whole = cut ? { ...reply, body: reply.body.slice(0, reply.body.length / 2) } : reply;
    this.#clock.after(this.latencyMs, () => {
      if (!open.dead) open.settle(this.wire === 'up' ? ok(whole) : failed(broken('network')));
    });
  }

  #take(open: Open): void {
    const { url } = open.request;
    const refusal = this.refusal?.(open.request) ?? null;
    const instead = isPoll(url) ? this.instead.shift() : undefined;
    if (refusal !== null) this.#reply(open, refusal);
    else if (instead !== undefined) this.#reply(open, instead);
    else if (!url.startsWith(pool) && url !== discoverUrl) open.settle(failed(broken('name')));
    else {
      const reply = this.#answerTo(open);
      if (reply !== null) this.#reply(open, reply);
    }
  }

  /** Null: the request is held. */
  #answerTo(open: Open): HttpResponse | null {
    const { method, url, headers } = open.request;
    const path = url.slice(pool.length);
    if (url === discoverUrl) return json(200, { _links: { user: { href: userUrl } } });
    if (url === tokenUrl) {
      this.#tokens += 1;
      this.#token = `cwt=${this.#tokens}`;
      return json(200, { access_token: this.#token, expires_in: 28_800, token_type: 'Bearer' });
    }
    if (headers.authorization !== `Bearer ${this.#token}`) return challenge();
    if (url === userUrl) return json(200, { _links: { applications: { href: '/ucwa/oauth/v1/applications' } } });
    if (path === '/ucwa/oauth/v1/applications') return this.#create(open.request);
    if (!this.#alive || !path.startsWith(this.#path(''))) return applicationGone;
    return isPoll(url) ? this.#poll(open, new URL(url).searchParams) : this.#answer(method, path);
  }

  #create({ body }: HttpRequest): HttpResponse {
    const endpoint = (JSON.parse(body ?? '{}') as Record<string, unknown>).EndpointId;
    if (this.#alive && endpoint === this.#endpoint) return json(200, this.#body());
    for (const call of this.calls) if (call.state === 'ringing' && !this.reoffers) call.state = 'lost';
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
      if (!this.reoffers || (call.state !== 'ringing' && call.state !== 'talking')) continue;
      call.invitation = this.#path(`communication/audioVideoInvitations/${call.name}`);
      call.conversation = this.#path(`communication/conversations/${call.name}`);
      if (call.state === 'ringing') this.#emit(events.started(call, this.embeds));
    }
    return json(201, this.#body());
  }

  #poll(open: Open, query: URLSearchParams): HttpResponse | null {
    if (this.#full) return tooMany;
    const ack = Number(query.get('ack'));
    const priority = Number(query.get('priority') ?? '0');
    if (ack === this.#unacknowledged?.ack) return json(200, this.#unacknowledged.body);
    if (ack !== this.#ack) {
      const first = this.#unacknowledged?.ack ?? this.#ack;
      return json(200, { _links: { resync: { href: this.#eventsPath(first) } } });
    }
    const replaced = this.#held;
    const refusal = json(409, { code: 'Conflict', subcode: 'PGetReplaced' });
    if (replaced !== null && priority < replaced.priority) return refusal;
    this.#acknowledge();
    const held: Held = { open, priority };
    this.#held = held;
    if (replaced !== null) this.#reply(replaced.open, refusal);
    this.#clock.after(180_000, () => {
      if (this.#held === held) this.answerPoll(this.#nothing());
    });
    this.#clock.after(0, () => this.#flush());
    return null;
  }

  /** The client has what it was sent. */
  #acknowledge(): void {
    const sent = JSON.stringify(this.#unacknowledged?.body ?? {});
    for (const call of this.calls) call.told ||= sent.includes(`"${call.invitation}"`);
    this.#unacknowledged = null;
  }

  #nothing(): HttpResponse {
    const body = { _links: { next: { href: this.#eventsPath(this.#ack + 1) } } };
    this.#unacknowledged = { ack: this.#ack, body };
    this.#ack += 1;
    return json(200, body);
  }

  #answer(method: string, path: string): HttpResponse {
    if (path === this.#path('')) {
      if (method === 'DELETE') this.endApplication();
      return method === 'DELETE' ? noContent : json(200, this.#body());
    }
    if (path.endsWith('/communication/conversations')) {
      const live = this.calls.filter((call) => isLive(call.state) && this.hasAtHand(call));
      return json(200, {
        rel: 'conversations',
        _links: { conversation: live.map(({ conversation: href }) => ({ href })) },
      });
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
      if (call.state !== 'ringing') return json(409, { code: 'Conflict', subcode: 'AlreadyExists' });
      call.state = 'talking';
      this.#emit(events.accepted(call, this.embeds));
    } else if (path.endsWith('/decline') ? call.state === 'ringing' : call.state === 'talking') {
      this.end(call, 'Canceled');
    } else return notFound('ResourceNotFound');
    return noContent;
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
    const communication = {
      rel: 'communication',
      _links: { conversations: { href: this.#path('communication/conversations') } },
    };
    return {
      rel: 'application',
      _links: { self: { href: this.#path('') }, events: { href: this.#eventsPath(1) } },
      _embedded: { me: this.#me(), communication },
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

/** A request of the event channel. */
export function isPoll(url: string): boolean {
  return url.includes('/events?');
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
