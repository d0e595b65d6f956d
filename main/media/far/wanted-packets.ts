import type { RtpPacket } from '../rtp/packet.ts';
import { comfortNoise } from '../sdp/codec.ts';
import type { OfferedAudio } from '../sdp/far-offer.ts';

/** Of a type that is agreed on, and not from a far side that says that it sends nothing. */
export function isWanted({ payloadType }: RtpPacket, { direction, ...audio }: OfferedAudio): boolean {
  const types = [audio.payloadType, audio.telephoneEvent?.payloadType, comfortNoise];
  return direction !== 'inactive' && direction !== 'recvonly' && types.includes(payloadType);
}
