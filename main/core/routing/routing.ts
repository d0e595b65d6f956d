import type { CommandResult, RoutingCommand } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { FollowsSession } from '../follows-session.ts';
import type { Clock, Log, Records, Surroundings } from '../ports.ts';
import { watchSurroundings } from '../session/channel/surroundings.ts';
import { readMe } from '../session/requests/read-me.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { SessionModel } from '../session/state.ts';
import type { Store } from '../store.ts';
import { decodeAboutMe } from '../ucwa/decode/own-presence.ts';
import { Away, type Place } from './away/away.ts';
import { awayRecord } from './away/kept.ts';
import { type Changed, changeForwarding } from './change.ts';
import { type ReadForwarding, readForwarding } from './reading.ts';
import { noRouting, type RoutingModel, type Wanted } from './state.ts';
import { nextStep, operationTo } from './steps.ts';
import { destinationFrom, wishOf } from './wishes.ts';

/** Nothing tells of changes that are made elsewhere, such as on a telephone. */
const lookAgainMs = 300_000;
/** A session that ends, and a computer that falls asleep, do not wait longer. */
const lastWordsMs = 1_800;

export interface RoutingDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly records: Records;
  readonly surroundings: Surroundings;
  readonly perform: Perform;
  readonly store: Store<{ readonly routing: RoutingModel; readonly session: SessionModel }>;
}

/** Where the calls of the user go. */
export interface RoutingSlice extends FollowsSession {
  readonly commands: CommandHandlers<RoutingCommand>;
  /**
   * What is said in a session that ends: calls go elsewhere where the app is quit, and forwarding is set back where the user signs out. Null where
   * nothing is.
   */
  lastWords(): Promise<void> | null;
}

export function createRouting(deps: RoutingDeps): RoutingSlice {
  return new RoutingFollower(deps);
}

class RoutingFollower implements RoutingSlice {
  readonly commands: RoutingSlice['commands'];
  readonly #deps: RoutingDeps;
  readonly #away: Away;
  readonly #stopWatching: () => void;
  /** Of the settings; null where this user has none. */
  #href: string | null = null;
  /** Grows with each look: what an older one reads does not count. */
  #turn = 0;
  /** Grows when the user is gone: what they changed is nobody's any more. */
  #users = 0;
  #line: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #isQuitting = false;
  /** Whose forwarding is to be set back in a session that ends. */
  #parting: Place | null = null;
  #cancelLook = (): void => {};

  constructor(deps: RoutingDeps) {
    const { clock, log, records, perform } = deps;
    this.#deps = deps;
    this.#away = new Away({
      ...{ clock, log, records },
      read: (href) => readForwarding(perform, href),
      change: (href, wanted) => this.#inLine(href, wanted),
      onKept: (isAway) => this.#change({ isAway }),
      onUnkept: () => this.#change({ problem: 'away-not-kept' }),
    });
    this.#stopWatching = watchSurroundings(deps.surroundings, clock, (event) => {
      if (event === 'suspend') void this.#away.leave(this.#place(), this.#chosenAway());
      if (event === 'resume') void this.#away.back(this.#place());
    });
    const change = (command: RoutingCommand): CommandResult => this.#wish(command);
    this.commands = {
      'ring-here': change,
      'turn-off-forwarding': change,
      'forward-calls': change,
      'ring-others-too': change,
      'forward-unanswered': change,
      'forward-when': change,
      'forward-while-away': ({ to }) => this.#chooseAway(to),
      'read-forwarding': () => {
        if (this.#href === null) return refused('unavailable');
        void this.#read();
        return taken;
      },
    };
  }

  look(application: string): void {
    void this.#find(application);
  }

  applicationLost(): void {
    this.#turn += 1;
    this.#cancelLook();
  }

  forget(): void {
    const place = this.#place();
    this.#parting = place !== null && this.#away.kept(place.of) !== null ? place : null;
    this.#turn += 1;
    this.#users += 1;
    this.#href = null;
    this.#cancelLook();
    this.#away.stop();
    this.#deps.store.change({ routing: { ...noRouting, away: this.#model().away } });
  }

  stop(): void {
    this.#isQuitting = true;
    this.#turn += 1;
    this.#cancelLook();
    this.#stopWatching();
    this.#away.stop();
  }

  lastWords(): Promise<void> | null {
    const parting = this.#parting;
    this.#parting = null;
    if (parting !== null) return this.#atMost(this.#away.back(parting));
    const place = this.#place();
    if (!this.#isQuitting || place === null || this.#chosenAway() === null) return null;
    return this.#atMost(this.#away.leave(place, this.#chosenAway()));
  }

  async #find(application: string): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const { me } = await readMe(this.#deps.perform, application);
    if (turn !== this.#turn) return;
    // Where it cannot be asked, nothing new is known; the next look asks again.
    if (me === null) return this.#lookAgain();
    this.#href = decodeAboutMe(me).links.callForwardingSettings;
    if (this.#href === null) return this.#change({ state: 'none', forwarding: null });
    if (this.#model().state === 'none') this.#change({ state: 'reading' });
    await this.#read();
    if (turn === this.#turn) await this.#away.found(this.#place());
  }

  async #read(): Promise<void> {
    const [href, turn] = [this.#href, this.#turn];
    if (href === null) return;
    this.#lookAgain();
    const forwarding = await readForwarding(this.#deps.perform, href);
    // Whoever changes it reads it too, and later.
    if (turn === this.#turn && this.#waiting === 0) this.#found(forwarding);
  }

  #lookAgain(): void {
    this.#cancelLook();
    this.#cancelLook = this.#deps.clock.after(lookAgainMs, () => void this.#read());
  }

  #found(forwarding: ReadForwarding): void {
    if (forwarding === 'none') this.#change({ state: 'none', forwarding: null });
    else if (forwarding === null) this.#change({ state: 'unreadable' });
    else this.#change({ state: 'known', forwarding, isAway: this.#isAway() });
  }

  #wish(command: RoutingCommand): CommandResult {
    const { forwarding, state } = this.#model();
    const href = this.#href;
    if (forwarding === null || state !== 'known' || href === null) return refused('unavailable');
    const wanted = wishOf(command, forwarding);
    if (wanted === null) return refused('not-callable');
    const step = nextStep(forwarding, wanted);
    if (step === null && this.#waiting === 0) return refused('repeated');
    if (step?.kind === 'operation' && step.href === null) return refused('unavailable');
    this.#away.settle(this.#deps.store.model.session.account.address);
    this.#change({ wanted: { ...this.#model().wanted, ...wanted }, problem: null });
    void this.#inLine(href, wanted);
    return taken;
  }

  /** One change after the other: each reads what the one before came to. */
  #inLine(href: string, wanted: Wanted): Promise<Changed> {
    const user = this.#users;
    this.#waiting += 1;
    const changed = this.#line.then(() => changeForwarding(this.#deps, href, wanted));
    this.#line = changed.then(({ forwarding, problem }) => {
      this.#waiting -= 1;
      if (user !== this.#users) return;
      this.#found(forwarding);
      this.#change({ problem, ...(this.#waiting === 0 && { wanted: null }) });
      this.#lookAgain();
    });
    return changed;
  }

  #chooseAway(to: string | null): CommandResult {
    const destination = to === null ? null : destinationFrom(to);
    if (to !== null && destination === null) return refused('not-callable');
    if (destination !== null && operationTo('immediate', destination) === null) return refused('unavailable');
    const of = this.#deps.store.model.session.account.address;
    const away = destination && { of, to: destination };
    this.#deps.records.write(awayRecord, away);
    this.#change({ away });
    return taken;
  }

  /** What the user who is signed in chose. */
  #chosenAway(): RoutingModel['away'] {
    const { routing, session } = this.#deps.store.model;
    return routing.away?.of === session.account.address ? routing.away : null;
  }

  #isAway(): boolean {
    return this.#away.kept(this.#deps.store.model.session.account.address) !== null;
  }

  #place(): Place | null {
    return this.#href === null ? null : { of: this.#deps.store.model.session.account.address, href: this.#href };
  }

  #atMost(work: Promise<void>): Promise<void> {
    return Promise.race([work, new Promise<void>((resolve) => void this.#deps.clock.after(lastWordsMs, resolve))]);
  }

  #model(): RoutingModel {
    return this.#deps.store.model.routing;
  }

  #change(part: Partial<RoutingModel>): void {
    this.#deps.store.change({ routing: { ...this.#model(), ...part } });
  }
}
