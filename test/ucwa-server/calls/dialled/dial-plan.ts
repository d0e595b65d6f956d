/** Who the user reaches by what was dialled, as the dial plan of a Swedish office has it. */
import type { Colleague, Person } from '../../people.ts';

export type Reached =
  | { readonly kind: 'person'; readonly person: Person; readonly colleague: Colleague | null }
  /** The dial plan makes no number of it (400 NormalizationFailed). */
  | { readonly kind: 'not normalized' }
  /** A SIP address that nobody has (404 DestinationNotFound). */
  | { readonly kind: 'nobody' };

/** What answers where the user's voice mail is called. */
export const mailboxId = 'voicemail';

export function reach(to: string, colleagues: readonly Colleague[], voicemailUri: string | null): Reached {
  if (to === voicemailUri) return { kind: 'person', person: { id: mailboxId, uri: to }, colleague: null };
  if (/^sips?:/i.test(to)) {
    const found = colleagues.find(({ person }) => person.uri?.toLowerCase() === to.toLowerCase());
    return found === undefined ? { kind: 'nobody' } : { kind: 'person', person: found.person, colleague: found };
  }
  const number = normalized(to);
  if (number === null) return { kind: 'not normalized' };
  const found = colleagues.find(({ person }) => [person.workPhoneNumber, person.uri].includes(`tel:${number}`));
  if (found !== undefined) return { kind: 'person', person: found.person, colleague: found };
  return { kind: 'person', person: { id: number, uri: `tel:${number}` }, colleague: null };
}

/** E.164 where the plan has a rule for it; service numbers stay as they are. */
function normalized(to: string): string | null {
  const keys = /^tel:([+\d*#]+)(?:;ext=\d+)?$/.exec(to)?.[1];
  if (keys === undefined) return null;
  if (/^\+\d{7,15}$/.test(keys) || /^\d{3}$/.test(keys)) return keys;
  if (/^00\d{7,15}$/.test(keys)) return `+${keys.slice(2)}`;
  if (/^0\d{6,12}$/.test(keys)) return `+46${keys.slice(1)}`;
  return /^\d{4}$/.test(keys) ? `+4685550${keys}` : null;
}
