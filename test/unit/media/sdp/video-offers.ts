import { gatewayOffer } from './offers.ts';

/** A video line of a client or a gateway; the lines of the audio are the gateway's. */
export function withVideo(lines: readonly string[], offer = gatewayOffer): string {
  return `${offer}${lines.map((line) => `${line}\r\n`).join('')}`;
}

export const vp8Lines = ['m=video 7000 RTP/AVP 100', 'a=rtpmap:100 VP8/90000', 'a=rtcp-fb:100 nack pli'];

export const h264Lines = [
  'm=video 7000 RTP/AVP 99',
  'a=rtpmap:99 H264/90000',
  'a=fmtp:99 profile-level-id=42e01f;packetization-mode=1',
];
