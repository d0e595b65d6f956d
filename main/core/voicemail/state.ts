/** The user's voice mail, as far as the server counts it; null where it does not say. */
export interface VoicemailModel {
  /** What nobody has listened to. */
  readonly fresh: number | null;
  readonly all: number | null;
}

export const noVoicemail: VoicemailModel = { fresh: null, all: null };
