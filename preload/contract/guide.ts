import type { ShortcutAction } from './settings.ts';

/** The way through microphone, ring and keys that is shown after the first sign-in, and whenever the user wants it again. */
export interface GuideView {
  /** It is to be shown. */
  readonly open: boolean;
  /** The shortcuts that were pressed since it was opened: they work. */
  readonly pressed: readonly ShortcutAction[];
}

/** `close-guide`: the user is done with it, or skips it; it does not come by itself again. */
export type GuideCommand = { readonly type: 'open-guide' } | { readonly type: 'close-guide' };
