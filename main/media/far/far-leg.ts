import type { Result } from '../../core/result.ts';
import type { RtpPacket } from '../rtp/packet.ts';
import type { FarOffer } from '../sdp/far-offer.ts';

/**
 * The half of a call that faces the far side. What it speaks there (plain RTP, SDES, ICE, a relay) is its own matter:
 * towards the bridge there are only packets in the clear.
 */
export interface FarLeg {
  /** The SDP answer to the far side's latest offer. */
  answer(): string;
  /** Lets packets through in both directions, and starts RTCP. Until then what comes is dropped and nothing goes out. */
  start(): void;
  /** Goes on by another offer of the far side, from now on; fails with words, and then goes on as before. */
  renegotiate(offer: FarOffer): Promise<Result<null, string>>;
  /** Payload types are the far side's. */
  send(packet: RtpPacket): void;
  /** Frees sockets and timers; resolves when the ports can be bound again. Harmless when repeated. */
  close(): Promise<void>;
}

export interface FarLegEvents {
  /** A packet of a payload type that we answered, from the place that the offer names. */
  onPacket(packet: RtpPacket): void;
  /** Anything of the far side came, RTCP too: it is alive. */
  onAlive(): void;
  /** No way to the far side was found, in words: nothing passes any more. */
  onFailed(message: string): void;
}
