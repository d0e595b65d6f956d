import type { Clock, Random } from '../../../core/ports.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Credentials } from '../candidates/credentials.ts';
import type { IceSocket } from '../sockets/ice-socket.ts';
import type { Admission, Component, TransportAddress } from '../transport-address.ts';
import type { IceFailure } from './failure.ts';
import type { Dialect } from './peer-manner.ts';

/** What the far side says of its own agent. */
export interface RemoteAgent extends Credentials {
  /** It only answers (RFC 8445 section 2.5): we control. */
  readonly lite: boolean;
  /** Of all components; those that nothing may be sent to are left out. */
  readonly candidates: readonly Candidate[];
}

/** A pair that media goes over. */
export interface SelectedPair {
  /** Where our datagrams leave from. */
  readonly local: Candidate;
  /** Where the peer sees them come from; the same where nothing translates addresses in between. */
  readonly mapped: TransportAddress;
  readonly remote: Candidate;
}

export interface IceEvents {
  /** Media goes over this pair from now on; once or more often for each component. */
  onSelected(component: Component, pair: SelectedPair): void;
  /** Anything but STUN, from an address that the far side named or was proved to be at. */
  onDatagram(component: Component, datagram: Buffer, from: TransportAddress): void;
  /** It is over: nothing is sent any more. */
  onFailed(failure: IceFailure): void;
}

export interface IceAgentDeps {
  /** The offerer's agent controls. */
  readonly role: 'controlling' | 'controlled';
  readonly local: Credentials;
  readonly remote: RemoteAgent;
  /** 1 with rtcp-mux, else 2: RTP and RTCP. */
  readonly components: Component;
  /** They stay open when the agent closes. */
  readonly sockets: readonly IceSocket[];
  readonly clock: Clock;
  readonly random: Random;
  readonly dialect: Dialect;
  /**
   * It sends nothing until it is told to begin or the peer asks, such as while a call rings: the caller could not answer yet, and
   * need not know where the user is.
   */
  readonly dormant?: boolean;
  /** Other agents have our credentials too, each for a peer of its own: a check counts only with that peer's name in it. */
  readonly forked?: boolean;
  /** Nothing is ever sent to an address that it does not admit. */
  readonly admits: Admission;
  readonly events: IceEvents;
}

/** A pair that a final offer names. */
export interface ConfirmedPair {
  readonly component: Component;
  /** The candidate as the peer knows it. */
  readonly local: TransportAddress;
  /** The peer's own; of several the first that is in a pair with ours. */
  readonly remotes: readonly TransportAddress[];
}

/** Finds a way to the far side for each component and keeps it open (RFC 8445, RFC 7675, [MS-ICE2]). */
export interface IceAgent {
  /** Ends its being dormant: the far side has our description, or is about to get it. Harmless when repeated. */
  begin(): void;
  /** The same peer describes itself again: candidates that it did not name before are checked too, until each component has its pair. */
  extend(candidates: readonly Candidate[]): void;
  /** Over the selected pair, or the best that works by now; false where there is none. */
  send(component: Component, datagram: Buffer): boolean;
  /**
   * The far side is there, even if it answers no checks any more: it is proved, or it said so. What was silent
   * for lack of answers goes on.
   */
  farIsThere(): void;
  /** The same by media, which came from that address: where nothing comes over the selected pair any more, another one that works is followed. */
  mediaFrom(component: Component, from: TransportAddress): void;
  /** Nothing is sent of voice, for now: its pair is answered no more, and no other works. */
  isSilent(): boolean;
  /** The far side's final offer: these pairs are to be used, without a restart. False where one of them is not known. */
  confirm(pairs: readonly ConfirmedPair[]): boolean;
  /** Nothing goes through these any more, such as those of a relay that is gone: other ways take their place, or it is over. */
  lose(sockets: readonly IceSocket[]): void;
  selected(component: Component): SelectedPair | null;
  /** Whether each component that the far side has got its pair. */
  isComplete(): boolean;
  /** As it is now: a conflict may change it. */
  role(): 'controlling' | 'controlled';
  /** Whether the far side is known to be at that address. */
  knows(component: Component, from: TransportAddress): boolean;
  /** Ends its timers and lets go of the sockets. Harmless when repeated. */
  close(): void;
}
