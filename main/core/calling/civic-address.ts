import { cleanText } from '../text.ts';
import type { PlaceParts } from './state.ts';

/** Longer ones are cut. */
const longestDocument = 8192;
const longestPart = 250;
const element = /<(?:[\w-]+:)?([A-Za-z]\w{0,15})(?:\s[^<>]*)?>([^<>]*)<\//g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Where the number stands before the street. */
const numberFirst: ReadonlySet<string> = new Set(['US', 'CA', 'GB', 'IE', 'FR', 'AU', 'NZ', 'IN', 'SG', 'ZA', 'PH']);

/** A civic address (RFC 5139, as location services write it) by the parts that people write; null where it has none of them. */
export function civicParts(xml: string): PlaceParts | null {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of xml.slice(0, longestDocument).matchAll(element)) {
    const text = cleanText(value.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => entities[entity] ?? ''));
    if (text !== null && !found.has(name.toUpperCase())) found.set(name.toUpperCase(), text);
  }
  const joined = (names: readonly string[], between: string): string | undefined => {
    const parts = names.flatMap((name) => found.get(name) ?? []);
    return parts.length === 0 ? undefined : parts.join(between).slice(0, longestPart);
  };
  const numbered = (name: string): string | undefined => (found.has(name) ? `${name} ${found.get(name)}` : undefined);
  const street = joined(['PRD', 'RD', 'STS', 'POD'], ' ') ?? joined(['A6'], ' ');
  const number = joined(['HNO', 'HNS'], '');
  const inside = [joined(['NAM', 'BLD', 'LOC'], ', '), numbered('FLR'), numbered('ROOM')];
  const building = inside.filter((part) => part !== undefined).join(', ');
  const country = found.get('COUNTRY')?.toUpperCase();
  const first = country === undefined || numberFirst.has(country);
  const address = [first ? number : street, first ? street : number].filter((part) => part !== undefined).join(' ');
  const city = joined(['A3'], ' ') ?? joined(['A2'], ' ');
  const parts = { address, building, city, state: joined(['A1'], ' '), zip: joined(['PC'], ' '), country };
  const known = Object.entries(parts).flatMap(([name, part]) => (part ? [[name, part.slice(0, longestPart)]] : []));
  return known.length === 0 ? null : (Object.fromEntries(known) as PlaceParts);
}

/** The parts in one line, as an envelope of that country has them. */
export function writtenPlace({ building, address, city, state, zip, country }: PlaceParts): string {
  const first = country === undefined || numberFirst.has(country);
  const words = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined).join(' ');
  const town = first ? [city, words(state, zip)] : [words(zip, city), state];
  return [building, address, ...town, country].filter((part) => part !== undefined && part !== '').join(', ');
}
