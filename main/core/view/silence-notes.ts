import type { NoteView, Words } from '../../../preload/contract/index.ts';
import { type Call, isHeldByNobody } from '../calls/state.ts';
import type { LiveQuality } from '../quality/state.ts';

/** The sound of a call is gone: it is being set up again, or nothing arrives from somebody who should be heard. `label`: what they are called. */
export function silenceNotes(
  call: Call,
  label: string,
  sounding: readonly LiveQuality[],
  { say }: Words,
): readonly NoteView[] {
  if (call.state === 'connected' && call.restoring) {
    return [{ id: 'restoring', kind: 'warning', title: say('note.restoring.title'), help: say('note.restoring.help') }];
  }
  const word = sounding.find(({ callId }) => callId === call.id)?.word.word;
  const isSilent = word?.level === 'none' && word.fault !== 'your-microphone';
  if (call.state !== 'connected' || !isHeldByNobody(call) || !isSilent) return [];
  const title = say('note.nothing-heard.title', { name: label });
  return [{ id: 'nothing-heard', kind: 'warning', title, help: say('note.nothing-heard.help') }];
}
