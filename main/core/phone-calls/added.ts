import { type Conversations, conversationAt, type LiveConversation } from '../conversations/state.ts';
import type { Meeting } from '../meetings/state.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { isLive, type PhoneCall } from './state.ts';

/** What a call on the user's telephone is added to (UCWA reference: addPhoneAudio); hrefs are absolute. */
export interface PhoneToAdd {
  readonly conversation: string;
  readonly threadId: string | null;
  readonly addedBy: string;
  /** Whom the server is to ring, or the meeting. */
  readonly party: Participant;
}

/** Into a meeting; null where the server does not take it, or nobody knows what the meeting is called there. */
export function phoneInMeeting(meeting: Meeting, conversations: Conversations): PhoneToAdd | null {
  const there = meeting.conversation === null ? undefined : conversationAt(conversations, meeting.conversation);
  const uri = there?.meeting?.onlineMeetingUri ?? meeting.uri ?? meeting.from?.uri ?? null;
  if (there === undefined || uri === null) return null;
  const name = meeting.subject ?? there.meeting?.subject ?? meeting.from?.name ?? null;
  return toAdd(there, { name, uri, phoneNumber: null });
}

/** Into the conversation with somebody alone, by their address; null where there is none that takes it. */
export function phoneWith(address: string, conversations: Conversations): PhoneToAdd | null {
  for (const there of conversations) {
    const [only, ...more] = there.participants;
    const isTheirs = more.length === 0 && only?.who?.uri?.toLowerCase() === address.toLowerCase();
    const found = isTheirs && only?.who != null && there.meeting === null ? toAdd(there, only.who) : null;
    if (found !== null) return found;
  }
  return null;
}

function toAdd({ href, about, phone }: LiveConversation, party: Participant): PhoneToAdd | null {
  const addedBy = phone?.addPhoneAudio ?? null;
  return addedBy === null ? null : { conversation: href, threadId: about?.threadId ?? null, addedBy, party };
}

/** The user's telephone rings for it, or is in it. */
export function isIn(call: PhoneCall, { conversation }: Pick<PhoneToAdd, 'conversation'>): boolean {
  return isLive(call) && call.conversation === conversation;
}
