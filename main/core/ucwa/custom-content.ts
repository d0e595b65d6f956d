import { decodeDataUri } from './data-uri.ts';

/** What a program sent along with an invitation (UCWA reference: customContent). It is data of a stranger: shown, never run. */
export interface CustomContent {
  /** In lower case, such as `application/json`. */
  readonly mediaType: string;
  /** At most 4,096 characters of it; null where it is no text. */
  readonly text: string | null;
}

const longestText = 4_096;
const longestType = 100;
/** Types whose content people can read. */
const readable = /^(?:text\/|application\/(?:json|xml|sdp|[\w.+-]{1,60}\+(?:json|xml))$)/;

/** Reads the `data:` URI of a customContent link; null where it is none. */
export function decodeCustomContent(href: string | null): CustomContent | null {
  const data = href === null ? null : decodeDataUri(href);
  if (data === null) return null;
  const mediaType = data.mediaType === '' ? 'text/plain' : data.mediaType.slice(0, longestType);
  return { mediaType, text: readable.test(mediaType) ? data.text.slice(0, longestText) : null };
}
