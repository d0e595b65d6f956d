import type { Exchange, Http, HttpRequest, HttpResponse, TransportFailure } from '../../../../main/core/ports.ts';
import { failed, ok, type Result } from '../../../../main/core/result.ts';
import type { FakeClock } from '../fakes/clock.ts';
import { broken } from '../fakes/http.ts';

type Outcome = Result<HttpResponse, TransportFailure>;

/** `swallow`: nothing answers and nothing fails. `refuse`: no connection is taken. */
export type WireState = 'up' | 'refuse' | 'swallow';

interface Open {
  readonly request: HttpRequest;
  /** The other end is gone, and nobody knows. */
  dead: boolean;
  settle(outcome: Outcome): void;
}

/** A wire with a latency to a server, on a clock that stands still until the test moves it; the test breaks it. */
export class Wire implements Pick<Http, 'send'> {
  /** When each request left for a host that there is, on the clock. */
  readonly attempts: { readonly at: number; readonly url: string }[] = [];
  state: WireState = 'up';
  latencyMs = 5;
  /** Of the next answers of the event channel. */
  cuts = 0;
  /** Requests of the event channel are taken, and their answers lost. */
  mute = false;
  mostPolls = 0;
  readonly #clock: FakeClock;
  readonly #server: Pick<Http, 'send'>;
  readonly #open = new Set<Open>();

  constructor(clock: FakeClock, server: Pick<Http, 'send'>) {
    this.#clock = clock;
    this.#server = server;
  }

  send(request: HttpRequest): Exchange {
    const { url } = request;
    if (/^https?:\/\/(pool|lyncdiscover)\.contoso\.com\//.test(url)) this.attempts.push({ at: this.#clock.now(), url });
    const response = Promise.withResolvers<Outcome>();
    const sent = Promise.withResolvers<boolean>();
    let atServer: Exchange | null = null;
    const stopTimeout = this.#clock.after(request.timeoutMs, () => open.settle(failed(broken('timeout'))));
    const open: Open = {
      request,
      dead: this.state === 'swallow',
      settle: (outcome) => {
        stopTimeout();
        this.#open.delete(open);
        sent.resolve(false);
        response.resolve(outcome);
        if (!open.dead) atServer?.cancel();
      },
    };
    this.#open.add(open);
    this.mostPolls = Math.max(this.mostPolls, [...this.#open].filter(({ request: { url } }) => isPoll(url)).length);
    if (this.state === 'refuse') this.#clock.after(1, () => open.settle(failed(broken('refused'))));
    if (this.state === 'up') {
      this.#clock.after(this.latencyMs, () => {
        if (open.dead || !this.#open.has(open)) return;
        sent.resolve(true);
        atServer = this.#server.send(request);
        void atServer.response.then((outcome) => this.#bring(open, outcome));
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

  /** Whether that request is still waited for at the other end of a whole connection. */
  carries(request: HttpRequest): boolean {
    return [...this.#open].some((open) => open.request === request && !open.dead);
  }

  #bring(open: Open, outcome: Outcome): void {
    if (!this.#open.has(open)) return;
    if (!outcome.ok) {
      open.settle(outcome);
      return;
    }
    const cut = this.cuts > 0 && isPoll(open.request.url) && outcome.value.status === 200;
    if (cut) this.cuts -= 1;
    if (this.mute && isPoll(open.request.url)) return;
    const { value } = outcome;
    const whole = cut ? { ...value, body: value.body.slice(0, value.body.length / 2) } : value;
    this.#clock.after(this.latencyMs, () => {
      if (!open.dead) open.settle(this.state === 'up' ? ok(whole) : failed(broken('network')));
    });
  }
}

/** A request of the event channel. */
export function isPoll(url: string): boolean {
  return url.includes('/events?');
}
