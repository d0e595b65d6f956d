import { type KeptParty, keptParty } from '../party/kept-party.ts';
import { homeDomains } from '../party/party.ts';
import { redactText } from '../redact.ts';
import { alternationOf } from './alternation.ts';
import type { Known } from './known.ts';

/** What redaction puts in the place of something; a user who is called so must not break it. */
const placeholders = '\\[(?:secret|token|party|address|number|name|user|account|content)\\]';
/** Scripts that are written without blanks between words, or with endings on names: Unicode Standard Annex 29, section 4. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
/** Longer ones are nobody else's word, and are found inside of others too. */
const shortName = 8;
const fewestDigits = 3;
/** What may stand between the words of a name. */
const blank = '(?:[\\s._,+-]|%20){1,3}';

/**
 * Makes text fit to leave this computer: redacted, and without any name, number or address that this app knows, whoever
 * wrote it there, in whatever case and however it is encoded.
 */
export function createHiding(model: Known): (text: string) => string {
  const known = knownIdentities(model).flatMap(patternsOf);
  const pattern = new RegExp(`(${placeholders})${known.length === 0 ? '' : `|${alternationOf(known)}`}`, 'giu');
  return (text) => redactText(text).replace(pattern, (_match, placeholder?: string) => placeholder ?? '[name]');
}

function knownIdentities({ session, calls, history, devices, health }: Known): readonly string[] {
  const { account, user } = session;
  const parties = [
    ...calls.map(({ party }) => keptParty(party, homeDomains(session))),
    ...history.map(({ party }) => party),
  ];
  const names = [...(user === null ? [] : [user.name]), ...parties.flatMap(namesOf)];
  const addresses = [
    account.address,
    account.userName,
    user?.address ?? '',
    user?.uri?.replace(/^sips?:/i, '') ?? '',
    ...parties.flatMap(addressesOf),
  ];
  const all = [
    ...names.flatMap((name) => [name, turned(name)]),
    // The user is also called by a part of the name; of others that would be the words of half a sentence.
    ...(user?.name ?? '').split(/[\s,]+/).filter((word) => [...word].length > 1),
    ...addresses.flatMap((address) => [address, localPartOf(address)]),
    ...calls.flatMap(({ subject, party, ending, removed }) => [
      subject ?? '',
      party?.name ?? '',
      ending?.by ?? '',
      ...Object.values(removed),
    ]),
    ...health.rings.flatMap(({ caller, device }) => [
      caller === null || caller.hidden === true ? '' : caller.label,
      device ?? '',
    ]),
    ...[...devices.inputs, ...devices.outputs, ...Object.values(devices.wanted)]
      .filter(({ id }) => id !== 'default')
      .map(({ label }) => label),
  ];
  const filled = all.map((text) => text.replace(/\p{Cs}/gu, '').trim()).filter((text) => /[\p{L}\p{N}]/u.test(text));
  return [...new Set(filled)];
}

/** "Lindqvist, Ana" and "Ana Lindqvist" are one. */
function turned(name: string): string {
  const [first = '', second = '', ...more] = name.split(/,?\s+/);
  return more.length > 0 || second === '' ? '' : `${second} ${first}`;
}

/** `dana` of `dana@contoso.com` and of `CONTOSO\dana`; empty where it is too short to be anybody's. */
function localPartOf(address: string): string {
  const part = address.split('@', 1)[0]?.split('\\').at(-1) ?? '';
  return part.length >= fewestDigits && part !== address ? part : '';
}

function namesOf(party: KeptParty): readonly string[] {
  return party.hidden !== true && party.named ? [party.label] : [];
}

function addressesOf(party: KeptParty): readonly string[] {
  if (party.hidden === true) return [];
  return [party.number ?? '', party.named ? '' : party.label];
}

/** Each form in which somebody may have written it, in pieces of a pattern. */
function patternsOf(text: string): readonly (readonly string[])[] {
  const digits = text.replace(/[\s().+/-]/g, '');
  if (/^[\d*#]+$/.test(digits)) {
    if (digits.length < fewestDigits) return [];
    const [first = '', ...rest] = [...digits].map(escaped);
    return [['(?<!\\d)\\+?', first, ...rest.map((digit) => `[\\s().\\u00a0/-]{0,3}${digit}`), '(?!\\d)']];
  }
  const composed = text.normalize('NFC');
  const spellings = [composed, composed.normalize('NFD'), composed.toUpperCase()];
  const encoded = [encodeURIComponent(composed), composed.replace(/&/g, '&amp;')];
  const inJson = JSON.stringify(composed).slice(1, -1);
  return [...new Set([...spellings, ...encoded, inJson].map((form) => form.toLowerCase()))].map(bounded);
}

/** A short name only as a word of its own. */
function bounded(text: string): readonly string[] {
  const characters = [...text];
  const pieces = text.split(/(\s+)/).flatMap((part, index) => (index % 2 === 1 ? [blank] : [...part].map(escaped)));
  if (characters.length >= shortName || /[\s@\\]/.test(text)) return pieces;
  const [first = '', last = ''] = [characters[0], characters.at(-1)];
  const begins = /[\p{L}\p{M}]/u.test(first) && !unspaced.test(first) ? ['(?<![\\p{L}\\p{M}])'] : [];
  const ends = /[\p{L}\p{M}]/u.test(last) && !unspaced.test(last) ? ['(?![\\p{L}\\p{M}])'] : [];
  return [...begins, ...pieces, ...ends];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
