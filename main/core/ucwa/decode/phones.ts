import { linkOf, type Resource, textOf } from '../resource.ts';

/** A telephone of the user (UCWA reference: phone). */
export interface Phone {
  /** `tel:` URI, or as the server wrote the number. */
  readonly number: string;
  readonly kind: 'work' | 'mobile' | 'home' | 'other';
}

/** Nobody has more. */
const mostPhones = 16;
const longestNumber = 100;

/** One of them as the server lists it: there may be no number yet. */
export interface ListedPhone {
  readonly number: string | null;
  readonly kind: Phone['kind'];
  /** Where the user may set the number; as the server wrote it, null where they may not. */
  readonly changeNumber: string | null;
}

/** What `phones` embeds. The samples of the reference write the kind with a blank before it, and in small letters. */
export function decodePhones(list: Resource): readonly ListedPhone[] {
  return (list.embedded.get('phone') ?? []).slice(0, mostPhones).map((phone) => {
    const number = textOf(phone, 'number')?.trim() || null;
    const fits = number !== null && number.length <= longestNumber;
    return {
      number: fits ? number : null,
      kind: kindOf(textOf(phone, 'type')),
      changeNumber: linkOf(phone, 'changeNumber'),
    };
  });
}

/** Those that can ring. */
export function ringingPhones(listed: readonly ListedPhone[]): readonly Phone[] {
  return listed.flatMap(({ number, kind }) => (number === null ? [] : { number, kind }));
}

/** Where the user's telephones are listed; null for a user without them. */
export function phonesOf(me: Resource): string | null {
  return linkOf(me, 'phones');
}

function kindOf(type: string | null): Phone['kind'] {
  const kind = type?.trim().toLowerCase();
  return kind === 'work' || kind === 'mobile' || kind === 'home' ? kind : 'other';
}
