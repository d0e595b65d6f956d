import { type Resource, textOf } from '../resource.ts';

/** What the administrator says of emergency calls (UCWA reference: policies). */
export interface EmergencyPolicy {
  /** As they are dialled; the one to name comes first. */
  readonly numbers: readonly string[];
  /** To be said where no place is known. */
  readonly disclaimer: string | null;
}

const mostNumbers = 32;
const longestNumber = 32;

export function decodeEmergencyPolicy(resource: Resource): EmergencyPolicy {
  const listed = numbersIn(resource, 'emergencyNumbers');
  const single = [...numbersIn(resource, 'emergencyDialString'), ...numbersIn(resource, 'emergencyDialMask')];
  const numbers = listed.length > 0 ? listed : single;
  const shown = textOf(resource, 'locationRequired')?.toLowerCase() === 'disclaimer';
  return {
    numbers: [...new Set(numbers)].slice(0, mostNumbers),
    disclaimer: shown ? textOf(resource, 'emergencyServiceDisclaimer') : null,
  };
}

/** Where the user's voice mail is called; null where they have none, or not in this form. */
export function decodeVoicemailUri(resource: Resource): string | null {
  return textOf(resource, 'voicemailUri')?.trim() || null;
}

/** A list in the samples, a text with semicolons in the words of the reference. */
function numbersIn({ properties }: Resource, name: string): readonly string[] {
  const value = properties.get(name);
  const listed = Array.isArray(value) ? value : [value];
  return listed
    .flatMap((each) => (typeof each === 'string' || typeof each === 'number' ? String(each).split(/[;,]/) : []))
    .map((each) => each.trim())
    .filter((each) => each !== '' && each.length <= longestNumber);
}
