import type { Call } from '../calls/state.ts';
import { type Conversations, conversationAt } from '../conversations/state.ts';

/** By which link a call of two is taken into a conference, and whether its pictures are too; null where the server does not take that. */
export function wayToMeeting(
  { state, conversation, video, restoring, toPhone }: Call,
  conversations: Conversations,
): { readonly start: string; readonly video: boolean } | null {
  if (state !== 'connected' || restoring || toPhone !== null || conversation === null) return null;
  const { escalateAudio = null, escalateAudioVideo = null } = conversationAt(conversations, conversation)?.voice ?? {};
  if (video.agreed !== 'none' && escalateAudioVideo !== null) return { start: escalateAudioVideo, video: true };
  return escalateAudio === null ? null : { start: escalateAudio, video: false };
}
