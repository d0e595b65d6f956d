import { type Resource, textOf } from '../resource.ts';

/** What the administrator says of the user, as far as anything is made of it (UCWA reference: policies). */
export interface Policies {
  readonly emergency: EmergencyPolicy;
  /** Where the user's voice mail is called; null where they have none, or not in this form. */
  readonly voicemail: string | null;
  /** Addresses in messages can be opened. */
  readonly messagingUrls: boolean;
  /** Messages may be kept once a conversation is over. */
  readonly saveMessagingHistory: boolean;
}

/** What the administrator says of emergency calls. */
export interface EmergencyPolicy {
  /** As they are dialled; the one to name comes first. */
  readonly numbers: readonly string[];
  /** To be said where no place is known. */
  readonly disclaimer: string | null;
}

const mostNumbers = 32;
const longestNumber = 32;

/** What a server leaves out is allowed. */
export function decodePolicies(resource: Resource): Policies {
  const allows = (name: string): boolean => textOf(resource, name) !== 'Disabled';
  return {
    emergency: decodeEmergencyPolicy(resource),
    voicemail: textOf(resource, 'voicemailUri')?.trim() || null,
    messagingUrls: allows('messagingUrls'),
    saveMessagingHistory: allows('saveMessagingHistory'),
  };
}

function decodeEmergencyPolicy(resource: Resource): EmergencyPolicy {
  const listed = numbersIn(resource, 'emergencyNumbers');
  const single = [...numbersIn(resource, 'emergencyDialString'), ...numbersIn(resource, 'emergencyDialMask')];
  const numbers = listed.length > 0 ? listed : single;
  const shown = textOf(resource, 'locationRequired')?.toLowerCase() === 'disclaimer';
  return {
    numbers: [...new Set(numbers)].slice(0, mostNumbers),
    disclaimer: shown ? textOf(resource, 'emergencyServiceDisclaimer') : null,
  };
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
