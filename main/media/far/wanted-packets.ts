import type { RtpPacket } from '../rtp/packet.ts';
import { comfortNoise } from '../sdp/codec.ts';
import type { OfferedAudio } from '../sdp/far-offer.ts';
import { isEventType, isVoiceType } from '../sdp/payload-types.ts';

/** Of a type that is agreed on, and not from a far side that says that it sends nothing. */
export function isWanted({ payloadType }: RtpPacket, { direction, ...audio }: OfferedAudio): boolean {
  if (direction === 'inactive' || direction === 'recvonly') return false;
  const isSound = isVoiceType(payloadType, audio) || payloadType === comfortNoise;
  return isSound || isEventType(payloadType, audio.telephoneEvent);
}
