import { cleanText } from '../text.ts';
import { civicParts, writtenPlace } from './civic-address.ts';
import type { EmergencyPlace } from './state.ts';

const longestPart = 250;

/**
 * Where the user is, in one line. Location services write a civic address as XML; of one that has no part that is known its words count, in
 * their order. A place that the service did not find is what the user said.
 */
export function placeOf(lisLocation: string | null, found: boolean): EmergencyPlace | null {
  if (lisLocation === null) return null;
  const isXml = /^\s*</.test(lisLocation);
  const parts = isXml ? civicParts(lisLocation) : null;
  const text = cleanText(parts === null ? plainText(lisLocation, isXml) : writtenPlace(parts));
  if (text === null) return null;
  return { found: found ? 'network' : 'user', text, parts: parts ?? { address: text.slice(0, longestPart) } };
}

function plainText(location: string, isXml: boolean): string {
  const words = isXml ? location.slice(0, 8192).replaceAll(/<[^<>]*>/g, '\n') : location;
  const lines = words.split('\n').flatMap((part) => cleanText(part) ?? []);
  return lines.join(isXml ? ', ' : ' ');
}
