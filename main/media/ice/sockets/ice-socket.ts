import type { Candidate } from '../candidates/candidate.ts';
import type { TransportAddress } from '../transport-address.ts';

/**
 * Where an agent sends from: a UDP port of this computer, a relayed one, or a TCP connection with its frames taken off. Reflexive
 * candidates have none of their own: what goes out of their base seems to come from them.
 */
export interface IceSocket {
  /** The candidate that datagrams leave from, as far as this computer knows. */
  readonly base: Candidate;
  /** Never throws; what cannot be sent is lost. */
  send(datagram: Buffer, host: string, port: number): void;
  /** Every listener gets every datagram; the returned function ends it. The host is in the form that admission gives. */
  onDatagram(listener: DatagramListener): () => void;
  /** A peer is said to be there. A relay lets in only what comes from where it was told of. */
  permit?(peer: TransportAddress): void;
  /** Media goes there from now on. A relay can make that way shorter. */
  prefer?(peer: TransportAddress): void;
  /** Resolves when the port can be bound again. Harmless when repeated. */
  close(): Promise<void>;
}

/** A UDP port of this computer. It can carry a relay's messages beside the datagrams that are its own. */
export interface HostSocket extends IceSocket {
  /**
   * What comes from that address is told here, and no longer to those who listen to all; several may listen to one address. The
   * returned function ends it.
   */
  reserve(from: TransportAddress, listener: (datagram: Buffer) => void): () => void;
}

export type DatagramListener = (datagram: Buffer, from: TransportAddress) => void;
