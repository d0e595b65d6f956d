import type { AutostartView } from './autostart.ts';
import type { CallHookView } from './call-hook.ts';
import type { CallingView } from './calling-out.ts';
import type { CallView } from './calls.ts';
import type { DevicesView } from './devices.ts';
import type { GuideView } from './guide.ts';
import type { HealthView } from './health.ts';
import type { HistorySummary } from './history.ts';
import type { MeetingsView } from './meetings.ts';
import type { MessagesView } from './messages.ts';
import type { NoteView } from './notes.ts';
import type { OwnPhonesView } from './own-phones.ts';
import type { OwnPresenceView } from './own-presence.ts';
import type { PeopleSummary } from './people.ts';
import type { PolicyView } from './policy.ts';
import type { QualityView } from './quality.ts';
import type { RingAttention, RingingView } from './ringing.ts';
import type { RoutingView } from './routing.ts';
import type { SessionView } from './session.ts';
import type { SettingName, SettingsView } from './settings.ts';
import type { ShortcutSetupView, ShortcutView } from './shortcuts.ts';
import type { UpdatesView } from './updates.ts';
import type { VoicemailView } from './voicemail.ts';
import type { WindowName } from './windows.ts';
import type { WordsView } from './words/index.ts';

/** The snapshot from which every window is drawn. */
export interface AppView {
  readonly session: SessionView;
  /** Calls that ring, are being answered, are up, or ended less than four seconds ago; oldest first. */
  readonly calls: readonly CallView[];
  /** Calls that ring besides, and are only counted: more ring at once than can be shown. */
  readonly moreRinging: number;
  readonly calling: CallingView;
  readonly ownPhones: OwnPhonesView;
  readonly ownPresence: OwnPresenceView;
  readonly ringing: RingingView;
  /** What else is to draw the eye to a call that rings; null while nothing is. */
  readonly attention: RingAttention | null;
  readonly routing: RoutingView;
  /** Ended calls; windows ask for the list by {@link HistoryQueries}. */
  readonly history: HistorySummary;
  readonly missedUnseen: number;
  /** Null where the user has none, as far as the server says. */
  readonly voicemail: VoicemailView | null;
  readonly devices: DevicesView;
  readonly shortcuts: readonly ShortcutView[];
  readonly shortcutSetup: ShortcutSetupView;
  /** Names of headsets whose buttons are heard. */
  readonly headsets: readonly string[];
  readonly callHook: CallHookView;
  /** Things the user should know that are not about one call, such as a missing keychain. */
  readonly notes: readonly NoteView[];
  readonly health: HealthView;
  readonly guide: GuideView;
  readonly quality: QualityView;
  readonly people: PeopleSummary;
  /** Who wrote, and what last; windows ask for a thread by {@link MessagesQueries}. */
  readonly messages: MessagesView;
  /** What the server lets the user do about meetings. */
  readonly meetings: MeetingsView;
  readonly settings: SettingsView;
  readonly autostart: AutostartView;
  /** Those that the administrator decided: they cannot be changed. */
  readonly lockedSettings: readonly SettingName[];
  readonly policy: PolicyView;
  readonly updates: UpdatesView;
  /** What the window is written with; always the same. */
  readonly words: WordsView;
}

/** The parts of the snapshot that each window draws: it gets these and no others, each when it changed. */
export const windowParts = {
  main: [
    'session',
    'calls',
    'moreRinging',
    'calling',
    'ownPhones',
    'ownPresence',
    'ringing',
    'attention',
    'routing',
    'history',
    'missedUnseen',
    'voicemail',
    'devices',
    'shortcuts',
    'shortcutSetup',
    'headsets',
    'callHook',
    'notes',
    'health',
    'guide',
    'quality',
    'people',
    'messages',
    'meetings',
    'settings',
    'autostart',
    'lockedSettings',
    'policy',
    'updates',
    'words',
  ],
  ring: ['calls', 'moreRinging', 'shortcuts', 'settings', 'words'],
  call: ['calls', 'calling', 'devices', 'people', 'shortcuts', 'settings', 'words'],
  quit: ['settings', 'words'],
} as const satisfies Readonly<Record<WindowName, readonly (keyof AppView)[]>>;

/** What a window draws of the snapshot. */
export type WindowView<Name extends WindowName> = Pick<AppView, (typeof windowParts)[Name][number]>;
