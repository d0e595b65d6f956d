import { longestMeetingAddress } from '../../../preload/contract/index.ts';
import { cleanText } from '../text.ts';

/** RFC 3261 section 25.1, as far as organizers have it, and RFC 1035 section 2.3.4. */
const user = /^[a-z\d_.!~*'()&=+$,-]{1,64}$/i;
const host = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i;
const conference = /^[a-z\d]{1,64}$/i;
const focus =
  /^(?:conf:)?(sips?):([^@;?]+)@([^;?]+);gruu;opaque=app:conf:(?:focus|chat|audio-video):id:([a-z\d]{1,64})(?:[;?%].*)?$/i;

/** Where an address ends that stands in a text: mail programs put it in angle brackets, people in all kinds of others. */
const addresses = /https:\/\/[^\s<>()[\]{}"“”„«»]+/gi;
const inAngleBrackets = /<([^<>]+)>/g;
/** What ends a sentence, and no address of a meeting. */
const punctuation = /[.,;:!?'’]+$/;
/** How a page that checks links before it goes on, or that starts a program, names the address. */
const inQuery = /^[a-z\d+.-]+:[^?]*\?(?:[^#]*&)?url=([^&#]+)/i;

/**
 * The `sip:` URI of the meeting that somebody pasted: a `conf:` or `sip:` URI as invitations have it, or an https address for people, which names
 * the organizer and the meeting in its path. Simple URLs have one of three forms: `https://meet.DOMAIN/USER/ID`, `https://HOST.DOMAIN/meet/USER/ID`
 * and `https://HOST/DOMAIN/meet/USER/ID`. It may stand in the text of an invitation, of which the first is taken, or in the query of another
 * address. Nothing is asked at any of them. Null for what is none.
 */
export function meetingUriOf(pasted: string): string | null {
  const text = cleanText(pasted.normalize('NFKC').slice(0, longestMeetingAddress)) ?? '';
  const bracketed = Array.from(text.matchAll(inAngleBrackets), ([, inside = '']) => inside);
  const named = Array.from(text.matchAll(addresses), ([address]) => address.replace(punctuation, ''));
  const written = /^[^\s/:]+\//.test(text) ? [`https://${text}`] : [];
  for (const address of [text, ...bracketed, ...named, ...written]) {
    const uri = uriIn(address) ?? uriIn(namedIn(address));
    if (uri !== null) return uri;
  }
  return null;
}

function namedIn(address: string): string {
  const [, encoded = ''] = inQuery.exec(address) ?? [];
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '';
  }
}

/** Of one address alone. */
function uriIn(address: string): string | null {
  const [, , organizer, domain, id] = focus.exec(address) ?? [];
  if (organizer !== undefined && domain !== undefined && id !== undefined) return uriOf(organizer, domain, id);
  const [, name = '', path = ''] = /^https:\/\/([^/?#@:\\]+)(?::443)?\/([^?#\\]*)/i.exec(address) ?? [];
  if (!host.test(name)) return null;
  const parts = path.split('/').filter((part) => part !== '');
  const [first = '', second = '', third = '', fourth = ''] = parts;
  const above = name.slice(name.indexOf('.') + 1);
  const isMeet = (part: string): boolean => part.toLowerCase() === 'meet';
  if (parts.length === 2 && name.toLowerCase().startsWith('meet.')) return uriOf(first, above, second);
  // One host for the meetings of several domains names the domain first.
  if (parts.length === 3 && host.test(first)) return uriOf(second, first, third);
  if (parts.length === 3 && isMeet(first)) return uriOf(second, above, third);
  return parts.length === 4 && isMeet(second) && host.test(first) ? uriOf(third, first, fourth) : null;
}

function uriOf(organizer: string, domain: string, id: string): string | null {
  if (!user.test(organizer) || !host.test(domain) || !conference.test(id)) return null;
  return `sip:${organizer}@${domain.toLowerCase()};gruu;opaque=app:conf:focus:id:${id}`;
}
