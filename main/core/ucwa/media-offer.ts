import { decodeDataUri } from './data-uri.ts';
import { type Headed, splitMultipart } from './multipart.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer-encoding.ts';

/** An SDP offer picked from an invitation's `mediaOffer` link. */
export interface MediaOffer {
  readonly sdp: string;
  /** The chosen part's Content-ID, echoed as `processedOfferId`; null where there was only one body, or none that fits there. */
  readonly contentId: string | null;
}

/** UCWA reference: acceptWithAnswer, processedOfferId. */
const longestContentId = 100;

/**
 * Reads the `mediaOffer` link of an audioVideoInvitation: `application/sdp`, or `multipart/alternative` of which the last part that
 * is not marked `ms-proxy-2007fallback` counts (that mark is for ICE as it was before RFC 5245).
 */
export function decodeMediaOffer(href: string): MediaOffer | null {
  const data = decodeDataUri(href);
  if (data === null) return null;
  if (data.mediaType === 'application/sdp') return { sdp: data.text, contentId: null };
  if (!data.mediaType.startsWith('multipart/')) return null;
  const parts = sdpParts(data.text, data.parameters.get('boundary') ?? '');
  const chosen = parts.filter((part) => !part.fallback).at(-1) ?? parts.at(-1);
  return chosen === undefined ? null : { sdp: chosen.sdp, contentId: chosen.contentId };
}

interface SdpPart extends MediaOffer {
  readonly fallback: boolean;
}

/** Where the head's boundary is not the body's, the body's counts: its first line says it. */
function sdpParts(body: string, boundary: string): SdpPart[] {
  const told = partsBetween(body, boundary);
  const written = /^\s{0,16}--([\x21-\x7e](?:[\x20-\x7e]{0,98}[\x21-\x7e])?)[ \t]*\r?\n/.exec(body)?.[1];
  return told.length > 0 || written === undefined ? told : partsBetween(body, written);
}

function partsBetween(body: string, boundary: string): SdpPart[] {
  return splitMultipart(body, boundary).parts.flatMap((part) => {
    if (part === null || !/^application\/sdp/i.test(field(part, 'content-type'))) return [];
    const text = decoded(part);
    if (text === null) return [];
    const contentId = /^\S+/.exec(field(part, 'content-id'))?.[0] ?? null;
    return {
      sdp: withOneLineEnd(text),
      contentId: contentId === null || contentId.length > longestContentId ? null : contentId,
      fallback: /ms-proxy-2007fallback/i.test(field(part, 'content-disposition')),
    };
  });
}

/** RFC 2045 section 6. */
function decoded(part: Headed): string | null {
  switch (field(part, 'content-transfer-encoding').trim().toLowerCase()) {
    case 'base64':
      return decodeBase64(part.body);
    case 'quoted-printable':
      return decodeQuotedPrintable(part.body);
    default:
      return part.body;
  }
}

function field({ headers }: Headed, name: string): string {
  return headers.get(name)?.[0] ?? '';
}

/** SDP with CRLF at the end of each line, and no blank lines after the last. */
function withOneLineEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n' || text[end - 1] === '\r') end -= 1;
  return `${text.slice(0, end).replaceAll(/\r?\n/g, '\r\n')}\r\n`;
}
