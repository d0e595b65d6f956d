import type { Clock, Random } from '../../../core/ports.ts';
import type { Result } from '../../../core/result.ts';
import type { Candidate, CandidateTransport } from '../candidates/candidate.ts';
import type { HostSocket, IceSocket } from '../sockets/ice-socket.ts';
import type { Admission, TransportAddress } from '../transport-address.ts';
import type { Connect } from './byte-stream.ts';

/** What relays speak: RFC 8656, or [MS-TURN]. A relay of one kind drops what is of the other. */
export type RelayKind = 'turn' | 'ms-turn';

/** As the server gave them, for one user and a few hours. The password is a secret. */
export interface RelayCredentials {
  readonly userName: string;
  readonly password: string;
}

/** An address of a relay, and how it is to be asked for one of its own. */
export interface RelayRequest {
  readonly server: TransportAddress;
  readonly transport: 'udp' | 'tcp';
  readonly credentials: RelayCredentials;
  /** Over UDP the relay is asked from this very port: where the relay sees it is where peers may reach it. */
  readonly base: RelayBase;
  readonly connect: Connect;
  /** For every address that the relay names, such as another server in its place. */
  readonly admits: Admission;
  readonly clock: Clock;
  readonly random: Random;
}

/** A UDP port of this computer that carries what goes to the relay and comes from it, beside what it carries for itself. */
export type RelayBase = Pick<HostSocket, 'base' | 'send' | 'reserve'>;

/** Asks for an allocation at once. Never throws. */
export type OpenRelay = (request: RelayRequest) => RelayOpening;

export interface RelayOpening {
  /** Always comes, if nothing answers with `silent` after some seconds. */
  readonly outcome: Promise<Result<RelayAllocation, RelayFailure>>;
  /** Nobody waits any more. What the relay gives later is given back. */
  cancel(): void;
}

export interface RelayFailure {
  readonly kind: /** Nothing came that is of this kind. */
    | 'silent'
    /** No connection could be made, or it broke. */
    | 'unreachable'
    /** User name and password are not taken: they are old, or were never right. */
    | 'unauthorized'
    /** The relay has no room, for this user or at all. */
    | 'full'
    /** It says no for another reason. */
    | 'refused'
    | 'cancelled';
  /** In words, for the log; never with a password. */
  readonly message: string;
}

/** An address at a relay that is ours until it is closed. It is kept alive all the while. */
export interface RelayAllocation {
  /** Where peers reach us through the relay. */
  readonly relayed: TransportAddress;
  /** Another one beside it, for peers of the other family of IP addresses; null where the relay has none. */
  readonly beside: TransportAddress | null;
  /** What that address is good for: `udp`; or both that are connected to and connect. */
  readonly transports: readonly CandidateTransport[];
  /** Where the relay sees us; null where that is of no use to peers, as over TCP. */
  readonly mapped: TransportAddress | null;
  /** The socket under a candidate that the relayed address becomes; once for each address and each of the transports. */
  as(base: Candidate): RelaySocket;
  /** Once, when the relay is lost: from then on nothing goes through. */
  onLost(listener: (failure: RelayFailure) => void): void;
  /** Gives the address back; resolves when nothing more is sent for it. Harmless when repeated. */
  close(): Promise<void>;
}

/** Closing it closes the allocation. */
export interface RelaySocket extends IceSocket {
  permit(peer: TransportAddress): void;
  prefer(peer: TransportAddress): void;
}
