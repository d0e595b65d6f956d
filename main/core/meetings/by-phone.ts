import { type PhoneToAdd, phoneInto } from '../conversations/phone-to-add.ts';
import { type Conversations, conversationAt } from '../conversations/state.ts';
import type { Meeting, MeetingsModel } from './state.ts';

/** How the user's telephone comes into a meeting; null where the server does not take it, or nobody knows what the meeting is called there. */
export function phoneInMeeting(meeting: Meeting, conversations: Conversations): PhoneToAdd | null {
  const there = meeting.conversation === null ? undefined : conversationAt(conversations, meeting.conversation);
  const uri = there?.meeting?.onlineMeetingUri ?? meeting.uri ?? meeting.from?.uri ?? null;
  if (there === undefined || uri === null) return null;
  const name = meeting.subject ?? there.meeting?.subject ?? meeting.from?.name ?? null;
  return phoneInto(there, { name, uri, phoneNumber: null });
}

/** The same of what is shown as the call of that id; undefined where that is no meeting in which the user is. */
export function phoneToMeeting(
  callId: string,
  { meetings, conversations }: { readonly meetings: MeetingsModel; readonly conversations: Conversations },
): PhoneToAdd | null | undefined {
  const meeting = meetings.list.find(({ id, state }) => id === callId && state === 'in');
  return meeting && phoneInMeeting(meeting, conversations);
}
