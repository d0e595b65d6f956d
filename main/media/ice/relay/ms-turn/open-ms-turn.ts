import { failed, ok, type Result } from '../../../../core/result.ts';
import { addressText, isSameAddress, type TransportAddress } from '../../transport-address.ts';
import type { OpenRelay, RelayAllocation, RelayFailure, RelayRequest } from '../relay.ts';
import { addressIn, hiddenAddressIn } from './addresses.ts';
import { createAllocating } from './allocating.ts';
import { MsTurnAllocation } from './allocation.ts';
import { createExchange, type Exchange } from './exchange.ts';
import type { RelayLink } from './link.ts';
import { attributeTypes, type MsTurnMessage, numberOf } from './message.ts';
import { openLink } from './open-link.ts';
import { refusal } from './refusal.ts';
import { longTermCredentials } from './relay-credentials.ts';
import { MsTurnSession } from './session.ts';

type Outcome = Result<RelayAllocation, RelayFailure>;

/** For one request; all of them have to come to an end before a call is answered. */
const patienceMs = 5000;
/** Where the relay does not say. */
const usualSeconds = 600;

/** Asks a relay of [MS-TURN], Skype for Business's Edge, for an address. */
export const openMsTurn: OpenRelay = (request) => {
  const opening = new Opening(request);
  return { outcome: opening.outcome, cancel: () => opening.cancel() };
};

interface Way {
  readonly link: RelayLink;
  readonly exchange: Exchange;
}

class Opening {
  readonly outcome: Promise<Outcome>;
  readonly #request: RelayRequest;
  readonly #session: MsTurnSession;
  readonly #allocating: ReturnType<typeof createAllocating>;
  #settle: (outcome: Outcome) => void = () => {};
  #way: Way | null = null;
  #abandon: () => void = () => {};
  #allocation: MsTurnAllocation | null = null;
  /** `cancelled`: a relay that is being asked over UDP may still give an address, which it is to have back. */
  #state: 'open' | 'cancelled' | 'over' = 'open';

  constructor(request: RelayRequest) {
    this.#request = request;
    this.#session = new MsTurnSession(longTermCredentials(request.credentials));
    this.#allocating = createAllocating(request, this.#session);
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
    void this.#connect(request.server);
  }

  cancel(): void {
    void this.#allocation?.close();
    if (this.#state !== 'open') return;
    this.#settle(failed({ kind: 'cancelled', message: 'nobody waits for the relay any more' }));
    const isAsked = this.#request.transport === 'udp' && this.#way !== null;
    this.#state = isAsked ? 'cancelled' : 'over';
    if (!isAsked) this.#leave();
  }

  async #connect(server: TransportAddress): Promise<void> {
    this.#leave();
    const opening = openLink(this.#request, server);
    this.#abandon = opening.cancel;
    const opened = await opening.outcome;
    if (!opened.ok) return this.#fail({ kind: 'unreachable', message: `${this.#name(server)}: ${opened.failure}` });
    const link = opened.value;
    if (this.#state === 'over') return link.close();
    const { clock, random } = this.#request;
    const { reliable, control } = link;
    const exchange = createExchange({ clock, random, reliable, send: control });
    const way = { link, exchange };
    this.#way = way;
    link.listen({
      onMessage: exchange.received,
      onData: () => {},
      onEnd: (message) => this.#fail({ kind: 'unreachable', message: `${this.#name(server)}: ${message}` }),
    });
    // What came with the hello may have been the end already.
    if (this.#way === way) this.#ask(way, server);
  }

  #ask(way: Way, server: TransportAddress): void {
    way.exchange.ask({
      write: (id) => this.#session.allocate(id, null),
      patienceMs,
      onAnswer: (answer) => this.#take(way, answer, server),
      onSilence: () => this.#fail({ kind: 'silent', message: `${this.#name(server)} does not answer` }),
    });
  }

  /** False where the answer is not to be believed. */
  #take(way: Way, answer: MsTurnMessage, asked: TransportAddress): boolean {
    const step = this.#allocating.take(answer);
    switch (step.kind) {
      case 'ignored':
        return false;
      case 'done':
        this.#done(way, answer);
        return true;
      case 'refused':
        this.#fail(refusal(step.code, this.#request));
        return true;
      case 'again':
        this.#again(way, step.server, asked);
        return true;
    }
  }

  #again(way: Way, server: TransportAddress, asked: TransportAddress): void {
    if (this.#state === 'cancelled') this.#leave();
    else if (isSameAddress(server, asked)) this.#ask(way, asked);
    else void this.#connect(server);
  }

  #done({ link, exchange }: Way, answer: MsTurnMessage): void {
    const { clock, random, admits, transport } = this.#request;
    const relayed = addressIn(answer, attributeTypes.mappedAddress);
    if (relayed === null || relayed.port === 0) {
      this.#fail({ kind: 'refused', message: 'the relay gives an address that cannot be read' });
      return;
    }
    this.#session.takeSequence(answer);
    const seconds = numberOf(answer, attributeTypes.lifetime) ?? usualSeconds;
    // Over TCP it is the place of the connection, which takes no others.
    const mapped = transport === 'udp' ? hiddenAddressIn(answer) : null;
    const deps = { link, exchange, session: this.#session, relayed, mapped, seconds, admits, clock, random };
    const allocation = new MsTurnAllocation(deps);
    if (this.#state === 'cancelled') void allocation.close();
    this.#allocation = allocation;
    this.#state = 'over';
    this.#settle(ok(allocation));
  }

  #fail(failure: RelayFailure): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#leave();
    this.#settle(failed(failure));
  }

  /** A relay that was asked for an address meanwhile gives it up by itself. */
  #leave(): void {
    this.#abandon();
    this.#way?.exchange.stop();
    this.#way?.link.close();
    this.#way = null;
  }

  #name(server: TransportAddress): string {
    return `the relay at ${addressText(server)} over ${this.#request.transport.toUpperCase()}`;
  }
}
