import { counterpart, peerReflexive } from '../candidates/candidate.ts';
import type { IceSocket } from '../sockets/ice-socket.ts';
import { isSameAddress, type TransportAddress } from '../transport-address.ts';
import type { CandidatePair } from './candidate-pair.ts';
import type { CheckList } from './check-list.ts';
import type { IncomingCheck } from './incoming-check.ts';

export interface TriggeredChecksDeps {
  readonly list: CheckList;
  readonly isControlling: () => boolean;
  /** The pair is to be checked before others, and no matter what became of the checks before. */
  readonly retry: (pair: CandidatePair) => void;
  /** The peer nominated a pair that is known to work. */
  readonly onNominated: () => void;
}

/** What a check of the peer makes of the pair that it came over (RFC 8445 sections 7.3.1.3 to 7.3.1.5). */
export function createTriggeredChecks({ list, isControlling, retry, onNominated }: TriggeredChecksDeps) {
  /** A pair that was not formed: mostly with a candidate that the peer does not know itself. */
  const learn = (socket: IceSocket, from: TransportAddress, { priority }: IncomingCheck): CandidatePair | null => {
    const { component, transport } = socket.base;
    const isIt = ({ remote }: CandidatePair) =>
      remote.transport === counterpart(transport) && isSameAddress(remote, from);
    const named = list.of(component).find(isIt)?.remote;
    return list.learn(socket, named ?? peerReflexive(from, socket.base, priority));
  };

  return (socket: IceSocket, from: TransportAddress, check: IncomingCheck): void => {
    const pair = list.find(socket, from) ?? learn(socket, from, check);
    if (pair === null) return;
    const wanted = !isControlling() && check.useCandidate;
    if (pair.state !== 'succeeded') {
      if (wanted) pair.nomination = 'asked';
      retry(pair);
    } else if (wanted && pair.nomination !== 'done') {
      pair.nomination = 'done';
      onNominated();
    }
  };
}
