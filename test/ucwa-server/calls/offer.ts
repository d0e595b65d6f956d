/** The caller's SDP, as a voice gateway writes it, and the forms in which UCWA carries it in a `data:` URI. */
import { randomBytes, randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { codecLines, payloadTypeOf } from '../../peers/codec-lines.ts';
import type { IceDescription } from '../../peers/datagram-pair.ts';
import type { PeerOptions, Target } from '../../peers/peer.ts';
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

/**
 * `sdes`: clients must encrypt; `mki`: the same, and each packet names its key; `optional`: clients may (RTP/AVP with a key, as
 * Skype for Business writes it); `none`: nobody does.
 */
export type CallerSecurity = 'sdes' | 'mki' | 'optional' | 'none';

/** The same of whoever speaks for the caller. */
export function peerSecurity({
  security = 'none',
}: {
  readonly security?: CallerSecurity;
}): NonNullable<PeerOptions['security']> {
  return security === 'optional' ? 'sdes' : security;
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
  {
    video = false,
    pictures,
    security = 'none',
  }: Pick<CallDetails, 'video'> & { readonly pictures?: Pictures; readonly security?: CallerSecurity },
): string {
  return `${gatewaySdp(local, security === 'optional')}${video ? (pictures?.section() ?? videoSdp) : ''}`;
}

/**
 * The peer's codec, comfort noise and telephone events from its ports: in plain RTP, or as clients encrypt it, where the peer has a key.
 * `mayBePlain`: whoever answers may leave that out.
 */
export function gatewaySdp(local: Target, mayBePlain = false): string {
  const { address, rtpPort, rtcpPort, codec = 'PCMU', key, ice } = local;
  const lines = [
    'v=0',
    'o=AudiocodesGW 129380630 129380304 IN IP4 ADDRESS',
    's=Phone-Call',
    'c=IN IP4 ADDRESS',
    't=0 0',
    `m=audio ${rtpPort} RTP/${key === undefined || mayBePlain ? 'AVP' : 'SAVP'} ${payloadTypeOf(codec)} 13 101`,
    ...codecLines(codec),
    'a=ptime:20',
    'a=sendrecv',
    `a=rtcp:${rtcpPort} IN IP4 ADDRESS`,
    ...(ice === undefined ? [] : iceLines(ice)),
    ...(key === undefined ? [] : keyLines(key, local.mki)),
    ...(key === undefined ? [] : [`a=encryption:${mayBePlain ? 'optional' : 'required'}`]),
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

/**
 * As clients write them: the peer understands the last alone, because most programs here know no identifiers of keys. One that has an identifier
 * is the only one.
 */
function keyLines(key: string, mki: string | undefined): string[] {
  const [suite, other] = ['AES_CM_128_HMAC_SHA1_80', randomBytes(30).toString('base64')];
  if (mki !== undefined)
    return [`a=crypto:1 ${suite} inline:${key}|2^31|${Number.parseInt(mki, 16)}:${mki.length / 2}`];
  return [
    `a=cryptoscale:1 client ${suite} inline:${other}|2^31|1:1`,
    `a=crypto:2 ${suite} inline:${other}|2^31|1:1`,
    `a=crypto:3 ${suite} inline:${key}|2^31`,
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
