import { isIPv6 } from 'node:net';
import type { Direction, FarOffer, OfferedAudio, OfferedMedia } from './far-offer.ts';

/** Where we listen. Both ports are on one address. */
export interface LocalPorts {
  readonly address: string;
  readonly rtpPort: number;
  readonly rtcpPort: number;
}

/** What each direction of the offer is from our side (RFC 3264 section 6.1). */
const answered: Readonly<Record<Direction, Direction>> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
};

/**
 * The SDP answer to the far side's offer (RFC 3264 section 6): the chosen audio under the offerer's payload types, every
 * other m= line refused in its place. Lines end with CRLF and none is empty; Skype for Business refuses others.
 */
export function writeFarAnswer(offer: FarOffer, local: LocalPorts, sessionId: number): string {
  const address = `IN ${isIPv6(local.address) ? 'IP6' : 'IP4'} ${local.address}`;
  const lines = ['v=0', `o=- ${sessionId} 1 ${address}`, 's=session', `c=${address}`, 'b=CT:99980', 't=0 0'];
  offer.media.forEach((media, index) => {
    lines.push(...(index === offer.audio.index ? acceptance(media, offer.audio, local, address) : refusal(media)));
  });
  return `${lines.join('\r\n')}\r\n`;
}

function acceptance(media: OfferedMedia, audio: OfferedAudio, local: LocalPorts, address: string): string[] {
  const formats = [audio.payloadType, audio.telephoneEvent].filter((type) => type !== null);
  const direction = answered[audio.direction];
  return [
    `m=audio ${local.rtpPort} ${media.protocol} ${formats.join(' ')}`,
    `a=rtcp:${local.rtcpPort} ${address}`,
    `a=rtpmap:${audio.payloadType} ${audio.codec}/8000`,
    ...(audio.telephoneEvent === null ? [] : telephoneEvent(audio.telephoneEvent)),
    'a=ptime:20',
    ...(direction === 'sendrecv' ? [] : [`a=${direction}`]),
  ];
}

/** Events 0 to 15 are the keys (RFC 4733 section 3.2). */
function telephoneEvent(payloadType: number): string[] {
  return [`a=rtpmap:${payloadType} telephone-event/8000`, `a=fmtp:${payloadType} 0-15`];
}

function refusal(media: OfferedMedia): string[] {
  return [`m=${media.type} 0 ${media.protocol} ${media.format}`];
}
