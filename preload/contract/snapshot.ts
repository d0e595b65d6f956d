import type { CallView } from './calls.ts';
import type { DevicesView } from './devices.ts';
import type { HealthView } from './health.ts';
import type { HistoryView } from './history.ts';
import type { NoteView } from './notes.ts';
import type { SessionView } from './session.ts';
import type { SettingsView, ShortcutView } from './settings.ts';
import type { WindowName } from './windows.ts';

/** The snapshot from which every window is drawn. */
export interface AppView {
  readonly session: SessionView;
  /** Calls that ring, are being answered, are up, or ended less than four seconds ago; oldest first. */
  readonly calls: readonly CallView[];
  /** Calls that ring besides, and are only counted: more ring at once than can be shown. */
  readonly moreRinging: number;
  /** Ended calls, newest first. */
  readonly history: readonly HistoryView[];
  readonly missedUnseen: number;
  readonly devices: DevicesView;
  readonly shortcuts: readonly ShortcutView[];
  /** Things the user should know that are not about one call, such as a missing keychain. */
  readonly notes: readonly NoteView[];
  readonly health: HealthView;
  readonly settings: SettingsView;
}

/** The parts of the snapshot that each window draws: it gets these and no others, each when it changed. */
export const windowParts = {
  main: [
    'session',
    'calls',
    'moreRinging',
    'history',
    'missedUnseen',
    'devices',
    'shortcuts',
    'notes',
    'health',
    'settings',
  ],
  ring: ['calls', 'moreRinging', 'shortcuts', 'settings'],
  call: ['calls', 'devices', 'shortcuts', 'settings'],
  quit: ['settings'],
} as const satisfies Readonly<Record<WindowName, readonly (keyof AppView)[]>>;

/** What a window draws of the snapshot. */
export type WindowView<Name extends WindowName> = Pick<AppView, (typeof windowParts)[Name][number]>;
