import type { Conversation } from '../ucwa/decode/conversation.ts';
import type { OnlineMeeting } from '../ucwa/decode/online-meeting.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { PhoneDialIn } from '../ucwa/decode/phone-dial-in-information.ts';

/**
 * Conversations of this application on the server: the containers that calls, messages and meetings are in. What is in one belongs to
 * the slice of its modality; here is who takes part, and what may be done about them.
 *
 *     --added, updated, or somebody joins--> there --Disconnected, deleted, the application is gone--> not there
 *
 * `Incoming`, `Connecting`, `Connected` and so on are the server's own states (UCWA reference: conversation): an open list, of which
 * only the last counts here.
 */
export interface LiveConversation {
  /** Absolute. */
  readonly href: string;
  /** Null until its own events came; those of who takes part may come first. Its links are absolute. */
  readonly about: Conversation | null;
  /** Without the user, in the order in which they joined. */
  readonly participants: readonly Present[];
  /** The absolute name of the user in it; null before it is known. */
  readonly self: string | null;
  /** What the server says of the user's own part. */
  readonly selfStanding: Standing | null;
  /** Null where it is no meeting, or that is not known yet. */
  readonly meeting: OnlineMeeting | null;
  /** How it is reached by telephone; null where that was not told. */
  readonly dialIn: PhoneDialIn | null;
  /** Its voice modality; null before anything was told of it. */
  readonly voice: Voice | null;
  /** Being talked on the user's telephone; null before anything was told of it. */
  readonly phone: Phone | null;
  /** Who is heard, or could be; whoever they are may be told later. */
  readonly audios: readonly AudioOf[];
  /** How many have joined so far. */
  readonly counted: number;
}

/** Somebody who takes part. */
export interface Present {
  /** Absolute. */
  readonly href: string;
  /** Ours, for the windows: the order in which they joined. */
  readonly number: number;
  /** Null where only a link says that they are there. */
  readonly who: Participant | null;
  /** What the link is called: the name, or the number. */
  readonly title: string | null;
  /** Null where nothing is said of it. */
  readonly standing: Standing | null;
}

/** A participant's part in a conversation, and what may be done about them; hrefs are absolute, and null is not allowed now. */
export interface Standing {
  readonly role: 'leader' | 'attendee' | 'unknown';
  readonly inLobby: boolean;
  readonly organizer: boolean;
  readonly links: ModerationLinks;
}

export const moderations = ['admit', 'reject', 'eject', 'promote', 'demote'] as const;

export type ModerationLinks = Readonly<Record<(typeof moderations)[number], string | null>>;

export const noModeration: ModerationLinks = { admit: null, reject: null, eject: null, promote: null, demote: null };

/** The voice modality of a conversation (UCWA reference: audioVideo); hrefs are absolute. */
export interface Voice {
  readonly href: string;
  /** An open list: Connecting, Connected, Disconnecting, Disconnected, Transferring. */
  readonly state: string;
  readonly addAudio: string | null;
  readonly escalateAudio: string | null;
  readonly escalateAudioVideo: string | null;
}

/** The modality of a conversation that is talked on the user's telephone (UCWA reference: phoneAudio); hrefs are absolute. */
export interface Phone {
  readonly href: string;
  /** The server lets it be added; null where not, or not now. */
  readonly addPhoneAudio: string | null;
}

/** Somebody's voice in a meeting; hrefs are absolute. */
export interface AudioOf {
  readonly href: string;
  /** Whose it is. */
  readonly participant: string;
  readonly muted: boolean;
  readonly muteAudio: string | null;
  readonly unmuteAudio: string | null;
}

/** Oldest first. */
export type Conversations = readonly LiveConversation[];

export const [mostConversations, mostParticipants] = [200, 250];

export function unknownConversation(href: string): LiveConversation {
  return {
    ...{ href, about: null, participants: [], self: null, selfStanding: null },
    ...{ meeting: null, dialIn: null, voice: null, phone: null, audios: [], counted: 0 },
  };
}

/** The conversation of that absolute name. */
export function conversationAt(conversations: Conversations, href: string): LiveConversation | undefined {
  return conversations.find((one) => one.href === href);
}

/** Somebody in any of them, by their absolute name. */
export function presentAt(conversations: Conversations, href: string): Present | undefined {
  for (const { participants } of conversations) {
    const found = participants.find((one) => one.href === href);
    if (found !== undefined) return found;
  }
  return undefined;
}
