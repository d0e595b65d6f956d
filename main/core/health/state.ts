import type { MicrophoneOutcome, QuietRule, RingPath, ShortcutAction } from '../../../preload/contract/index.ts';
import type { KeptParty } from '../party/party.ts';

/**
 * Who shows notifications. `missing`: nobody, and nobody could be started. `silent`: somebody who does not answer.
 */
export type NotificationService = 'unknown' | 'working' | 'missing' | 'silent';

/**
 * By what windows come to the screen: X11, X11 in a session of Wayland, Wayland itself, or what is a system's `own`. Only X11 lets a program say where
 * a window stands and that it is above others; of Wayland's session it gets keys only while the focus is on a window of X11, by Wayland itself none.
 */
export type WindowSystem = 'own' | 'x11' | 'xwayland' | 'wayland';

/** Whether keys that were registered reach the app whichever program has the focus. */
export function keysReach(windows: WindowSystem): boolean {
  return windows === 'own' || windows === 'x11';
}

/** What the desktop tells of itself. */
export interface DesktopFacts {
  readonly notifications: NotificationService;
  readonly tray: 'unknown' | 'shown' | 'no-host';
  /** Whether the ring window's page is drawn, so that it can appear at once. */
  readonly popUpReady: boolean;
  readonly windows: WindowSystem;
  readonly unsaved: Unsaved;
  /** Whether the user wants no notifications now, as far as the desktop tells. */
  readonly doNotDisturb: boolean;
  readonly voiceNetworks: VoiceNetworks;
  /** Names of headsets whose buttons are heard; absent: none was found. */
  readonly headsets?: readonly string[];
}

/** Whether an address of this computer is in the networks that an administrator lets voice use; `everywhere`: every one may be used. */
export type VoiceNetworks = 'everywhere' | 'inside' | 'outside';

/** Why history and settings cannot be written: the disk is full, the folder may not be written, or else; null while they can. */
export type Unsaved = 'full' | 'forbidden' | 'failed' | null;

/** News of the desktop: facts that changed, keys that were pressed, and by which paths a call rang. */
export type DesktopReport =
  | { readonly type: 'facts'; readonly facts: Partial<DesktopFacts> }
  | { readonly type: 'shortcut-pressed'; readonly action: ShortcutAction }
  /** A command line did it, as keys of the desktop's do to which it is bound. */
  | { readonly type: 'ordered'; readonly action: ShortcutAction }
  | { readonly type: 'rang'; readonly callId: string; readonly path: RingPath; readonly worked: boolean };

/** How one path did, and how long after the call came in. */
export interface PathResult {
  readonly worked: boolean;
  readonly afterMs: number;
}

/** What is tried besides what a call was to ring by, because something did not confirm. `main`: the main window comes up, without the focus. */
export type Raised = 'notification' | 'sound' | 'flash' | 'main';

/** How one call rang. */
export interface RingRecord {
  readonly callId: string;
  /** Null where nobody called: it was a test. */
  readonly caller: KeptParty | null;
  /** In ms since 1970. */
  readonly at: number;
  /** On the monotonic clock. */
  readonly since: number;
  readonly paths: Readonly<Partial<Record<RingPath, PathResult>>>;
  /** The device it was to ring on; null where there was none. */
  readonly device: string | null;
  /** Why there was no sound, or only a soft one. */
  readonly hushed: 'by-user' | 'in-call' | QuietRule | null;
  /** By which it was not to ring. */
  readonly keptBack: readonly RingPath[];
  /** What was tried besides, because something of it was not confirmed in time. */
  readonly raised: readonly Raised[];
  /** When it stopped ringing, on the monotonic clock. */
  readonly over: number | null;
}

/** A ring that nobody makes, to see whether one would be noticed. */
export interface RingTest {
  readonly id: string;
  /** On the monotonic clock. */
  readonly since: number;
  readonly silenced: boolean;
}

export interface HealthModel {
  readonly desktop: DesktopFacts;
  /** Newest first. */
  readonly rings: readonly RingRecord[];
  readonly test: RingTest | null;
  /** When each shortcut was last seen working, in ms since 1970. */
  readonly pressed: Readonly<Partial<Record<ShortcutAction, number>>>;
  /** The same of orders by the command line. */
  readonly ordered: Readonly<Partial<Record<ShortcutAction, number>>>;
  /** What came of opening the microphone for the last call; null before the first. */
  readonly microphone: MicrophoneOutcome | null;
  /** When the server was first known to ring this computer, in ms since 1970. */
  readonly registeredAt: number | null;
  /** Since when the session has been down that was up before; null while it is up or was never. */
  readonly down: { readonly since: number; readonly at: number } | null;
  /** The server ended a session that was up: nobody signed out here. */
  readonly signedOutByServer: boolean;
  /** Calls that the server counted in an outage but did not list, by the time at which the outage began. */
  readonly unlisted: Readonly<Record<number, number>>;
}

export const unknownHealth: HealthModel = {
  desktop: {
    notifications: 'unknown',
    tray: 'unknown',
    popUpReady: false,
    windows: 'own',
    unsaved: null,
    doNotDisturb: false,
    voiceNetworks: 'everywhere',
  },
  rings: [],
  test: null,
  pressed: {},
  ordered: {},
  microphone: null,
  registeredAt: null,
  down: null,
  signedOutByServer: false,
  unlisted: {},
};
