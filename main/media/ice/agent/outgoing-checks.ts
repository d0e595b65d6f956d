import type { Clock, Random } from '../../../core/ports.ts';
import { reflexivePriority } from '../candidates/candidate.ts';
import type { Credentials } from '../candidates/credentials.ts';
import { randomBytes } from '../random-bytes.ts';
import { writeRequest } from '../stun/binding.ts';
import type { CandidatePair } from './candidate-pair.ts';
import type { PeerManner } from './peer-manner.ts';
import { createTransactions, type Patience, type Transaction, type Transactions } from './transactions.ts';

/** RFC 8445 section 14.3 wants 500 ms before a check is sent again; voice should not wait so long for a lost packet. */
const checkPatience: Patience = { firstMs: 250, wholeMs: 39_500 };
/** A pair that worked a moment ago answers soon, or another one is nominated. */
const nominationPatience: Patience = { firstMs: 250, wholeMs: 5000 };
/** RFC 7675 section 5.1: asked anew every five seconds instead of again. */
const consentPatience: Patience = { firstMs: Number.POSITIVE_INFINITY, wholeMs: 10_000 };

/** Our own requests to the peer. */
export interface OutgoingChecks {
  readonly transactions: Transactions;
  /** With USE-CANDIDATE where we control and want the pair. */
  check(pair: CandidatePair, controlling: boolean): void;
  /** Once, for consent. */
  ask(pair: CandidatePair, controlling: boolean): void;
}

export interface OutgoingChecksDeps {
  readonly local: Credentials;
  readonly remote: Credentials;
  readonly tieBreaker: Buffer;
  readonly manner: PeerManner;
  readonly clock: Clock;
  readonly random: Random;
  readonly onTimeout: (pair: CandidatePair) => void;
}

export function createOutgoingChecks(deps: OutgoingChecksDeps): OutgoingChecks {
  const { local, remote, tieBreaker, manner, clock, random, onTimeout } = deps;
  const transactions = createTransactions(clock);
  const key = Buffer.from(remote.pwd);
  const username = `${remote.ufrag}:${local.ufrag}`;

  const begin = (transaction: Transaction, patience: Patience) => {
    const { pair, id, controlling, useCandidate } = transaction;
    const request = { transactionId: id, username, controlling, tieBreaker, useCandidate };
    const { base } = pair.socket;
    const told = { ...request, priority: reflexivePriority(base), foundation: base.foundation };
    const datagram = writeRequest(told, key, manner.requests());
    const transmit = () => manner.send(pair.socket, pair.remote, datagram);
    transactions.begin(transaction, patience, transmit, () => {
      if (transaction.purpose === 'check') onTimeout(pair);
    });
  };

  return {
    transactions,
    check(pair, controlling) {
      const useCandidate = controlling && pair.nomination === 'asked';
      const id = randomBytes(random, 12);
      begin(
        { id, pair, purpose: 'check', controlling, useCandidate },
        useCandidate ? nominationPatience : checkPatience,
      );
    },
    ask(pair, controlling) {
      const id = randomBytes(random, 12);
      begin({ id, pair, purpose: 'consent', controlling, useCandidate: false }, consentPatience);
    },
  };
}
