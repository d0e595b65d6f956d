import { failed, ok, type Result } from '../../../core/result.ts';
import type { RelayAllocation, RelayFailure, RelayOpening, RelayRequest } from './relay.ts';
import type { RelayWay } from './relay-ways.ts';

/** An allocation for each component, in the order of the way's bases. */
export type Allocations = readonly RelayAllocation[];

export interface WayAttempt {
  readonly outcome: Promise<Result<Allocations, RelayFailure>>;
  /** What is open of it is given back. */
  cancel(): void;
}

/** Asks for an allocation of every component by one way: all or none, so that RTP and RTCP go together. */
export function attemptWay(
  { open, server, transport, bases }: RelayWay,
  shared: Omit<RelayRequest, 'server' | 'transport' | 'base'>,
): WayAttempt {
  const openings = bases.map((base): RelayOpening => open({ ...shared, server, transport, base }));
  const cancel = () => {
    for (const opening of openings) opening.cancel();
  };
  const outcome = Promise.all(openings.map((opening) => opening.outcome)).then((outcomes) => {
    const problem = outcomes.find((each) => !each.ok);
    if (problem === undefined) return ok(outcomes.flatMap((each) => (each.ok ? [each.value] : [])));
    cancel();
    return failed(problem.ok ? none : problem.failure);
  });
  return { outcome, cancel };
}

const none: RelayFailure = { kind: 'refused', message: 'the relay gave nothing' };
