/** What the lights of a headset show; one for all that there are. */
export interface HeadsetLights {
  /** A call waits for an answer. */
  readonly ringing: boolean;
  /** A call is up. */
  readonly offHook: boolean;
  readonly muted: boolean;
}

/**
 * What was done at a headset. `hook`, `mute`: a button that only says that it was pressed. The others are of those that have a state: it was lifted or
 * laid down, its microphone was closed or opened.
 */
export const headsetPresses = ['hook', 'off-hook', 'on-hook', 'mute', 'muted', 'unmuted'] as const;

export type HeadsetPress = (typeof headsetPresses)[number];

/** So many headsets are on no desk. */
export const mostHeadsets = 8;

/** What the sound window tells of headsets with buttons: which there are, by their names, and what was pressed. */
export type HeadsetReport =
  | { readonly type: 'headsets'; readonly names: readonly string[] }
  | { readonly type: 'headset-press'; readonly press: HeadsetPress };
