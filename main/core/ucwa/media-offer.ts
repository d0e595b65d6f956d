import { decodeDataUri } from './data-uri.ts';

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
  const parts: SdpPart[] = [];
  for (const section of `\r\n${body}`.replaceAll(/\r?\n/g, '\r\n').split(`\r\n--${boundary}`).slice(1)) {
    if (section.startsWith('--')) break;
    const blank = section.indexOf('\r\n\r\n');
    if (blank < 0) continue;
    const headers = section.slice(0, blank).replaceAll(/\r\n[ \t]+/g, ' ');
    if (!/^content-type:\s*application\/sdp/im.test(headers)) continue;
    parts.push({
      sdp: `${section.slice(blank + 4).replace(/(\r\n)+$/, '')}\r\n`,
      contentId: /^content-id:\s*(\S+)/im.exec(headers)?.[1] ?? null,
      fallback: /^content-disposition:.*ms-proxy-2007fallback/im.test(headers),
    });
  }
  return parts;
}
