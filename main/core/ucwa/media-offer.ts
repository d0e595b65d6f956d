import { decodeDataUri } from './data-uri.ts';
import { splitMultipart } from './multipart.ts';

/** An SDP offer picked from an invitation's `mediaOffer` link. */
export interface MediaOffer {
  readonly sdp: string;
  /** The chosen part's Content-ID, echoed as `processedOfferId`; null where there was only one body. */
  readonly contentId: string | null;
}

/**
 * Reads the `mediaOffer` link of an audioVideoInvitation: `application/sdp`, or `multipart/alternative` of which the last part that
 * is not marked `ms-proxy-2007fallback` counts (that mark is for ICE as it was before RFC 5245).
 */
export function decodeMediaOffer(href: string): MediaOffer | null {
  const data = decodeDataUri(href);
  if (data === null) return null;
  if (data.mediaType === 'application/sdp') return { sdp: data.text, contentId: null };
  const boundary = data.parameters.get('boundary');
  if (!data.mediaType.startsWith('multipart/') || boundary === undefined || boundary === '') return null;
  const parts = sdpParts(data.text, boundary);
  const chosen = parts.filter((part) => !part.fallback).at(-1) ?? parts.at(-1);
  return chosen === undefined ? null : { sdp: chosen.sdp, contentId: chosen.contentId };
}

interface SdpPart extends MediaOffer {
  readonly fallback: boolean;
}

function sdpParts(body: string, boundary: string): SdpPart[] {
  return splitMultipart(body, boundary).parts.flatMap((part) => {
    if (part === null || !/^application\/sdp/i.test(part.headers.get('content-type')?.[0] ?? '')) return [];
    return {
      sdp: withOneLineEnd(part.body),
      contentId: /^\S+/.exec(part.headers.get('content-id')?.[0] ?? '')?.[0] ?? null,
      fallback: /ms-proxy-2007fallback/i.test(part.headers.get('content-disposition')?.[0] ?? ''),
    };
  });
}

/** SDP with CRLF at the end of each line, and no blank lines after the last. */
function withOneLineEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n' || text[end - 1] === '\r') end -= 1;
  return `${text.slice(0, end).replaceAll(/\r?\n/g, '\r\n')}\r\n`;
}
