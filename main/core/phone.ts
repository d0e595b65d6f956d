import type {
  AppView,
  AutostartView,
  Command,
  CommandResult,
  HistoryList,
  HistoryView,
  HookProblem,
  MediaReport,
  MediaView,
  NewMessageView,
  PictureReport,
  PicturesView,
  PolicyView,
  Query,
  QueryResult,
  ShortcutView,
  Words,
} from '../../preload/contract/index.ts';
import type { CallHookModel } from './call-hook/state.ts';
import type { Diagnostics } from './health/report.ts';
import type { DesktopReport } from './health/state.ts';
import type { Picture } from './people/watching/picture.ts';
import type { Policy } from './policy/policy.ts';
import type { Ports } from './ports.ts';
import type { ShortcutsModel } from './shortcuts/state.ts';
import type { Update } from './updater.ts';

/** The whole phone without its desktop: what compose.ts joins to windows, tray, notifications and hotkeys. */
export interface Phone {
  /** Parts that did not change since an earlier look are the same objects; durations are those of when the calls last changed. */
  view(): AppView;
  /** The same with durations as of now, for a window that has none yet. */
  viewAsOfNow(): AppView;
  mediaView(): MediaView;
  picturesView(): PicturesView;
  /** Called after each change of either view. Returns the end of the subscription. */
  subscribe(listener: () => void): () => void;
  /** The one way to act. Resolves as soon as the command is taken or refused, not when its effects are over. */
  command(command: Command): CommandResult;
  /** Answers a question; nothing changes. */
  query(query: Query): QueryResult;
  /** A picture of somebody, by its address in what the windows show; null where it is there no more. */
  picture(name: string): Picture | null;
  /** Missed calls that rang here and came to the history since this was last asked, newest first. */
  missedAnew(): readonly HistoryView[];
  /** The calls of a list as a table for other programs, with a line of names (RFC 4180). */
  historyTable(list: HistoryList): string;
  /** Messages that came since this was last asked, and that the user did not have before them, oldest first. */
  messagesAnew(): readonly NewMessageView[];
  mediaReport(report: MediaReport): void;
  pictureReport(report: PictureReport): void;
  /** Whether the microphone may be opened now: a call is being answered or is up. */
  mayOpenMicrophone(): boolean;
  /** The same of the camera: the user wants to be seen, or to see themselves. */
  mayOpenCamera(): boolean;
  /** The global keys as they are wanted; the same object until they change. */
  wantedShortcuts(): ShortcutsModel;
  /** The program that is run with each call. */
  callHook(): CallHookModel;
  /** The user chose a program, and agreed to it, outside of every page. */
  callHookChosen(path: string): void;
  /** What became of a run; null: all was well. */
  callHookTold(problem: HookProblem | null): void;
  /** What the system has of the app among what it starts. */
  autostartFound(found: AutostartView): void;
  /** The version of the app that is on the disk; null: the one that runs. */
  filesReplaced(version: string | null): void;
  /** The app ends, and may be changed: the version that is to be installed now; null: none is ready. */
  updateAtEnd(): Promise<Update | null>;
  /** Whether it is the user's call to themselves. */
  isTestCall(callId: string): boolean;
  shortcutsRegistered(shortcuts: readonly ShortcutView[]): void;
  /** Whether the desktop could have the keys that somebody pressed to set them. */
  shortcutTried(keys: string, worked: boolean): void;
  /** What the desktop offers, and which of it rang. */
  desktopReported(report: DesktopReport): void;
  /** The ended call that the user is at, with the pointer or the focus: it stays in view. Null: none. */
  attends(callId: string | null): void;
  /** For support: how this phone is, without secrets, names, numbers and addresses. */
  diagnostics(): Diagnostics;
  /** Signs in with what is in the keychain, if anything is. */
  start(): void;
  /** Hangs up, declines nothing, ends the application on the server; resolves within two seconds. */
  stop(): Promise<void>;
}

export interface PhoneOptions {
  /** Replaces discovery by DNS name, from `--discovery-url`. */
  readonly discoveryUrl: string | null;
  /** Sign-in domain from `--server`, to prefill the form. */
  readonly server: string | null;
  readonly userAgent: string;
  /** Of the app that runs. */
  readonly version: string;
  readonly culture: string;
  /** In the user's language. */
  readonly words: Words;
  /** For what others read, such as the diagnostics. */
  readonly english: Words;
  readonly policy: Policy;
  /** Where it comes from, and what of it does not hold. */
  readonly policyTold?: PolicyView;
  /** Whether the keyboard is one of macOS. */
  readonly isMac?: boolean;
}

export type CreatePhone = (ports: Ports, options: PhoneOptions) => Phone;
