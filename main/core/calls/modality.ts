import type { CallEvent } from './event.ts';
import { outlives } from './out/escalation.ts';
import type { Call } from './state.ts';

/** Whether what is told of a modality is about this call: one whose invitation did not say what its modality is called has the one of its conversation. */
export function isModalityOf(event: Extract<CallEvent, { type: 'audio-video' }>, call: Call): boolean {
  const { audioVideo, conversation, connectedAt } = call;
  if (outlives(call, event.state)) return false;
  if (audioVideo !== null) return audioVideo === event.audioVideo;
  // What can be added in a conversation says nothing of a call that is yet to be made there.
  if (event.addable === true && connectedAt === null) return false;
  return conversation !== null && conversation === event.conversation;
}
