import { admittedCandidates, type Candidate } from '../candidates/candidate.ts';
import { randomBytes } from '../random-bytes.ts';
import type { IceSocket } from '../sockets/ice-socket.ts';
import type { StunMessage } from '../stun/message.ts';
import { isSameAddress, type TransportAddress } from '../transport-address.ts';
import { type Answer, readAnswer } from './answer.ts';
import { type Answering, createAnswering } from './answering.ts';
import type { CandidatePair } from './candidate-pair.ts';
import { type CheckList, createCheckList } from './check-list.ts';
import type { IceAgentDeps } from './ice-agent.ts';
import { createOutgoingChecks, type OutgoingChecks } from './outgoing-checks.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { createPeerManner, type PeerManner } from './peer-manner.ts';
import type { Transaction } from './transactions.ts';
import { createTriggeredChecks } from './triggered-checks.ts';

export interface ChecksEvents {
  /** Once: the peer has our description, as far as is known. */
  onBegin(): void;
  /** Some pair works now, or does so no longer, or is nominated. */
  onChange(): void;
  /** The peer answered over this pair. */
  onHeard(pair: CandidatePair): void;
}

/** A pair whose checks the peer refused more often does not work: the two of us would go round in circles. */
const mostRefusals = 4;

/** The connectivity checks of both sides (RFC 8445 section 7): which pairs work, and which one the peer wants. */
export class Checks {
  readonly list: CheckList;
  readonly #deps: IceAgentDeps;
  readonly #events: ChecksEvents;
  readonly #manner: PeerManner;
  readonly #outgoing: OutgoingChecks;
  readonly #answering: Answering;
  readonly #pacer: Pacer;
  #controlling: boolean;
  #begun = false;
  readonly #lost = new Set<IceSocket>();

  constructor(deps: IceAgentDeps, events: ChecksEvents) {
    const { role, local, remote, sockets, clock, random, dialect, admits, forked = false } = deps;
    this.#deps = deps;
    this.#events = events;
    this.#controlling = remote.lite || role === 'controlling';
    const tieBreaker = randomBytes(random, 8);
    const manner = createPeerManner(dialect);
    this.#manner = manner;
    this.list = createCheckList(sockets, admittedCandidates(remote.candidates, admits), this.#controlling);
    const onTimeout = (pair: CandidatePair) => this.#expire(pair);
    this.#outgoing = createOutgoingChecks({ local, remote, tieBreaker, manner, clock, random, onTimeout });
    const isControlling = () => this.#controlling;
    const trigger = createTriggeredChecks({
      list: this.list,
      isControlling,
      retry: (pair) => {
        this.#outgoing.transactions.supersede(pair);
        this.#again(pair);
      },
      onNominated: events.onChange,
    });
    this.#answering = createAnswering({
      local,
      peer: forked ? remote.ufrag : null,
      tieBreaker,
      manner,
      admits,
      isControlling,
      onYield: () => this.#switchRole(),
      onCheck: (socket, from, check) => {
        this.begin();
        trigger(socket, from, check);
      },
    });
    this.#pacer = createPacer({ clock, next: this.list.next, check: (pair) => this.#check(pair) });
  }

  get controlling(): boolean {
    return this.#controlling;
  }

  /** From now on checks go out. The peer's first one begins it too: it can only be made by whoever has our password. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#events.onBegin();
    this.#pacer.begin();
  }

  /** The peer names these candidates too. */
  extend(remotes: readonly Candidate[]): void {
    this.list.extend(remotes);
    this.#pacer.wake();
  }

  /** The controlling agent wants this pair; or the controlled one was told that the peer does. */
  nominate(pair: CandidatePair): void {
    pair.nomination = 'asked';
    this.#again(pair);
  }

  /** This pair, which works, is used from now on: who controls has the peer know, and otherwise it is as if the peer had said so. */
  agreeOn(pair: CandidatePair): void {
    if (!this.#controlling) pair.nomination = 'done';
    else if (pair.nomination !== 'done') this.nominate(pair);
  }

  /** One request for consent. */
  ask(pair: CandidatePair): void {
    this.#outgoing.ask(pair, this.#controlling);
  }

  /** It is of no use any more, even if it would work. */
  abandon(pair: CandidatePair): void {
    this.#outgoing.transactions.supersede(pair);
    pair.state = 'failed';
  }

  /** It is checked as if for the first time. */
  retry(pair: CandidatePair): void {
    pair.state = 'failed';
    pair.nomination = 'none';
    this.#outgoing.transactions.supersede(pair);
    this.#again(pair);
  }

  /** Nothing goes through these any more. */
  lose(sockets: readonly IceSocket[]): void {
    for (const socket of sockets) this.#lost.add(socket);
    for (const pair of this.list.all()) if (this.#lost.has(pair.socket)) this.abandon(pair);
  }

  isLost({ socket }: CandidatePair): boolean {
    return this.#lost.has(socket);
  }

  stop(): void {
    this.#pacer.stop();
    this.#outgoing.transactions.clear();
  }

  /** A Binding message came. */
  received(socket: IceSocket, message: StunMessage, from: TransportAddress): void {
    if (message.class === 'request') this.#answering.received(socket, message, from);
    else if (message.class !== 'indication') this.#answered(socket, message, from);
  }

  #check(pair: CandidatePair): boolean {
    const nominates = this.#controlling && pair.nomination === 'asked' && pair.state === 'succeeded';
    if (pair.state !== 'waiting' && pair.state !== 'frozen' && !nominates) return false;
    if (!nominates) pair.state = 'in-progress';
    this.#outgoing.check(pair, this.#controlling);
    return true;
  }

  #again(pair: CandidatePair): void {
    if (this.#lost.has(pair.socket)) return;
    if (pair.state !== 'succeeded') pair.state = 'waiting';
    this.#pacer.hurry(pair);
  }

  /** A pair that worked, and whose nomination got no answer, is tried anew: so much may be lost by chance. */
  #expire(pair: CandidatePair): void {
    const worked = pair.state === 'succeeded';
    this.#fail(pair);
    if (worked) this.#again(pair);
  }

  #fail(pair: CandidatePair): void {
    pair.state = 'failed';
    pair.nomination = 'none';
    this.#events.onChange();
    this.#pacer.wake();
  }

  #answered(socket: IceSocket, message: StunMessage, from: TransportAddress): void {
    const { transactions } = this.#outgoing;
    const transaction = transactions.find(message.transactionId);
    if (transaction === null || transaction.pair.socket !== socket) return;
    const answer = readAnswer(message, Buffer.from(this.#deps.remote.pwd));
    if (answer === null) return;
    transactions.end(transaction);
    this.#manner.met(message, null);
    this.#take(answer, transaction, from);
    this.#pacer.wake();
  }

  #take(answer: Answer, { pair, purpose, ...said }: Transaction, from: TransportAddress): void {
    if (answer.kind === 'conflict' && said.controlling === this.#controlling) this.#switchRole();
    // What comes back from elsewhere took another way, and says nothing of this one (RFC 8445 section 7.2.5.2.1).
    const isProof = answer.kind === 'success' && isSameAddress(from, pair.remote);
    if (isProof) this.#events.onHeard(pair);
    if (purpose === 'consent') return;
    if (isProof) this.#succeed(pair, answer.mapped, said.useCandidate);
    else if (answer.kind === 'success') this.#fail(pair);
    else this.#refused(pair, answer);
  }

  #succeed(pair: CandidatePair, mapped: TransportAddress, useCandidate: boolean): void {
    // Where it has succeeded before, a nomination may be under way, which goes on.
    if (pair.state !== 'succeeded') this.#outgoing.transactions.supersede(pair);
    pair.state = 'succeeded';
    pair.mapped = mapped;
    this.list.thaw(pair.foundation);
    if (pair.nomination === 'asked' && useCandidate === this.#controlling) pair.nomination = 'done';
    this.#events.onChange();
  }

  /** Another pair has its chance first, but this one some more: 500 is what a server says that is not ready yet. */
  #refused(pair: CandidatePair, { kind }: Answer): void {
    pair.refusals += 1;
    if (kind === 'error' || pair.refusals > mostRefusals) this.#fail(pair);
    if (pair.refusals <= mostRefusals) this.#again(pair);
    this.#events.onChange();
  }

  /** What was asked for is forgotten: from now on the other side decides. */
  #switchRole(): void {
    this.#controlling = !this.#controlling;
    this.list.rank(this.#controlling);
    for (const pair of this.list.all()) {
      if (pair.nomination === 'asked') pair.nomination = 'none';
    }
    this.#events.onChange();
  }
}
