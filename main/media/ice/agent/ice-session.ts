import type { IceSocket } from '../sockets/ice-socket.ts';
import type { Component, TransportAddress } from '../transport-address.ts';
import { createIceAgent } from './create-ice-agent.ts';
import type { IceFailure } from './failure.ts';
import type { IceAgent, IceAgentDeps, IceEvents } from './ice-agent.ts';

/** What each start and restart brings; everything else stays. */
export type IceRound = Pick<
  IceAgentDeps,
  'role' | 'local' | 'remote' | 'components' | 'dialect' | 'dormant' | 'forked'
>;

export interface IceSessionEvents extends IceEvents {
  /** Nothing came of a restart; media goes on over the pairs from before it. */
  onRestartFailed(failure: IceFailure): void;
}

export interface IceSessionDeps extends Pick<IceAgentDeps, 'sockets' | 'clock' | 'random' | 'admits'> {
  readonly events: IceSessionEvents;
}

/** ICE of one call for as long as it lasts, restarts included (RFC 8445 section 9). */
export interface IceSession extends Omit<IceAgent, 'close'> {
  /**
   * The far side described another agent. Media goes over the pairs that work until the new agent has one for each component;
   * another restart meanwhile takes the place of this one. Where our credentials stay, because the far side has them already, both of ours would answer its
   * checks, each for itself: one that has no way yet is given up for the new one.
   */
  restart(round: IceRound): void;
  /** Resolves when all sockets are closed. */
  close(): Promise<void>;
}

export function createIceSession(deps: IceSessionDeps, first: IceRound): IceSession {
  return new Session(deps, first);
}

class Session implements IceSession {
  readonly #deps: IceSessionDeps;
  #current: IceAgent;
  #next: IceAgent | null = null;
  /** Our credentials by which the current agent is asked. */
  #local: IceRound['local'];
  /** Why there is nothing to go on with if a restart fails. */
  #failure: IceFailure | null = null;
  #closed = false;
  readonly #lost = new Set<IceSocket>();

  constructor(deps: IceSessionDeps, first: IceRound) {
    this.#deps = deps;
    const { events } = deps;
    this.#local = first.local;
    const current: IceAgent = this.#agent(first, {
      onSelected: (component, pair) => {
        if (current === this.#current) events.onSelected(component, pair);
      },
      onDatagram: events.onDatagram,
      onFailed: (failure) => this.#currentFailed(failure),
    });
    this.#current = current;
  }

  restart(round: IceRound): void {
    if (this.#closed) return;
    this.#next?.close();
    const next: IceAgent = this.#agent(round, {
      onSelected: (component, pair) => {
        if (next === this.#current) this.#deps.events.onSelected(component, pair);
        else if (next.isComplete()) this.#goOver(next, round);
      },
      onDatagram: (component, datagram, from) => {
        // What both agents know the current one has told already.
        const isTold = next !== this.#current && this.#failure === null && this.#current.knows(component, from);
        if (!isTold) this.#deps.events.onDatagram(component, datagram, from);
      },
      onFailed: (failure) => {
        if (next === this.#current) this.#currentFailed(failure);
        else this.#nextFailed(failure);
      },
    });
    if (round.local === this.#local && !this.#current.isComplete()) this.#replaceBy(next, round);
    else this.#next = next;
  }

  begin(): void {
    this.#current.begin();
    this.#next?.begin();
  }

  extend(candidates: Parameters<IceAgent['extend']>[0]): void {
    (this.#next ?? this.#current).extend(candidates);
  }

  send(component: Component, datagram: Buffer): boolean {
    return this.#current.send(component, datagram) || (this.#next?.send(component, datagram) ?? false);
  }

  farIsThere(): void {
    this.#current.farIsThere();
    this.#next?.farIsThere();
  }

  mediaFrom(component: Component, from: TransportAddress): void {
    this.#current.mediaFrom(component, from);
    this.#next?.mediaFrom(component, from);
  }

  isSilent(): boolean {
    return this.#current.isSilent();
  }

  lose(sockets: readonly IceSocket[]): void {
    for (const socket of sockets) this.#lost.add(socket);
    this.#current.lose(sockets);
    this.#next?.lose(sockets);
  }

  confirm(pairs: Parameters<IceAgent['confirm']>[0]): boolean {
    return this.#current.confirm(pairs);
  }

  selected(component: Component): ReturnType<IceAgent['selected']> {
    return this.#current.selected(component);
  }

  isComplete(): boolean {
    return this.#current.isComplete();
  }

  role(): ReturnType<IceAgent['role']> {
    return this.#current.role();
  }

  knows(component: Component, from: TransportAddress): boolean {
    return this.#current.knows(component, from);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#current.close();
    this.#next?.close();
    await Promise.all(this.#deps.sockets.map((socket) => socket.close()));
  }

  #agent(round: IceRound, events: IceEvents): IceAgent {
    const { clock, random, admits } = this.#deps;
    const sockets = this.#deps.sockets.filter((socket) => !this.#lost.has(socket));
    return createIceAgent({ ...round, sockets, clock, random, admits, events });
  }

  #replaceBy(next: IceAgent, { local }: IceRound): void {
    this.#current.close();
    this.#current = next;
    this.#local = local;
    this.#next = null;
    this.#failure = null;
  }

  #goOver(next: IceAgent, round: IceRound): void {
    this.#replaceBy(next, round);
    const { components } = round;
    for (const component of components === 1 ? ([1] as const) : ([1, 2] as const)) {
      const pair = next.selected(component);
      if (pair !== null) this.#deps.events.onSelected(component, pair);
    }
  }

  #currentFailed(failure: IceFailure): void {
    this.#failure = failure;
    if (this.#next === null) this.#deps.events.onFailed(failure);
  }

  #nextFailed(failure: IceFailure): void {
    this.#next = null;
    if (this.#failure === null && !this.isSilent()) this.#deps.events.onRestartFailed(failure);
    else this.#deps.events.onFailed(failure);
  }
}
