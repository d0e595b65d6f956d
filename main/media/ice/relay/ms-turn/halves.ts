import type { Candidate, CandidateTransport } from '../../candidates/candidate.ts';
import type { DatagramListener } from '../../sockets/ice-socket.ts';
import { addressText, type TransportAddress } from '../../transport-address.ts';

/** Who hears what comes to a relayed address. */
export interface Half {
  readonly base: Candidate;
  readonly listeners: Set<DatagramListener>;
}

const mostConnections = 64;

/**
 * The sockets of one relayed address. Over TCP there are two, which the relay does not tell apart: what comes from where the active
 * one sent to first is its own, and all else came by itself, to the passive one.
 */
export class Halves {
  readonly #halves = new Map<CandidateTransport, Half>();
  readonly #connectedTo = new Set<string>();

  add(base: Candidate): Half {
    const half = { base, listeners: new Set<DatagramListener>() };
    this.#halves.set(base.transport, half);
    return half;
  }

  /** Something goes out of that half. */
  sending({ base }: Half, peer: TransportAddress): void {
    if (base.transport === 'tcp-act' && this.#connectedTo.size < mostConnections)
      this.#connectedTo.add(addressText(peer));
  }

  /** From a peer, to whoever it is for. */
  deliver(datagram: Buffer, from: TransportAddress): void {
    const isOurs = this.#connectedTo.has(addressText(from));
    const half = this.#halves.get('udp') ?? this.#halves.get(isOurs ? 'tcp-act' : 'tcp-pass');
    for (const listener of [...(half?.listeners ?? [])]) listener(datagram, from);
  }

  clear(): void {
    for (const { listeners } of this.#halves.values()) listeners.clear();
  }
}
