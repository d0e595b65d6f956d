import type { Participant } from '../ucwa/decode/participant.ts';

/**
 * What the server takes of calls out, as far as it said so. Hrefs are absolute; a null is not possible now (UCWA reference: communication).
 */
export interface CallingModel {
  readonly startAudio: string | null;
  readonly startAudioOnBehalfOfDelegator: string | null;
  readonly startEmergencyCall: string | null;
  readonly startPhoneAudio: string | null;
  readonly startPhoneAudioOnBehalfOfDelegator: string | null;
  readonly startAudioVideo: string | null;
  readonly startAudioVideoOnBehalfOfDelegator: string | null;
  readonly emergency: EmergencyRules;
  /** Where the user's voice mail is called, as a `sip:` or `tel:` URI; as the administrator says. */
  readonly voicemail: string | null;
  readonly place: EmergencyPlace | null;
  /** Those whose delegate the user is. */
  readonly delegators: readonly Participant[];
}

/** What the administrator says of emergency calls (UCWA reference: policies). */
export interface EmergencyRules {
  /** As they are dialled: the number, and what people dial in its place. */
  readonly numbers: readonly string[];
  /** To be said where no place is known. */
  readonly disclaimer: string | null;
}

/** Where the user is, for the emergency service. */
export interface EmergencyPlace {
  readonly found: 'network' | 'user';
  readonly text: string;
  /** The same by its parts, as the request has them (UCWA reference: startEmergencyCall). */
  readonly parts: PlaceParts;
}

/** Each at most 250 characters; `address` is the street, or all that is known. */
export type PlaceParts = Readonly<
  Partial<Record<'address' | 'building' | 'city' | 'state' | 'zip' | 'country', string>>
>;

export const noCalling: CallingModel = {
  startAudio: null,
  startAudioOnBehalfOfDelegator: null,
  startEmergencyCall: null,
  startPhoneAudio: null,
  startPhoneAudioOnBehalfOfDelegator: null,
  startAudioVideo: null,
  startAudioVideoOnBehalfOfDelegator: null,
  emergency: { numbers: [], disclaimer: null },
  voicemail: null,
  place: null,
  delegators: [],
};
