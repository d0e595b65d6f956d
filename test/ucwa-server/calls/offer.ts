/** The caller's SDP, as a voice gateway writes it, and the forms in which UCWA carries it in a `data:` URI. */
import { randomUUID } from 'node:crypto';
import type { Target } from '../../peers/peer.ts';

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

/** PCMU, comfort noise and telephone events in plain RTP, from the peer's ports. */
export function gatewaySdp({ address, rtpPort, rtcpPort }: Target): string {
  const lines = [
    'v=0',
    'o=AudiocodesGW 129380630 129380304 IN IP4 ADDRESS',
    's=Phone-Call',
    'c=IN IP4 ADDRESS',
    't=0 0',
    `m=audio ${rtpPort} RTP/AVP 0 13 101`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
    'a=ptime:20',
    'a=sendrecv',
    `a=rtcp:${rtcpPort} IN IP4 ADDRESS`,
  ];
  return lines.map((text) => `${text.replace('ADDRESS', address)}\r\n`).join('');
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
