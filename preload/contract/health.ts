import type { OwnPresenceCommand } from './own-presence.ts';
import type { RingingCommand } from './ringing.ts';
import type { RoutingCommand } from './routing.ts';
import type { SessionCommand } from './session.ts';
import type { SettingsSection } from './settings.ts';
import type { PageName } from './windows.ts';
import type { Sentence } from './words/index.ts';

/** Whether calls ring here: fully, in part, not at all. */
export type HealthLevel = 'reachable' | 'degraded' | 'unreachable';

/** "Will I ring?" with all that the answer stands on. */
export interface HealthView {
  readonly level: HealthLevel;
  /** One sentence, such as "Yes. Every check passed." */
  readonly answer: string;
  /** The same behind the app's name, such as "calls ring here, but only by sound". */
  readonly inBrief: string;
  /** What the answer means; empty where nothing is wrong. */
  readonly help: Sentence;
  /** In the order in which they are shown, each always there. */
  readonly checks: readonly CheckView[];
  /** How many of them are not well. */
  readonly warnings: number;
  /** Newest first. */
  readonly lastCalls: readonly RungView[];
  /** The test ring that goes on, or the last one. */
  readonly ringTest: RingTestView | null;
  /** Newest first. */
  readonly outages: readonly OutageView[];
  /** What the user is to be told by a system notification, for as long as it holds. */
  readonly alerts: readonly AlertView[];
}

export interface AlertView {
  /** Stable while it holds. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** The page that a click leads to. */
  readonly page: PageName;
}

export type CheckId =
  | 'server'
  | 'registration'
  | 'sign-in'
  | 'forwarding'
  | 'do-not-disturb'
  | 'silence'
  | 'ring-device'
  | 'microphone'
  | 'relay'
  | 'voice-networks'
  | 'pop-up'
  | 'notifications'
  | 'shortcuts'
  | 'tray'
  | 'keychain';

/** `unknown`: nothing is known yet, or it waits for another check. */
export type CheckLevel = 'ok' | 'warning' | 'failed' | 'unknown';

export interface CheckView {
  readonly id: CheckId;
  readonly level: CheckLevel;
  readonly title: string;
  readonly evidence: Sentence;
  /** What to do; empty where nothing is wrong. */
  readonly fix: string;
  readonly action: CheckAction | null;
}

/** What a button beside a check does: a command, or going to a section of the settings. */
export type CheckAction =
  | {
      readonly label: string;
      readonly command: SessionCommand | HealthCommand | RoutingCommand | OwnPresenceCommand | RingingCommand;
    }
  | { readonly label: string; readonly settings: SettingsSection };

/** How one call rang. `silent`: a rule or the user kept it so. */
export interface RungView {
  readonly callId: string;
  readonly outcome: 'rang' | 'partly' | 'silent';
  readonly at: number;
  readonly label: string;
  readonly words: Sentence;
}

/** `flash`: of the windows in the taskbar, with a beep; tried where something softer was not confirmed. */
export type RingPath = 'card' | 'sound' | 'notification' | 'tray' | 'flash';

export interface RingTestView {
  /** False once it is over. */
  readonly ringing: boolean;
  readonly steps: readonly RingStepView[];
}

/** `waiting`: it may still come. */
export interface RingStepView {
  readonly path: RingPath;
  readonly outcome: 'waiting' | 'worked' | 'failed';
  readonly words: Sentence;
}

export interface OutageView {
  readonly from: number;
  /** Null while it goes on. */
  readonly to: number | null;
  readonly cause: string;
  /** What was missed meanwhile; empty where nothing was, or where it is not known. */
  readonly missed: string;
}

export type HealthCommand =
  /** Rings by every path, without a server and without a caller. */
  | { readonly type: 'ring-test' }
  /** Looks again at what the desktop offers: notifications, tray, shortcuts. */
  | { readonly type: 'check-again' }
  /** Puts the report, without names, numbers and addresses, on the clipboard. */
  | { readonly type: 'copy-report' }
  /** Asks where to, and writes report and log there, redacted. */
  | { readonly type: 'export-diagnostics' };
