/** What the windows show of the user's voice mail; a count is null where the server does not say. */
export interface VoicemailView {
  /** What nobody has listened to. */
  readonly fresh: number | null;
  readonly all: number | null;
  /** It can be called, to listen to it. */
  readonly callable: boolean;
}
