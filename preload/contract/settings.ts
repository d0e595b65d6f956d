import { breakThroughWishes, quietWishes } from './ringing.ts';

/** How large text can be, in per cent of the usual size, smallest first. */
export const textSizes = [100, 125, 150, 175, 200] as const;

export type TextSize = (typeof textSizes)[number];

/** Whether the user is asked after a call how it sounded. */
export const ratingWishes = ['ask', 'never'] as const;

/** Whose calls are told where this computer is on the network while they ring, which saves them time once they are answered. */
export const earlyWishes = ['organization', 'everyone', 'nobody'] as const;

export type EarlyWish = (typeof earlyWishes)[number];

/** The languages that the app speaks, each with the name that it has for itself. */
export const languageNames = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
  ar: 'العربية',
} as const;

export type Language = keyof typeof languageNames;

/** Which of them: the system's, or always the same. */
export const languageWishes = ['system', ...(Object.keys(languageNames) as Language[])] as const;

export type LanguageWish = (typeof languageWishes)[number];

/** Whether notifications say who calls or writes, and what. */
export const noticeWishes = ['show', 'hide'] as const;

/** The tones that a ring can have, by the names of their files. */
export const ringTones = ['ring', 'ring-low', 'ring-glass'] as const;

export type RingTone = (typeof ringTones)[number];

/** The tone of calls that are the user's in another way: one of its own, or that of calls for the user. */
export const otherToneWishes = ['as-own', ...ringTones] as const;

/** How loud a ring is, in per cent of what the system's volume makes of it. */
export const ringVolumes = [20, 40, 60, 80, 100] as const;

/** After how many seconds a second device rings too. */
export const alsoRingWishes = ['never', 0, 5, 10, 20] as const;

/** On which screen the card of a ring stands: the one with the pointer, the main one, or the last one to a side. */
export const cardScreens = ['pointer', 'main', 'left', 'right'] as const;

export type CardScreen = (typeof cardScreens)[number];

export const cardCorners = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const;

export type CardCorner = (typeof cardCorners)[number];

/** Whether who is shown the screen, or a picture of it, sees the card; where the system can hide it. */
export const captureWishes = ['show', 'hide'] as const;

/** Whether something is done to the voice before it goes out. */
export const voiceWishes = ['on', 'off'] as const;

export type SettingsSection =
  | 'ringing'
  | 'devices'
  | 'shortcuts'
  | 'forwarding'
  | 'appearance'
  | 'privacy'
  | 'account'
  | 'updates';

/** What can be set, with all values that it can have. */
export const settingValues = {
  textSize: textSizes,
  language: languageWishes,
  rateCalls: ratingWishes,
  tellEarly: earlyWishes,
  namesInNotices: noticeWishes,
  ringPrivateLine: breakThroughWishes,
  ringFavourites: breakThroughWishes,
  ringDoNotDisturb: quietWishes,
  ringTeamWhileBusy: quietWishes,
  ringVolume: ringVolumes,
  alsoRingAfter: alsoRingWishes,
  toneOwn: ringTones,
  toneTeam: otherToneWishes,
  toneDelegate: otherToneWishes,
  toneForwarded: otherToneWishes,
  tonePrivateLine: otherToneWishes,
  cardScreen: cardScreens,
  cardCorner: cardCorners,
  cardInCaptures: captureWishes,
  echoCancellation: voiceWishes,
  noiseSuppression: voiceWishes,
  automaticGain: voiceWishes,
} as const;

export type SettingName = keyof typeof settingValues;

export const settingNames = Object.keys(settingValues) as readonly SettingName[];

/** What the user set. */
export type SettingsView = { readonly [Name in SettingName]: (typeof settingValues)[Name][number] };

/** One of them, to be set to one of its values. */
export type SettingsCommand = {
  readonly [Name in SettingName]: {
    readonly type: 'choose-setting';
    readonly setting: Name;
    readonly value: SettingsView[Name];
  };
}[SettingName];
