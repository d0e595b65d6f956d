import type { Candidate } from '../candidates/candidate.ts';
import type { IceSocket } from '../sockets/ice-socket.ts';
import type { Component, TransportAddress } from '../transport-address.ts';

/**
 * A way that datagrams may go (RFC 8445 section 6.1.2). States:
 *
 *     frozen -> waiting -> in-progress -> succeeded
 *                  ^             |
 *                  '-- failed <--'      a request of the peer, or a changed role, gives another chance
 */
export interface CandidatePair {
  readonly component: Component;
  readonly socket: IceSocket;
  readonly remote: Candidate;
  /** Of both candidates: pairs with one foundation are likely to work, or not, together. */
  readonly foundation: string;
  /** By the roles as they are now. */
  priority: bigint;
  state: PairState;
  /** `asked`: by the peer if that controls, else by us; `done`: and it is known to work. */
  nomination: 'none' | 'asked' | 'done';
  /** Where the peer sees us; null until it answered. */
  mapped: TransportAddress | null;
  /** How many of its checks the peer refused. */
  refusals: number;
}

export type PairState = 'frozen' | 'waiting' | 'in-progress' | 'succeeded' | 'failed';

/** Two candidates as a pair that is not to be checked yet. */
export function createPair(socket: IceSocket, remote: Candidate, controlling: boolean): CandidatePair {
  return {
    component: socket.base.component,
    socket,
    remote,
    foundation: `${socket.base.foundation}:${remote.foundation}`,
    priority: pairPriority(socket.base, remote, controlling),
    state: 'frozen',
    nomination: 'none',
    mapped: null,
    refusals: 0,
  };
}

/** RFC 8445 section 6.1.2.3; the same at both agents, as `controlling` tells whose local candidate it is. */
export function pairPriority(local: Candidate, remote: Candidate, controlling: boolean): bigint {
  const [first, second] = controlling ? [local.priority, remote.priority] : [remote.priority, local.priority];
  const [least, most] = [Math.min(first, second), Math.max(first, second)];
  return BigInt(least) * 2n ** 32n + 2n * BigInt(most) + (first > second ? 1n : 0n);
}

/** For sorting: the highest first. */
export function byPriority(one: CandidatePair, other: CandidatePair): number {
  return one.priority === other.priority ? 0 : one.priority > other.priority ? -1 : 1;
}
