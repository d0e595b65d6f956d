/**
 * Which rule says how a call rings: of those that apply, the first. `do-not-disturb`: the user's own presence; `system-do-not-disturb`: what
 * the desktop tells.
 */
export const ringRules = [
  'emergency',
  'private-line',
  'favourite',
  'silenced',
  'do-not-disturb',
  'system-do-not-disturb',
  'team-while-busy',
  'in-call',
  'any',
] as const;

export type RingRule = (typeof ringRules)[number];

/** Those that can keep a call from being heard, or seen. */
export type QuietRule = Extract<RingRule, 'silenced' | 'do-not-disturb' | 'system-do-not-disturb' | 'team-while-busy'>;

/** Whether some calls ring although others are kept silent. */
export const breakThroughWishes = ['through', 'as-others'] as const;

/** What is left of a call that a rule is about. `card`: it is shown, in silence. `nothing`: the tray and the list of calls tell of it. */
export const quietWishes = ['ring', 'card', 'nothing'] as const;

export type QuietWish = (typeof quietWishes)[number];

/** The settings that say by which tone one knows what a call is. */
export const toneSettings = ['toneOwn', 'toneTeam', 'toneDelegate', 'toneForwarded', 'tonePrivateLine'] as const;

export type ToneSetting = (typeof toneSettings)[number];

/** For how long rings can be silenced at once. */
export const silenceSpans = ['30-minutes', '1-hour', 'until-tomorrow'] as const;

export type SilenceSpan = (typeof silenceSpans)[number];

/** Why a call that rings is not heard. */
export interface QuietView {
  readonly rule: QuietRule;
  /** What is left: the card without a sound, or not even that. */
  readonly left: Exclude<QuietWish, 'ring'>;
  /** A notification tells of it all the same: its card was not seen to appear. */
  readonly noticed?: true;
  readonly text: string;
}

/**
 * `flash`: the windows in the taskbar flash. `alarm`: and the system beeps once, because a way to ring was not confirmed. `main`: the main window comes
 * up, without the focus, because none was.
 */
export interface RingAttention {
  readonly callId: string;
  readonly how: 'flash' | 'alarm' | 'main';
}

/** How calls ring now. */
export interface RingingView {
  /** In ms since 1970; null while rings are not silenced. */
  readonly silentUntil: number | null;
  /** Such as "Silent until 11:30"; null while they are not. */
  readonly silence: string | null;
  /** The setting whose tone the user listens to; null while none is played. */
  readonly sample: ToneSetting | null;
  /** What a call of nobody in particular would do now. */
  readonly now: { readonly rule: RingRule; readonly text: string };
}

export type RingingCommand =
  | { readonly type: 'silence-rings'; readonly span: SilenceSpan }
  | { readonly type: 'ring-again' };

/** `play-tone`: the tone of that setting for a few seconds, as a call would play it; refused as `stale` while something rings. */
export type ToneCommand =
  | { readonly type: 'play-tone'; readonly setting: ToneSetting }
  | { readonly type: 'stop-tone' };
