/**
 * The way through microphone, ring and keys. `offered`: a line above the calls asks whether the user wants it, from the first start on, until they say so or
 * went through it. It never comes by itself: who opens the window may be after a call.
 */
export type GuideView = 'none' | 'offered' | 'open';

/** `close-guide`: the user is done with it, or does not want it; it is not offered again. */
export type GuideCommand = { readonly type: 'open-guide' } | { readonly type: 'close-guide' };
