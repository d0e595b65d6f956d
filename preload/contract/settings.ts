/** How large text can be, in per cent of the usual size, smallest first. */
export const textSizes = [100, 125, 150, 175, 200] as const;

export type TextSize = (typeof textSizes)[number];

export type SettingsSection = 'ringing' | 'devices' | 'shortcuts' | 'appearance' | 'account';

export type ShortcutAction = 'answer' | 'decline' | 'mute' | 'hang-up' | 'show-call';

export interface ShortcutView {
  readonly action: ShortcutAction;
  /** The keys as they are written for people, such as "Ctrl Shift F9". */
  readonly keys: string;
  /** False where another program holds the keys. */
  readonly registered: boolean;
}

export type SettingsCommand = { readonly type: 'choose-text-size'; readonly textSize: TextSize };
