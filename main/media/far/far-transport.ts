import type { Result } from '../../core/result.ts';
import type { SelectedPair } from '../ice/agent/ice-agent.ts';
import type { RtpPacket } from '../rtp/packet.ts';
import type { LocalPorts } from '../sdp/far-answer.ts';
import type { WayFailure } from '../sdp/offer-failure.ts';
import type { OfferedStream } from '../sdp/offered-stream.ts';
import type { RelaysAsked } from './far-leg.ts';

/** What an answer says of where we are. */
export interface TransportDescription extends LocalPorts {
  /** Lines of the stream besides, such as candidates. */
  readonly attributes: readonly string[];
}

/** The way of packets to the far side and back, as they are on the wire: straight, by ICE, by a relay. */
export interface FarTransport {
  /** What the answer to the latest offer says of where we are, or an offer of ours. */
  describe(as: 'answer' | 'offer'): TransportDescription;
  /** The address of this computer that packets leave from, as far as is known. */
  home(): string | null;
  /** Its way stays open without a packet: whoever is at the other end is asked, again and again (RFC 7675). */
  readonly asksByItself: boolean;
  /** The far side knows where we are, although the call is not up: the way to it may be looked for, where there is one to look for. */
  lookEarly(): void;
  /** The call is up: from now on the far side is to be heard. */
  start(): void;
  sendRtp(datagram: Buffer): void;
  sendRtcp(datagram: Buffer): void;
  /** Whether it can go on to where another offer says; else another transport has to take its place. One that holds without an address says nothing of how it is reached. */
  carries(next: OfferedStream): boolean;
  /** Goes on to where another offer says; where it fails all goes on as before. */
  renegotiate(path: OfferedPath): Promise<Result<null, WayFailure>>;
  /** Goes on to where the answer to an offer of ours says; our own ports, which that offer named, stay. */
  accept(answered: OfferedStream): void;
  /** Frees sockets and timers; resolves when the ports can be bound again. Harmless when repeated. */
  close(): Promise<void>;
}

/** What a transport goes by: one stream of an offer. */
export interface OfferedPath {
  readonly stream: OfferedStream;
  /** The address of whoever wrote the offer, where that can be used. */
  readonly origin: string | null;
}

/** Makes of a datagram what it holds; null for one that is not the far side's, or comes too soon. */
export interface FarReader {
  /** Of whatever type: also one that nobody plays is a sign of life (RFC 6263 section 4.6). */
  rtp(datagram: Buffer): RtpPacket | null;
  /** In the clear. */
  rtcp(datagram: Buffer): Buffer | null;
}

/** What a transport is given, and tells. */
export interface FarTransportDeps {
  readonly read: FarReader;
  onRtp(packet: RtpPacket): void;
  onRtcp(datagram: Buffer): void;
  /** A way for reports stands, which until now went nowhere; not told where they may go from the start. */
  onOpen(): void;
  /** There is no way to the far side, in words. */
  onFailed(message: string): void;
  /** The way of voice is chosen, by us. Told again where another one takes its place. */
  onChosen(voice: SelectedPair): void;
  /** The relays were asked for an address. */
  onRelaysAsked(asked: RelaysAsked): void;
}
