/** The way through microphone, ring and keys that is shown after the first sign-in, and whenever the user wants it again. */
export interface GuideView {
  /** It is to be shown. */
  readonly open: boolean;
}

/** `close-guide`: the user is done with it, or skips it; it does not come by itself again. */
export type GuideCommand = { readonly type: 'open-guide' } | { readonly type: 'close-guide' };
