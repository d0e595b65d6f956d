/** What the page of colleagues shows, as one snapshot; the only thing that page and server share. Types alone. */

export interface ColleaguesView {
  readonly user: {
    readonly name: string;
    readonly reachable: boolean;
    /** Whether their calls go to voicemail, which their desk telephone can change; null where they have no call forwarding. */
    readonly forwarded: boolean | null;
  };
  readonly colleagues: readonly ColleagueView[];
}

export interface ColleagueView {
  readonly id: string;
  /** What they are called on this page; callers without a name have a word in its place. */
  readonly name: string;
  /** Up to two letters; empty without a name. */
  readonly initials: string;
  /** Number or address, then what they do. */
  readonly detail: string;
  /** What is special about their calls. */
  readonly kind: string;
  readonly toneHz: number;
  /** What they would be next, where they go round; null for who is not in the directory. */
  readonly nextPresence: string | null;
  readonly call: ColleagueCallView | null;
  /** Their newest conversation by message, while there is one; null: none. */
  readonly chat: ColleagueChatView | null;
  /** Where they are of the meeting that goes on; null: there is none. */
  readonly meeting: 'in' | 'waits' | 'out' | null;
}

export interface ColleagueChatView {
  readonly id: string;
  /** The user has not answered yet. */
  readonly waiting: boolean;
  /** What was said last, by whom. */
  readonly last: { readonly by: 'user' | 'them'; readonly text: string } | null;
}

/** Their newest call. */
export interface ColleagueCallView {
  readonly id: string;
  /** The user makes it. */
  readonly dialled: boolean;
  readonly state: 'ringing' | 'talking' | 'ended';
  /** Milliseconds this state has lasted, at the moment of the snapshot. */
  readonly lastedMs: number;
  /** The colleague holds. */
  readonly held: boolean;
  /** How it ended, as a sentence; empty before. */
  readonly ending: string;
  /** The loudest tone in what the user says, while talking; null where nothing comes. */
  readonly heard: { readonly hz: number; readonly level: number } | null;
}

/** The last three are for calls of the user: `pick-up` takes it. */
export const callActions = [
  ...(['cancel', 'elsewhere', 'hold', 'resume', 'hang-up'] as const),
  ...(['pick-up', 'busy', 'refuse'] as const),
] as const;

export const chatActions = ['type', 'leave', 'fail'] as const;

/** What a colleague does about meetings; `ask`: asks the user to one, `record`: begins to record it, or stops. */
export const meetingActions = ['ask', 'join', 'wait', 'leave', 'mute-you', 'record', 'remove-you', 'end'] as const;

export type MeetingAction = (typeof meetingActions)[number];

export type ChatAction = (typeof chatActions)[number];

export type CallAction = (typeof callActions)[number];
