/** The caller's SDP, as a voice gateway writes it, and the forms in which UCWA carries it in a `data:` URI. */
import { randomBytes, randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { codecLines, payloadTypeOf } from '../../peers/codec-lines.ts';
import type { IceDescription } from '../../peers/datagram-pair.ts';
import type { Target } from '../../peers/peer.ts';
import type { CallDetails } from '../people.ts';
import type { Pictures } from './pictures.ts';

/**
 * `base64`: as in the reference pages. `percent`: one part, encoded like a form. `multipart`: as recorded, two parts of
 * which the first is for older clients.
 */
export type OfferForm = 'base64' | 'percent' | 'multipart';

export interface Offer {
  readonly sdp: string;
  readonly href: string;
  /** The Content-ID of the part to be answered, with its brackets; null where the offer has one part. */
  readonly contentId: string | null;
}

/** As clients offer it beside the voice; nothing is behind its port. */
const videoSdp = [
  'm=video 5002 RTP/AVP 122 121 123',
  'a=rtpmap:122 X-H264UC/90000',
  'a=fmtp:122 packetization-mode=1;mst-mode=NI-TC',
  'a=rtpmap:121 x-rtvc1/90000',
  'a=rtpmap:123 x-ulpfecuc/90000',
  'a=sendrecv',
  '',
].join('\r\n');

/** What a caller offers: voice, and their picture where they would be seen. */
export function callerSdp(
  local: Target,
  { video = false, pictures }: Pick<CallDetails, 'video'> & { readonly pictures?: Pictures },
): string {
  return `${gatewaySdp(local)}${video ? (pictures?.section() ?? videoSdp) : ''}`;
}

/** The peer's codec, comfort noise and telephone events from its ports: in plain RTP, or as clients encrypt it, where the peer has a key. */
export function gatewaySdp({ address, rtpPort, rtcpPort, codec = 'PCMU', key, ice }: Target): string {
  const lines = [
    'v=0',
    'o=AudiocodesGW 129380630 129380304 IN IP4 ADDRESS',
    's=Phone-Call',
    'c=IN IP4 ADDRESS',
    't=0 0',
    `m=audio ${rtpPort} RTP/${key === undefined ? 'AVP' : 'SAVP'} ${payloadTypeOf(codec)} 13 101`,
    ...codecLines(codec),
    'a=ptime:20',
    'a=sendrecv',
    `a=rtcp:${rtcpPort} IN IP4 ADDRESS`,
    ...(ice === undefined ? [] : iceLines(ice)),
    ...(key === undefined ? [] : keyLines(key)),
  ];
  const family = isIPv6(address) ? 'IP6' : 'IP4';
  return lines.map((text) => `${text.replace('IP4 ADDRESS', `${family} ${address}`)}\r\n`).join('');
}

/** With blanks where clients of Skype for Business have them, and a relay that nothing is behind. */
function iceLines({ ufrag, pwd, candidates }: IceDescription): string[] {
  return [
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${pwd}`,
    ...candidates.map((line) => `${line} `),
    'a=candidate:9 1 TCP-PASS 6556159 192.0.2.1 50000 typ relay raddr 192.0.2.2 rport 5060 ',
  ];
}

/** As clients write them: the peer understands the last alone, because nothing else here knows identifiers of keys. */
function keyLines(key: string): string[] {
  const [suite, other] = ['AES_CM_128_HMAC_SHA1_80', randomBytes(30).toString('base64')];
  return [
    `a=cryptoscale:1 client ${suite} inline:${other}|2^31|1:1`,
    `a=crypto:2 ${suite} inline:${other}|2^31|1:1`,
    `a=crypto:3 ${suite} inline:${key}|2^31`,
    'a=encryption:required',
  ];
}

export function makeOffer(sdp: string, form: OfferForm): Offer {
  switch (form) {
    case 'base64':
      return { sdp, href: `data:application/sdp;base64,${Buffer.from(sdp).toString('base64')}`, contentId: null };
    case 'percent':
      return { sdp, href: `data:application/sdp;charset=utf-8,${formEncoded(sdp)}`, contentId: null };
    case 'multipart':
      return multipartOffer(sdp);
  }
}

function multipartOffer(sdp: string): Offer {
  const boundary = randomUUID().replaceAll('-', '');
  const [fallbackId, contentId] = [newContentId(), newContentId()];
  const disposition = 'session; handling=optional';
  const parts = [
    part(fallbackId, `${disposition}; ms-proxy-2007fallback`, 'o=- 0 0 IN IP4 127.0.0.1\r\ns=session\r\nt=0 0\r\n'),
    part(contentId, disposition, sdp),
  ];
  const body = `${parts.map((text) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--\r\n`;
  const type = `multipart/alternative;charset=utf-8;boundary=${boundary}`;
  return { sdp, href: `data:${type},${formEncoded(body)}`, contentId };
}

function part(contentId: string, disposition: string, sdp: string): string {
  const head = ['Content-Type: application/sdp', `Content-ID: ${contentId}`, `Content-Disposition: ${disposition}`];
  return `${head.join('\r\n')}\r\n\r\n${sdp}`;
}

function newContentId(): string {
  return `<${randomUUID().replaceAll('-', '')}@northwind.example>`;
}

/** A space is `+`, everything else unsafe a percent sign with lower-case hex digits. */
function formEncoded(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}
