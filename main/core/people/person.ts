import type { NumberKind } from '../../../preload/contract/index.ts';
import { readCallerAddress, writeAddress } from '../party/caller-address.ts';
import { initialsOf } from '../party/party.ts';
import { type TelephoneNumber, writeNumber } from '../party/phone-number.ts';
import { cleanText } from '../text.ts';
import type { Contact } from '../ucwa/decode/contact.ts';

/** A telephone number of somebody. */
export interface PersonNumber {
  readonly kind: NumberKind;
  /** `tel:` URI. */
  readonly uri: string;
  /** Written for people only where it is shown, which takes long for a whole list. */
  readonly number: TelephoneNumber;
}

/** Somebody of the contact list, of the directory, or who calls. What is shown of them is clean already. */
export interface Person {
  /** Their address in small letters, or else their resource's. */
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  /** `sip:` URI; null where there is none. */
  readonly uri: string | null;
  /** The same as it is written for people. */
  readonly address: string | null;
  readonly numbers: readonly PersonNumber[];
  readonly mails: readonly string[];
  readonly title: string | null;
  readonly department: string | null;
  readonly company: string | null;
  readonly office: string | null;
  /** The server says that they are not of the user's organization. */
  readonly outside: boolean;
  /** A machine, as the server says. */
  readonly isBot: boolean;
  /** Hrefs as the server wrote them. */
  readonly links: Contact['links'];
}

/** With what names a row of a list it stays within what a message may have as an identifier. */
const longestId = 200;
/** What the server calls somebody who is not of the organization (UCWA reference: sourceNetwork, an open list). */
const foreign = /^(?:federated|publiccloud|everyone)$/i;

/** Null where nothing would be left to show. */
export function personOf(contact: Contact): Person | null {
  const id = idOf(contact);
  const reached = readCallerAddress(contact.uri ?? '');
  const address = reached.kind === 'address' ? cleanText(writeAddress(reached)) : null;
  const numbers = numbersOf(contact);
  const name = cleanText(contact.name) ?? address ?? writtenOf(numbers[0]);
  if (id === null || name === null) return null;
  return {
    id,
    name,
    initials: initialsOf(name),
    uri: reached.kind === 'address' ? contact.uri : null,
    address,
    numbers,
    mails: contact.emailAddresses.flatMap((mail) => cleanText(mail) ?? []),
    title: cleanText(contact.title),
    department: cleanText(contact.department),
    company: cleanText(contact.company),
    office: cleanText(contact.office),
    outside: foreign.test(contact.sourceNetwork ?? ''),
    isBot: /bot$/i.test(contact.type ?? ''),
    links: contact.links,
  };
}

/** By the address they stay the same in another application; an address names one person. */
function idOf({ uri, links }: Contact): string | null {
  const id = uri?.replace(/^sips?:/i, '').toLowerCase() ?? links.self;
  return id === null || id === '' || id.length > longestId ? null : id;
}

const kinds = [
  ['work', 'workPhoneNumber'],
  ['mobile', 'mobilePhoneNumber'],
  ['home', 'homePhoneNumber'],
  ['other', 'otherPhoneNumber'],
] as const;

function numbersOf(contact: Contact): readonly PersonNumber[] {
  const ofFields = kinds.flatMap(([kind, field]) => numberOf(kind, contact[field]) ?? []);
  const known = ofFields.length > 0 ? ofFields : [numberOf('other', contact.uri) ?? []].flat();
  return known.filter(({ uri }, index) => known.findIndex((other) => other.uri === uri) === index);
}

/** A number as it is called keeps only what a telephone can dial. */
function numberOf(kind: NumberKind, written: string | null): PersonNumber | null {
  const reached = readCallerAddress(written ?? '');
  if (reached.kind !== 'number') return null;
  const { number } = reached;
  const dialled = number.number.replace(/[^\d+*#]/g, '');
  const more = number.extension !== null && /^\d{1,8}$/.test(number.extension) ? `;ext=${number.extension}` : '';
  return dialled === '' ? null : { kind, uri: `tel:${dialled}${more}`, number };
}

/** As it is written for people; null where there is none. */
export function writtenOf(number: PersonNumber | undefined): string | null {
  return number === undefined ? null : cleanText(writeNumber(number.number));
}
