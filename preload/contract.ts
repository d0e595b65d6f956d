/**
 * What the windows and the main process say to each other: state goes out as one snapshot, intent comes back as a
 * {@link Command}. The one module that both sides import; it imports nothing.
 */

/**
 * The windows of the app; each html element carries its name in `data-window`. `quit` asks whether to, and is there only while
 * it does.
 */
export type WindowName = 'main' | 'ring' | 'call' | 'quit';

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
  readonly textSize: TextSize;
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
    'textSize',
  ],
  ring: ['calls', 'moreRinging', 'shortcuts', 'textSize'],
  call: ['calls', 'devices', 'shortcuts', 'textSize'],
  quit: ['textSize'],
} as const satisfies Readonly<Record<WindowName, readonly (keyof AppView)[]>>;

/** What a window draws of the snapshot. */
export type WindowView<Name extends WindowName> = Pick<AppView, (typeof windowParts)[Name][number]>;

/** How large text can be, in per cent of the usual size, smallest first. */
export const textSizes = [100, 125, 150, 175, 200] as const;

export type TextSize = (typeof textSizes)[number];

/** Whether calls ring here: fully, in part, not at all. */
export type HealthLevel = 'reachable' | 'degraded' | 'unreachable';

/**
 * A piece of a sentence that the window writes in its own way: how long ago, or a time of the day, both in ms since 1970; or the
 * name of a person or a device, which no report carries.
 */
export type WordPart = string | { readonly ago: number } | { readonly time: number } | { readonly name: string };

export type Words = readonly WordPart[];

/** "Will I ring?" with all that the answer stands on. */
export interface HealthView {
  readonly level: HealthLevel;
  /** One sentence, such as "Yes. Every check passed." */
  readonly answer: string;
  /** What the answer means; empty where nothing is wrong. */
  readonly help: Words;
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
  | 'ring-device'
  | 'microphone'
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
  readonly evidence: Words;
  /** What to do; empty where nothing is wrong. */
  readonly fix: string;
  readonly action: CheckAction | null;
}

/** What a button beside a check does: a command, or going to a section of the settings. */
export type CheckAction =
  | { readonly label: string; readonly command: Command }
  | { readonly label: string; readonly settings: SettingsSection };

export type SettingsSection = 'ringing' | 'devices' | 'shortcuts' | 'appearance' | 'account';

/** How one call rang. `silent`: a rule or the user kept it so. */
export interface RungView {
  readonly callId: string;
  readonly outcome: 'rang' | 'partly' | 'silent';
  readonly at: number;
  readonly label: string;
  readonly words: Words;
}

export type RingPath = 'card' | 'sound' | 'notification' | 'tray';

export interface RingTestView {
  /** False once it is over. */
  readonly ringing: boolean;
  readonly steps: readonly RingStepView[];
}

/** `waiting`: it may still come. */
export interface RingStepView {
  readonly path: RingPath;
  readonly outcome: 'waiting' | 'worked' | 'failed';
  readonly words: Words;
}

export interface OutageView {
  readonly from: number;
  /** Null while it goes on. */
  readonly to: number | null;
  readonly cause: string;
  /** What was missed meanwhile; empty where nothing was, or where it is not known. */
  readonly missed: string;
}

/** First word of the main window's role=status element. `No calls`: signed in, and the server takes no calls for the account. */
export type SessionStatus = 'Ready' | 'Connecting' | 'Reconnecting' | 'No calls' | 'Signed out';

export interface SessionView {
  readonly status: SessionStatus;
  /** A short line under the status, such as "Calls ring here". */
  readonly detail: string;
  /** The signed-in user; null while signed out or before the server said who it is. */
  readonly user: { readonly name: string; readonly address: string } | null;
  /** The sign-in form, while there is one to show. */
  readonly signIn: SignInView | null;
}

export interface SignInView {
  readonly address: string;
  readonly userName: string;
  readonly keep: boolean;
  /** Set by hand in place of discovery; empty when discovery is used. */
  readonly server: string;
  /** The stage, such as "Finding your server", while a sign-in is under way. */
  readonly stage: string | null;
  /** Whether the stage waits for the user on a page of the organization. */
  readonly page: boolean;
  /** What only the user can say: whether the servers of that domain are the organization's. */
  readonly trust: TrustView | null;
  readonly problem: ProblemView | null;
}

/** The server leads to `host`; the question is about `domain`, which stands for every host below it. */
export interface TrustView {
  readonly host: string;
  readonly domain: string;
}

/** Those of the proxy are there only while a problem names them, and until the sign-in worked. */
export type SignInField = 'proxyUserName' | 'proxyPassword' | 'address' | 'userName' | 'password' | 'server';

/** What went wrong, in words for the user, with what to do about it. */
export interface ProblemView {
  readonly title: string;
  readonly help: string;
  /** Fields to mark; focus goes to the first of them. */
  readonly fields: readonly SignInField[];
  /** Code and time for "Copy details"; no secrets, no names. */
  readonly details: string;
}

export interface NoteView {
  readonly id: string;
  readonly kind: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly help: string;
  /** Its one button, where there is something to press. */
  readonly action?: { readonly label: string; readonly command: Command };
}

/** Someone at the other end. All strings are already cleaned of control and bidi characters. */
export interface PartyView {
  /** What to call them: the name, else the number, else "Caller's number is hidden". */
  readonly label: string;
  /** False where `label` stands in for a missing name. */
  readonly named: boolean;
  /** Phone number as it is written for people, or the SIP address without its scheme; null when hidden or already the label. */
  readonly number: string | null;
  /** Up to two letters for the avatar; empty without a name. */
  readonly initials: string;
  /** Neither name nor number was sent: nothing tells one such caller from another. */
  readonly hidden?: true;
  /** The server says that they are not of the user's organization. */
  readonly outside?: true;
}

/** `ended` has no exits; why it ended is in {@link CallView.ending}. */
export type CallStateName = 'ringing' | 'answering' | 'connected' | 'ending' | 'ended';

export type CallAction = 'answer' | 'decline' | 'silence' | 'mute' | 'hang-up';

export interface CallView {
  readonly id: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly state: CallStateName;
  readonly party: PartyView;
  readonly subject: string | null;
  readonly importance: 'normal' | 'urgent' | 'emergency';
  /** Silence was pressed: the card stays, the sound is gone. */
  readonly silenced: boolean;
  readonly muted: boolean;
  /** The other side put the call on hold. */
  readonly heldThere: boolean;
  /** What is possible now; a control is drawn for each. */
  readonly actions: readonly CallAction[];
  /** Milliseconds this state has lasted, at the moment of the snapshot; once it ended, how long it was talked on. */
  readonly lastedMs: number;
  /** The device the user will talk on, for the foot of the ring card. */
  readonly talkOn: { readonly text: string; readonly warning: boolean };
  /** What the user should know about it while it rings, and about the devices that carry it once it is up. */
  readonly notes: readonly NoteView[];
  /** Set once the call ended: a sentence for the user. */
  readonly ending: { readonly title: string; readonly help: string } | null;
  /** True when the call was answered here, so that its end is shown in the call window. */
  readonly answered: boolean;
}

export type HistoryOutcome = 'missed' | 'declined' | 'elsewhere' | 'answered' | 'failed';

export interface HistoryView {
  readonly id: string;
  readonly party: PartyView;
  readonly direction: 'incoming' | 'outgoing';
  readonly outcome: HistoryOutcome;
  /** The sentence: how it ended and why. */
  readonly note: string;
  /** When it started to ring, in ms since 1970. */
  readonly at: number;
  readonly talkedMs: number;
  readonly seen: boolean;
  /** The conversation's thread, by which the server's own log names the call too; absent where the server did not tell it. */
  readonly threadId?: string;
  /** The server's own log has told of this call. */
  readonly logged?: true;
}

export type DevicePurpose = 'ring' | 'microphone' | 'speaker';

export interface DeviceView {
  readonly id: string;
  readonly label: string;
}

export interface DevicesView {
  readonly inputs: readonly DeviceView[];
  readonly outputs: readonly DeviceView[];
  /** The device in use for each purpose; null while there is none of its kind. */
  readonly chosen: Readonly<Record<DevicePurpose, DeviceView | null>>;
}

export type ShortcutAction = 'answer' | 'decline' | 'mute' | 'hang-up' | 'show-call';

export interface ShortcutView {
  readonly action: ShortcutAction;
  /** The keys as they are written for people, such as "Ctrl Shift F9". */
  readonly keys: string;
  /** False where another program holds the keys. */
  readonly registered: boolean;
}

export interface SignInRequest {
  readonly address: string;
  /** Empty: the sign-in address is the user name. */
  readonly userName: string;
  /** Empty: by the best way that the server offers without one. */
  readonly password: string;
  readonly keep: boolean;
  /** Host name or https address; empty: discovery by the address's domain. */
  readonly server: string;
  /** For the proxy that the last sign-in failed at, and for no other. */
  readonly proxy?: ProxyEntry;
}

/** What a proxy is told of the user. */
export interface ProxyEntry {
  readonly userName: string;
  readonly password: string;
}

/** What a user wants, whatever surface they used. Commands about a call carry its id. */
export type Command =
  | { readonly type: 'answer'; readonly callId: string }
  | { readonly type: 'decline'; readonly callId: string }
  | { readonly type: 'silence'; readonly callId: string }
  | { readonly type: 'mute'; readonly callId: string; readonly muted: boolean }
  | { readonly type: 'hang-up'; readonly callId: string }
  | { readonly type: 'dismiss'; readonly callId: string }
  | { readonly type: 'sign-in'; readonly request: SignInRequest }
  | { readonly type: 'cancel-sign-in' }
  | { readonly type: 'trust-domain'; readonly domain: string; readonly trusted: boolean }
  | { readonly type: 'sign-out' }
  | { readonly type: 'reconnect' }
  /** Lets the system ask for the keychain's password. */
  | { readonly type: 'unlock-keychain' }
  | { readonly type: 'choose-device'; readonly purpose: DevicePurpose; readonly deviceId: string }
  | { readonly type: 'choose-text-size'; readonly textSize: TextSize }
  | { readonly type: 'see-history' }
  /** Rings by every path, without a server and without a caller. */
  | { readonly type: 'ring-test' }
  /** Looks again at what the desktop offers: notifications, tray, shortcuts. */
  | { readonly type: 'check-again' }
  /** Puts the report, without names, numbers and addresses, on the clipboard. */
  | { readonly type: 'copy-report' }
  /** Asks where to, and writes report and log there, redacted. */
  | { readonly type: 'export-diagnostics' };

export type CommandType = Command['type'];

/**
 * Why a command was not carried out. `stale`: the call is not, or no longer, in a state that allows it. `repeated`: the
 * same was asked before and is under way or done. `invalid`: the payload does not parse, or is not this window's to send.
 * `unavailable`: not possible now. `declined`: the user was asked outside the page, and did not say yes.
 */
export type Refusal = 'stale' | 'repeated' | 'invalid' | 'unavailable' | 'declined';

export type CommandResult = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** Loudness of one call, 0 to 1. */
export interface Levels {
  readonly callId: string;
  readonly microphone: number;
  readonly speaker: number;
}

/**
 * What the main window's renderer has to do with sound: it brings its audio devices and peer connections into this
 * shape, whatever they were before. Goes to the main window only.
 */
export interface MediaView {
  /**
   * The tone to play, from the first snapshot that has it to the first that has not. `call-waiting`, for who is talking: one
   * soft beep, and once more after 10 s.
   */
  readonly ring: { readonly callId: string; readonly deviceId: string; readonly tone: RingToneName } | null;
  readonly legs: readonly MediaLegView[];
}

export type RingToneName = 'ring' | 'call-waiting';

export interface MediaLegView {
  readonly callId: string;
  /** The media process's WebRTC offer for this call. */
  readonly offer: string;
  /** `closed` while it rings: ICE and DTLS are set up, the microphone is not touched. */
  readonly microphone: 'closed' | 'open';
  readonly muted: boolean;
  readonly microphoneId: string;
  readonly speakerId: string;
}

export type MicrophoneOutcome = 'opened' | 'missing' | 'denied' | 'failed';

/** What the main window's renderer tells about sound. */
export type MediaReport =
  | { readonly type: 'leg-answer'; readonly callId: string; readonly sdp: string }
  | { readonly type: 'leg-failed'; readonly callId: string; readonly message: string }
  | { readonly type: 'microphone'; readonly callId: string; readonly outcome: MicrophoneOutcome }
  | { readonly type: 'ring-tone'; readonly callId: string; readonly playing: boolean }
  | { readonly type: 'levels'; readonly levels: Levels }
  | { readonly type: 'devices'; readonly inputs: readonly DeviceView[]; readonly outputs: readonly DeviceView[] };

/**
 * What any window tells about itself. `drawn`: what it shows is painted or, where it was off the screen, ready to be;
 * `height` is its content's, in CSS pixels. `answered`: what the user said to the question of the quit window.
 */
export type WindowReport =
  | { readonly type: 'drawn'; readonly callId: string | null; readonly height: number }
  | { readonly type: 'answered'; readonly yes: boolean };

/** `window.phone` in every window. Each subscription returns its own end. */
export interface PhoneApi {
  /** Calls back with all parts of the snapshot that this window draws, then with those that changed. */
  subscribe(listener: (parts: Partial<AppView>) => void): () => void;
  send(command: Command): Promise<CommandResult>;
  report(report: WindowReport): void;
  /** Levels of the call that is up, about ten times a second; for the call window. */
  onLevels(listener: (levels: Levels) => void): () => void;
  /** The user asked the window frame to close while a call is up; for the call window. */
  onCloseRequest(listener: () => void): () => void;
  /** The user asked for a page from outside the window, such as the tray; for the main window. */
  onPageRequest(listener: (page: PageName) => void): () => void;
}

/** The pages of the main window that can be asked for from outside it. */
export type PageName = 'calls' | 'settings' | 'diagnostics';

/** `window.sound`, in the main window only. */
export interface SoundApi {
  /** Calls back with both parts, then with what changed. */
  subscribe(listener: (parts: Partial<MediaView>) => void): () => void;
  report(report: MediaReport): void;
}

/** Names of the IPC channels. `subscribe*` and `command` are asked and answered; the others go one way. */
export const channels = {
  command: 'switchhook:command',
  subscribe: 'switchhook:subscribe',
  view: 'switchhook:view',
  windowReport: 'switchhook:window-report',
  levels: 'switchhook:levels',
  closeRequest: 'switchhook:close-request',
  pageRequest: 'switchhook:page-request',
  collectGarbage: 'switchhook:collect-garbage',
  subscribeMedia: 'switchhook:subscribe-media',
  mediaView: 'switchhook:media-view',
  mediaReport: 'switchhook:media-report',
} as const;
