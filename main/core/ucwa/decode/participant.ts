import { type Resource, textOf } from '../resource.ts';

/** Someone in a conversation (UCWA reference: participant). */
export interface Participant {
  readonly name: string | null;
  /** `sip:` or `tel:` URI; null where the caller is hidden. */
  readonly uri: string | null;
  /** `tel:` URI. */
  readonly phoneNumber: string | null;
}

export function decodeParticipant(resource: Resource): Participant {
  return {
    name: textOf(resource, 'name'),
    uri: textOf(resource, 'uri'),
    phoneNumber: textOf(resource, 'workPhoneNumber') ?? textOf(resource, 'otherPhoneNumber'),
  };
}
