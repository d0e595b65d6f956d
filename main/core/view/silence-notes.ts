import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';
import type { LiveQuality } from '../quality/state.ts';

/** Nothing arrives from somebody who should be heard. `label`: what they are called. */
export function silenceNotes(
  call: Call,
  label: string,
  sounding: readonly LiveQuality[],
  { say }: Words,
): readonly NoteView[] {
  const word = sounding.find(({ callId }) => callId === call.id)?.word.word;
  const isSilent = word?.level === 'none' && word.fault !== 'your-microphone';
  if (call.state !== 'connected' || call.heldThere || !isSilent) return [];
  const title = say('note.nothing-heard.title', { name: label });
  return [{ id: 'nothing-heard', kind: 'warning', title, help: say('note.nothing-heard.help') }];
}
