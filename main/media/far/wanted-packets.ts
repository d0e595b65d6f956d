import type { RtpPacket } from '../rtp/packet.ts';
import { comfortNoise } from '../sdp/codec.ts';
import type { OfferedAudio } from '../sdp/far-offer.ts';
import { isEventType, isVoiceType } from '../sdp/payload-types.ts';
import type { RtcpReporter } from './rtcp-reporter.ts';

/** Of a type that is agreed on, and not from a far side that says that it sends nothing. */
export function isWanted({ payloadType }: RtpPacket, { direction, ...audio }: OfferedAudio): boolean {
  if (direction === 'inactive' || direction === 'recvonly') return false;
  const isSound = isVoiceType(payloadType, audio) || payloadType === comfortNoise;
  return isSound || isEventType(payloadType, audio.telephoneEvent);
}

export interface Sorting {
  readonly isWanted: (packet: RtpPacket) => boolean;
  readonly onPacket: (packet: RtpPacket) => void;
  /** One that nobody plays or shows. */
  readonly onPassedOver: (packet: RtpPacket) => void;
  /** Which counts them. */
  readonly reporter: Pick<RtcpReporter, 'received' | 'passedOver'>;
}

/** Counts each packet that came, and tells of it as what it is. */
export function sorted({ isWanted: wants, onPacket, onPassedOver, reporter }: Sorting): (packet: RtpPacket) => void {
  return (packet) => {
    if (wants(packet)) {
      reporter.received(packet);
      onPacket(packet);
    } else {
      reporter.passedOver(packet);
      onPassedOver(packet);
    }
  };
}
