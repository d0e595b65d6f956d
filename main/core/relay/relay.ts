import type { MediaMeans, MediaRelays } from '../media-means.ts';
import type { Policy } from '../policy/policy.ts';
import type { Clock, Log, Media } from '../ports.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Store } from '../store.ts';
import { type MediaPolicies, noPolicies } from '../ucwa/decode/media-policies.ts';
import { type Offered, readOffered } from './reader.ts';
import { type RelayEvent, type RelayModel, reduceRelay } from './state.ts';

/** At four fifths of its time a token is renewed, so that a call which begins just before has its relay for a while. */
const renewAt = 0.8;
/** After that it is asked for again where no answer came, then after twice as long, and so on. */
const againMs = 60_000;
const longestAgainMs = 1_800_000;
/** However often a relay refuses a token, or the application is a new one, the server is not asked again sooner. */
const leastMs = 60_000;

export interface RelayDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly perform: Perform;
  readonly media: Pick<Media, 'equip' | 'onEvent'>;
  readonly store: Store<{ readonly relay: RelayModel }>;
  /** Of the administrator, whose ports go before those of the server, and who may want encryption where that does not. */
  readonly policy: Pick<Policy, 'mediaRelayOnly' | 'mediaPorts' | 'mediaEncrypted' | 'mediaNetworks'>;
}

/** Gets what voice needs of the server: relays with their token, and what it prescribes. Both go to the media of each call. */
export interface RelaySlice {
  /** The session has an application, new or as before. Its absolute URL. */
  look(application: string): void;
  stop(): void;
  /** Stops, and somebody else may sign in next. */
  forget(): void;
}

export function createRelaySlice(deps: RelayDeps): RelaySlice {
  return new Relay(deps);
}

class Relay implements RelaySlice {
  readonly #deps: RelayDeps;
  #application: string | null = null;
  /** Of the latest look; what earlier ones bring does not count. */
  #turn = 0;
  #policies: MediaPolicies = noPolicies;
  #relays: MediaRelays | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  /** In ms since 1970: a computer that sleeps holds its other clock. */
  #renewAt = 0;
  #failures = 0;
  #cancelNext = () => {};
  #cancelEnd = () => {};

  constructor(deps: RelayDeps) {
    this.#deps = deps;
    this.#equip();
    deps.media.onEvent((event) => {
      if (event.type === 'relays-asked') this.#asked(event.outcome, event.message);
    });
  }

  look(application: string): void {
    const isDue = this.#deps.clock.wall() >= this.#renewAt;
    if (application === this.#application && this.#relays !== null && !isDue) return;
    this.#application = application;
    this.#cancelNext();
    // A server on which applications come and go is not asked for more with each of them.
    const waitMs = this.#lookedAt + leastMs - this.#deps.clock.now();
    const isLater = waitMs > 0 && (this.#relays === null || !isDue);
    if (isLater) this.#cancelNext = this.#deps.clock.after(waitMs, () => this.#look());
    else this.#look();
  }

  stop(): void {
    this.#turn += 1;
    this.#cancelNext();
    this.#cancelEnd();
  }

  forget(): void {
    this.stop();
    this.#application = null;
    this.#lookedAt = Number.NEGATIVE_INFINITY;
    this.#policies = noPolicies;
    this.#relays = null;
    this.#equip();
    this.#apply({ type: 'forgotten' });
  }

  #look(): void {
    const { perform, clock } = this.#deps;
    if (this.#application === null) return;
    this.#cancelNext();
    this.#turn += 1;
    const turn = this.#turn;
    this.#lookedAt = clock.now();
    void readOffered(perform, this.#application, clock.wall).then((offered) => {
      if (turn === this.#turn) this.#take(offered ?? { token: 'unavailable', policies: this.#policies });
    });
  }

  #take({ token, policies }: Offered): void {
    const { log } = this.#deps;
    this.#policies = policies;
    log.info('relays', { access: typeof token === 'string' ? token : 'offered', encrypted: policies.encrypted });
    if (typeof token !== 'string') this.#hold(token, token.lastsMs);
    else if (token === 'not-offered') this.#relays = null;
    else this.#lookAgain();
    this.#equip();
    const isHeld = typeof token !== 'string' || (token === 'unavailable' && this.#relays !== null);
    this.#apply({ type: 'access', access: isHeld ? 'offered' : token });
  }

  #hold({ userName, password, servers }: MediaRelays, lastsMs: number): void {
    const { clock } = this.#deps;
    this.#failures = 0;
    this.#relays = { userName, password, servers };
    this.#renewAt = clock.wall() + lastsMs * renewAt;
    this.#cancelEnd();
    this.#cancelEnd = clock.after(lastsMs, () => this.#drop());
    this.#cancelNext = clock.after(Math.max(lastsMs * renewAt, leastMs / 2), () => this.#look());
  }

  /** What was held is no longer taken. */
  #drop(): void {
    this.#relays = null;
    this.#equip();
    this.#apply({ type: 'access', access: 'unavailable' });
  }

  #lookAgain(): void {
    const delayMs = Math.min(againMs * 2 ** this.#failures, longestAgainMs);
    this.#failures += 1;
    this.#cancelNext = this.#deps.clock.after(delayMs, () => this.#look());
  }

  #asked(outcome: RelayModel['last'] & string, message: string): void {
    const { log, clock } = this.#deps;
    log.info('relays asked', { outcome, message });
    this.#apply({ type: 'asked', outcome });
    // The token may have ended sooner than it said.
    if (outcome === 'unauthorized' && clock.now() - this.#lookedAt >= leastMs) this.#look();
  }

  #equip(): void {
    const { media, policy } = this.#deps;
    const { audioPorts, videoPorts, encrypted } = this.#policies;
    const means: MediaMeans = {
      relays: this.#relays,
      relayOnly: policy.mediaRelayOnly,
      ports: policy.mediaPorts ?? audioPorts,
      // A server that says nothing of pictures would let them through where it lets voice.
      videoPorts: policy.mediaPorts ?? videoPorts ?? audioPorts,
      networks: policy.mediaNetworks,
      encrypted: policy.mediaEncrypted || encrypted,
    };
    media.equip(means);
  }

  #apply(event: RelayEvent): void {
    const { store } = this.#deps;
    const relay = reduceRelay(store.model.relay, event);
    if (relay.access !== store.model.relay.access || relay.last !== store.model.relay.last) store.change({ relay });
  }
}
