import { admittedCandidates, type Candidate, counterpart } from '../candidates/candidate.ts';
import type { IceSocket } from '../sockets/ice-socket.ts';
import { bindingMethod } from '../stun/message.ts';
import { looksLikeStun, readStun } from '../stun/read-stun.ts';
import { type Component, isSameAddress, type TransportAddress } from '../transport-address.ts';
import type { CandidatePair } from './candidate-pair.ts';
import { Checks } from './checks.ts';
import { type Consent, createConsent } from './consent.ts';
import { type IceFailure, relayLost } from './failure.ts';
import type { ConfirmedPair, IceAgent, IceAgentDeps, SelectedPair } from './ice-agent.ts';
import { createMovedPeer, type MovedPeer } from './moved-peer.ts';
import { createSelection, type Selection } from './selection.ts';

/** Unless it is to be dormant, checks go out from the next turn on. */
export function createIceAgent(deps: IceAgentDeps): IceAgent {
  return new Agent(deps);
}

class Agent implements IceAgent {
  readonly #deps: IceAgentDeps;
  readonly #checks: Checks;
  readonly #selection: Selection;
  readonly #consent: Consent;
  readonly #moved: MovedPeer;
  readonly #selected = new Map<Component, CandidatePair>();
  readonly #unsubscribe: readonly (() => void)[];
  /** Those that are to get a pair. */
  #components: readonly Component[];
  #state: 'open' | 'over' = 'open';

  constructor(given: IceAgentDeps) {
    const sockets = given.sockets.filter(({ base }) => base.component <= given.components);
    const deps = { ...given, sockets };
    const { clock, random } = deps;
    this.#deps = deps;
    this.#components = neededComponents(deps);
    this.#checks = new Checks(deps, {
      onBegin: () => this.#selection.begin(),
      onChange: () => this.#selection.settle(),
      onHeard: (pair) => this.#heard(pair),
    });
    this.#selection = createSelection({
      checks: this.#checks,
      components: this.#components,
      clock,
      onSelected: (pair) => this.#select(pair),
      onFailed: (failure) => this.#fail(failure),
      onReportsLost: () => this.#loseReports(),
    });
    this.#consent = createConsent({
      clock,
      random,
      ask: (component) => this.#ask(component),
      onLost: (component) => this.#selection.replace(component, null),
      onBack: (component) => this.#restore(component),
    });
    this.#moved = createMovedPeer({
      clock,
      selected: (component) => this.#selected.get(component) ?? null,
      pairs: this.#checks.list.of,
      follow: (pair) => this.#selection.follow(pair),
    });
    this.#unsubscribe = sockets.map((socket) =>
      socket.onDatagram((datagram, from) => this.#received(socket, datagram, from)),
    );
    this.#permit(deps.remote.candidates);
    if (given.dormant !== true) this.begin();
  }

  begin(): void {
    if (this.#state === 'open') this.#checks.begin();
  }

  extend(candidates: readonly Candidate[]): void {
    const more = candidates.filter(({ component }) => !this.#selected.has(component));
    if (this.#state === 'over' || more.length === 0) return;
    this.#permit(more);
    this.#checks.extend(admittedCandidates(more, this.#deps.admits));
  }

  send(component: Component, datagram: Buffer): boolean {
    const isOver = this.#state === 'over' || !this.#components.includes(component);
    const pair = isOver ? null : this.#selection.of(component);
    pair?.socket.send(datagram, pair.remote.host, pair.remote.port);
    return pair !== null;
  }

  farIsThere(): void {
    this.#consent.heardAll();
  }

  mediaFrom(component: Component, from: TransportAddress): void {
    this.#consent.heardAll();
    this.#moved.media(component, from);
  }

  isSilent(): boolean {
    return this.#selection.isReplacing(1);
  }

  confirm(named: readonly ConfirmedPair[]): boolean {
    if (this.#state === 'over') return false;
    const pairs = named.map((one) => this.#named(one));
    for (const pair of pairs) {
      if (pair === null) continue;
      this.#selection.pin(pair);
      if (pair.state !== 'succeeded') this.#checks.nominate(pair);
    }
    this.#selection.settle();
    return !pairs.includes(null);
  }

  lose(sockets: readonly IceSocket[]): void {
    if (this.#state === 'over') return;
    this.#checks.lose(sockets);
    const isLost = (pair: CandidatePair | undefined) => pair !== undefined && sockets.includes(pair.socket);
    for (const component of [...this.#components]) {
      if (isLost(this.#selected.get(component))) this.#selection.replace(component, relayLost);
    }
    this.#selection.settle();
  }

  selected(component: Component): SelectedPair | null {
    const pair = this.#selected.get(component);
    return pair === undefined ? null : selectedPair(pair);
  }

  isComplete(): boolean {
    return this.#components.every((component) => this.#selected.has(component));
  }

  role(): 'controlling' | 'controlled' {
    return this.#checks.controlling ? 'controlling' : 'controlled';
  }

  knows(component: Component, from: TransportAddress): boolean {
    return this.#checks.list.of(component).some(({ remote }) => isSameAddress(remote, from));
  }

  close(): void {
    this.#state = 'over';
    this.#selection.stop();
    this.#consent.stop();
    this.#checks.stop();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  #received(socket: IceSocket, datagram: Buffer, from: TransportAddress): void {
    const { component } = socket.base;
    if (!looksLikeStun(datagram)) {
      if (this.knows(component, from)) this.#deps.events.onDatagram(component, datagram, from);
      return;
    }
    const message = readStun(datagram);
    if (message?.method === bindingMethod) this.#checks.received(socket, message, from);
  }

  /** Relays let in only whom they are told of, and it takes them a while. */
  #permit(candidates: readonly Candidate[]): void {
    for (const remote of admittedCandidates(candidates, this.#deps.admits)) {
      const isFor = ({ base }: IceSocket) =>
        base.component === remote.component && base.transport === counterpart(remote.transport);
      for (const socket of this.#deps.sockets) if (isFor(socket)) socket.permit?.(remote);
    }
  }

  #select(pair: CandidatePair): void {
    this.#selected.set(pair.component, pair);
    pair.socket.prefer?.(pair.remote);
    this.#consent.begin(pair.component);
    this.#moved.isHeard(pair.component);
    this.#deps.events.onSelected(pair.component, selectedPair(pair));
  }

  #heard(pair: CandidatePair): void {
    if (this.#selected.get(pair.component) !== pair) return;
    this.#consent.heard(pair.component);
    this.#moved.isHeard(pair.component);
  }

  #ask(component: Component): void {
    const pair = this.#selected.get(component);
    if (pair !== undefined) this.#checks.ask(pair);
  }

  #restore(component: Component): void {
    const pair = this.#selected.get(component);
    if (pair !== undefined) this.#selection.restore(pair);
  }

  /** Voice alone is better than nothing. */
  #loseReports(): void {
    const wasComplete = this.isComplete();
    this.#components = [1];
    this.#selected.delete(2);
    const pair = this.#selected.get(1);
    // Now it is.
    if (!wasComplete && pair !== undefined) this.#deps.events.onSelected(1, selectedPair(pair));
  }

  #fail(failure: IceFailure): void {
    if (this.#state === 'over') return;
    this.close();
    this.#deps.events.onFailed(failure);
  }

  /** By our candidate as this computer or as the peer sees it, and the peer's. */
  #named({ component, local, remotes }: ConfirmedPair): CandidatePair | null {
    const list = this.#checks.list.of(component);
    const pairs = remotes.flatMap((remote) => list.filter((pair) => isSameAddress(pair.remote, remote)));
    const isOurs = ({ socket, mapped }: CandidatePair) =>
      isSameAddress(socket.base, local) || (mapped !== null && isSameAddress(mapped, local));
    return pairs.find(isOurs) ?? null;
  }
}

/** A far side that names nothing for RTCP does without. */
function neededComponents({ components, remote }: IceAgentDeps): Component[] {
  const named = ([1, 2] as const).filter((number) => remote.candidates.some(({ component }) => component === number));
  return components === 1 || (named.length > 0 && !named.includes(2)) ? [1] : [1, 2];
}

function selectedPair({ socket: { base }, mapped, remote }: CandidatePair): SelectedPair {
  return { local: base, mapped: mapped ?? { host: base.host, port: base.port }, remote };
}
