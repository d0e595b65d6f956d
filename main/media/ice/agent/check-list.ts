import { isIPv6 } from 'node:net';
import { type Candidate, counterpart } from '../candidates/candidate.ts';
import type { IceSocket } from '../sockets/ice-socket.ts';
import { type Component, isSameAddress, type TransportAddress } from '../transport-address.ts';
import { byPriority, type CandidatePair, createPair, type PairState, pairPriority } from './candidate-pair.ts';

/** The pairs of all components and the order of their checks (RFC 8445 sections 6.1.2 and 6.1.4). */
export interface CheckList {
  /** Of one component, the highest priority first. */
  of(component: Component): readonly CandidatePair[];
  all(): readonly CandidatePair[];
  /** The peer names more candidates than before: pairs with those that are new, within the limit. */
  extend(remotes: readonly Candidate[]): void;
  find(socket: IceSocket, remote: TransportAddress): CandidatePair | null;
  /** A further pair, which a check of the peer shows; null past the limit. */
  learn(socket: IceSocket, remote: Candidate): CandidatePair | null;
  /**
   * The next to be checked; null where there is none. Once nothing waits, frozen pairs have their turn too, though RFC 8445 section
   * 6.1.4.2 would have them wait for the end of a check that takes most of a minute where a firewall swallows it.
   */
  next(): CandidatePair | null;
  /** A pair works: those with its foundation need wait no longer. */
  thaw(foundation: string): void;
  /** The roles have changed. */
  rank(controlling: boolean): void;
}

/** RFC 8445 section 6.1.2.5 wants at most a hundred; each component has its half, so that neither starves the other. */
const mostPairs = 50;
/** More of one component that are made of checks; those that failed make room. */
const mostLearned = 12;

export function createCheckList(
  sockets: readonly IceSocket[],
  remotes: readonly Candidate[],
  controlling: boolean,
): CheckList {
  const pairs = { 1: form(1, sockets, remotes, controlling), 2: form(2, sockets, remotes, controlling) };
  const learned: { readonly 1: Set<CandidatePair>; readonly 2: Set<CandidatePair> } = { 1: new Set(), 2: new Set() };
  let isControlling = controlling;
  const all = () => [...pairs[1], ...pairs[2]].sort(byPriority);

  /** One of each foundation that no check is under way for: of the first component before the second. */
  const unfreeze = () => {
    const underWay = new Set(all().flatMap(({ state, foundation }) => (isUnderWay(state) ? [foundation] : [])));
    for (const pair of [...pairs[1], ...pairs[2]]) {
      if (pair.state !== 'frozen' || underWay.has(pair.foundation)) continue;
      pair.state = 'waiting';
      underWay.add(pair.foundation);
    }
  };
  unfreeze();

  const makeRoom = (component: Component): boolean => {
    const known = learned[component];
    if (known.size < mostLearned) return true;
    const useless = [...known].find(({ state }) => state === 'failed');
    if (useless === undefined) return false;
    known.delete(useless);
    pairs[component].splice(pairs[component].indexOf(useless), 1);
    return true;
  };
  const waiting = () => all().find(({ state }) => state === 'waiting') ?? null;

  return {
    of: (component) => pairs[component],
    all,
    extend(remotes) {
      for (const component of [1, 2] as const) {
        const known = pairs[component];
        const isNew = ({ socket, remote }: CandidatePair) =>
          !known.some((pair) => pair.socket === socket && isSameAddress(pair.remote, remote));
        const more = form(component, sockets, remotes, isControlling).filter(isNew);
        known.push(...more.slice(0, Math.max(mostPairs - known.length, 0)));
        known.sort(byPriority);
      }
      unfreeze();
    },
    find: (socket, remote) =>
      pairs[socket.base.component].find((pair) => pair.socket === socket && isSameAddress(pair.remote, remote)) ?? null,
    learn(socket, remote) {
      const { component } = socket.base;
      if (!makeRoom(component)) return null;
      const pair = createPair(socket, remote, isControlling);
      learned[component].add(pair);
      pairs[component].push(pair);
      pairs[component].sort(byPriority);
      return pair;
    },
    next() {
      const pair = waiting();
      if (pair !== null) return pair;
      unfreeze();
      return waiting() ?? all().find(({ state }) => state === 'frozen') ?? null;
    },
    thaw(foundation) {
      for (const pair of all()) {
        if (pair.state === 'frozen' && pair.foundation === foundation) pair.state = 'waiting';
      }
    },
    rank(now) {
      isControlling = now;
      for (const pair of all()) pair.priority = pairPriority(pair.socket.base, pair.remote, now);
      pairs[1].sort(byPriority);
      pairs[2].sort(byPriority);
    },
  };
}

function isUnderWay(state: PairState): boolean {
  return state === 'waiting' || state === 'in-progress';
}

function form(
  component: Component,
  sockets: readonly IceSocket[],
  remotes: readonly Candidate[],
  controlling: boolean,
): CandidatePair[] {
  const own = sockets.filter(({ base }) => base.component === component);
  const theirs = remotes.filter((remote) => remote.component === component);
  const pairs = own.flatMap((socket) =>
    theirs.flatMap((remote) => (canReach(socket.base, remote) ? [createPair(socket, remote, controlling)] : [])),
  );
  return pairs.sort(byPriority).slice(0, mostPairs);
}

/** A passive TCP candidate only waits, so that no pair begins with it. */
function canReach(local: Candidate, remote: Candidate): boolean {
  if (isIPv6(local.host) !== isIPv6(remote.host) || local.transport === 'tcp-pass') return false;
  return remote.transport === counterpart(local.transport);
}
