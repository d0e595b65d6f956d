import type { Participant } from '../ucwa/decode/participant.ts';
import type { Conversations, LiveConversation } from './state.ts';

/** What a call on the user's telephone is added to (UCWA reference: addPhoneAudio); hrefs are absolute. */
export interface PhoneToAdd {
  readonly conversation: string;
  readonly threadId: string | null;
  readonly addedBy: string;
  /** Whom the server is to ring, or the meeting. */
  readonly party: Participant;
}

/** Into the conversation with somebody alone, by their address; null where there is none that takes it. */
export function phoneWith(address: string, conversations: Conversations): PhoneToAdd | null {
  for (const there of conversations) {
    const [only, ...more] = there.participants;
    const isTheirs = more.length === 0 && only?.who?.uri?.toLowerCase() === address.toLowerCase();
    const found = isTheirs && only?.who != null && there.meeting === null ? phoneInto(there, only.who) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Into a conversation; null where the server does not take it, or not now. */
export function phoneInto({ href, about, phone }: LiveConversation, party: Participant): PhoneToAdd | null {
  const addedBy = phone?.addPhoneAudio ?? null;
  return addedBy === null ? null : { conversation: href, threadId: about?.threadId ?? null, addedBy, party };
}
