import type { RelayOutcome } from '../../core/media-means.ts';
import type { Result } from '../../core/result.ts';
import type { RtpPacket } from '../rtp/packet.ts';
import type { TakenLines } from '../sdp/far-answer.ts';
import type { FarOffer, OfferedAudio } from '../sdp/far-offer.ts';
import type { OfferFailure, WayFailure } from '../sdp/offer-failure.ts';
import type { OwnDirection } from '../sdp/own-offer.ts';
import type { RtcpFigures } from './rtcp-reporter.ts';

/**
 * The half of a call that faces the far side. What it speaks there (plain RTP, SDES, ICE, a relay) is its own matter:
 * towards the bridge there are only packets in the clear.
 */
export interface FarLeg {
  /** The SDP answer to the far side's latest offer, with what else is taken of it. */
  answer(taken?: TakenLines): string;
  /** The far side has the answer while it still rings: the way to it is looked for, and nothing else goes out. */
  lookEarly(): void;
  /** Lets packets through in both directions, and starts RTCP. Until then what comes is dropped and nothing goes out. */
  start(): void;
  /** Goes on by another offer of the far side, from now on, with the audio as it is agreed; where it fails all goes on as before. */
  renegotiate(offer: FarOffer): Promise<Result<OfferedAudio, WayFailure>>;
  /** The SDP of an offer of ours, the first one of a call out or another one (RFC 3264 section 8). All goes on as before until it is answered; one that is not may be withdrawn. */
  offer(direction: OwnDirection, taken?: TakenLines): string;
  /** The m= lines that the session has so far, with those that offers of ours added. */
  media(): FarOffer['media'];
  /**
   * One of those who were called answers the first offer before anybody accepts, or answers again: it may be heard. `fork` tells them apart. Where
   * it fails all goes on as before.
   */
  provisional(fork: string, answer: string): Result<OfferedAudio, OfferFailure | WayFailure>;
  /** Goes on by the far side's answer to that offer, from now on; where it fails all goes on as before. */
  accept(answer: string): Result<OfferedAudio, OfferFailure | WayFailure>;
  /** Nothing comes of that offer. `unseen`: the far side never got it. */
  withdraw(unseen: boolean): void;
  /** Its way stays open without a packet. */
  asksByItself(): boolean;
  /** Payload types are the far side's. */
  send(packet: RtpPacket): void;
  /** The address of this computer that packets leave from, as far as is known. */
  home(): string | null;
  /** How it went since the figures before. */
  figures(): FarFigures;
  /** Frees sockets and timers; resolves when the ports can be bound again. Harmless when repeated. */
  close(): Promise<void>;
}

/** What a far leg measures. */
export interface FarFigures extends RtcpFigures {
  /** The address of this computer that packets leave from, as far as is known. */
  readonly home: string | null;
}

export interface FarLegEvents {
  /** A packet of a payload type that we answered, from the place that the offer names. */
  onPacket(packet: RtpPacket): void;
  /** One that nobody plays, such as one of another type. */
  onPassedOver(packet: RtpPacket): void;
  /** RTCP of the far side, in the clear. */
  onReport(datagram: Buffer): void;
  /** Voice of one of those who were called came before anybody accepted, and is what is heard from now on. */
  onEarly(fork: string, audio: OfferedAudio): void;
  /** A packet of the one that is heard. */
  onEarlyPacket(packet: RtpPacket): void;
  /** The way of a call out is chosen, and the far side is to be told. */
  onChosen(): void;
  /** Anything of the far side came, RTCP too: it is alive. */
  onAlive(): void;
  /** No way to the far side was found, in words: nothing passes any more. */
  onFailed(message: string): void;
  /** The relays were asked for an address. */
  onRelaysAsked(asked: RelaysAsked): void;
}

/** What came of asking the relays; in words too, for the log. */
export interface RelaysAsked {
  readonly outcome: RelayOutcome;
  readonly message: string;
}
