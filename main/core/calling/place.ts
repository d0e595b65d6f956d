import { cleanText } from '../text.ts';
import type { EmergencyPlace } from './state.ts';

/**
 * Where the user is, in one line. Location services write a civic address as XML (RFC 5139): there its words count, in their order. A place
 * that the service did not find is what the user said.
 */
export function placeOf(lisLocation: string | null, found: boolean): EmergencyPlace | null {
  if (lisLocation === null) return null;
  const isXml = /^\s*</.test(lisLocation);
  const words = isXml ? lisLocation.slice(0, 8192).replaceAll(/<[^<>]*>/g, '\n') : lisLocation;
  const parts = words.split('\n').flatMap((part) => cleanText(part) ?? []);
  const text = cleanText(isXml ? parts.join(', ') : parts.join(' '));
  return text === null ? null : { found: found ? 'network' : 'user', text };
}
