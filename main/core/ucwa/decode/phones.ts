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

/** What `phones` embeds. The samples of the reference write the kind with a blank before it, and in small letters. */
export function decodePhones(list: Resource): readonly Phone[] {
  return (list.embedded.get('phone') ?? []).slice(0, mostPhones).flatMap((phone) => {
    const number = textOf(phone, 'number');
    if (number === null || number.length > longestNumber) return [];
    return { number, kind: kindOf(textOf(phone, 'type')) };
  });
}

/** Where the user's telephones are listed; null for a user without them. */
export function phonesOf(me: Resource): string | null {
  return linkOf(me, 'phones');
}

function kindOf(type: string | null): Phone['kind'] {
  const kind = type?.trim().toLowerCase();
  return kind === 'work' || kind === 'mobile' || kind === 'home' ? kind : 'other';
}
