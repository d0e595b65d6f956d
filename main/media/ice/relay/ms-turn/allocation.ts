import type { Clock, Random } from '../../../../core/ports.ts';
import type { Candidate, CandidateTransport } from '../../candidates/candidate.ts';
import { framedDatagram, nullFrame } from '../../framing/framed-datagrams.ts';
import { type Admission, addressText, isSameAddress, type TransportAddress } from '../../transport-address.ts';
import type { RelayAllocation, RelayFailure, RelaySocket } from '../relay.ts';
import { type ActiveDestination, createActiveDestination } from './active-destination.ts';
import { addressIn } from './addresses.ts';
import { type Exchange, transactionId } from './exchange.ts';
import { type Half, Halves } from './halves.ts';
import { type Lease, startLease } from './lease.ts';
import type { RelayLink } from './link.ts';
import { attributeTypes, attributeValue, type MsTurnMessage, messageTypes } from './message.ts';
import { createPeerStreams } from './peer-streams.ts';
import type { MsTurnSession } from './session.ts';

export interface AllocationDeps {
  readonly link: RelayLink;
  readonly exchange: Exchange;
  readonly session: MsTurnSession;
  readonly relayed: TransportAddress;
  readonly mapped: TransportAddress | null;
  /** How long the relay keeps it from now on. */
  readonly seconds: number;
  readonly admits: Admission;
  readonly clock: Clock;
  readonly random: Random;
}

/** Peers whose way in is opened by itself; a call has a few. */
const mostPermitted = 64;

/** An address at a relay of [MS-TURN]: a UDP port, or over a connection a TCP one, with the datagrams of peers in frames. */
export class MsTurnAllocation implements RelayAllocation {
  readonly relayed: TransportAddress;
  readonly beside = null;
  readonly mapped: TransportAddress | null;
  readonly transports: readonly CandidateTransport[];
  readonly #deps: AllocationDeps;
  readonly #halves = new Halves();
  readonly #streams = createPeerStreams();
  readonly #active: ActiveDestination;
  readonly #lease: Lease;
  readonly #permitted = new Set<string>();
  readonly #onLost = new Set<(failure: RelayFailure) => void>();
  #lost: RelayFailure | null = null;
  #closed: Promise<void> | null = null;

  constructor(deps: AllocationDeps) {
    const { link, exchange, session, relayed, mapped, seconds, clock } = deps;
    this.#deps = deps;
    this.relayed = relayed;
    this.mapped = mapped;
    this.transports = link.reliable ? ['tcp-act', 'tcp-pass'] : ['udp'];
    this.#active = createActiveDestination(exchange, session);
    this.#lease = startLease({ exchange, session, clock, seconds, onLost: (failure) => this.#lose(failure) });
    link.listen({
      onMessage: (message) => this.#received(message),
      onData: (bytes) => this.#fromActive(bytes),
      onEnd: (message) => this.#lose({ kind: 'unreachable', message }),
    });
  }

  as(base: Candidate): RelaySocket {
    const half = this.#halves.add(base);
    return {
      base,
      send: (datagram, host, port) => this.#send(half, datagram, { host, port }),
      onDatagram(listener) {
        half.listeners.add(listener);
        return () => void half.listeners.delete(listener);
      },
      permit: (peer) => this.#permit(half, peer),
      prefer: (peer) => {
        if (this.#isOpen()) this.#active.want(peer);
      },
      close: () => this.close(),
    };
  }

  onLost(listener: (failure: RelayFailure) => void): void {
    if (this.#lost === null) this.#onLost.add(listener);
    else listener(this.#lost);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const { link, exchange } = this.#deps;
    this.#halves.clear();
    if (this.#lost === null) await this.#lease.giveBack();
    exchange.stop();
    link.close();
  }

  #isOpen(): boolean {
    return this.#closed === null && this.#lost === null;
  }

  #send(half: Half, datagram: Buffer, peer: TransportAddress): void {
    if (!this.#isOpen()) return;
    this.#halves.sending(half, peer);
    this.#sendBytes(this.#deps.link.reliable ? framedDatagram(datagram) : datagram, peer);
  }

  #sendBytes(bytes: Buffer, peer: TransportAddress): void {
    const { link, session, random } = this.#deps;
    const active = this.#active.peer();
    if (active !== null && isSameAddress(active, peer)) link.data(bytes);
    else link.control(session.send(transactionId(random), peer, bytes));
  }

  /**
   * The relay lets in whom it was told to send to. Over UDP checks go to every peer anyway; over TCP none goes to those that are to
   * come by themselves, so that a frame of nothing does.
   */
  #permit({ base }: Half, peer: TransportAddress): void {
    const key = addressText(peer);
    const isKnown = this.#permitted.has(key) || this.#permitted.size === mostPermitted;
    if (base.transport !== 'tcp-pass' || isKnown || !this.#isOpen()) return;
    this.#permitted.add(key);
    this.#sendBytes(nullFrame, peer);
  }

  #received(message: MsTurnMessage): void {
    if (message.type !== messageTypes.data) {
      this.#deps.exchange.received(message);
      return;
    }
    const from = addressIn(message, attributeTypes.remoteAddress);
    const data = attributeValue(message, attributeTypes.data);
    if (from !== null && data !== null) this.#deliver(data, from);
  }

  #fromActive(bytes: Buffer): void {
    const source = this.#active.source();
    if (source !== null) this.#deliver(bytes, source);
  }

  #deliver(bytes: Buffer, source: TransportAddress): void {
    const { link, admits } = this.#deps;
    const from = admits(source.host, source.port);
    if (from === null || !this.#isOpen()) return;
    const datagrams = link.reliable ? this.#streams.read(bytes, from) : [bytes];
    for (const datagram of datagrams) this.#halves.deliver(datagram, from);
  }

  #lose(failure: RelayFailure): void {
    if (this.#lost !== null || this.#closed !== null) return;
    this.#lost = failure;
    this.#lease.stop();
    this.#deps.exchange.stop();
    this.#deps.link.close();
    for (const listener of this.#onLost) listener(failure);
    this.#onLost.clear();
  }
}
