import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';

/** What the user should know of an answer that the server did not take, while the call still rings. */
export function answerNotes({ state, answerFailed }: Call, { say }: Words): readonly NoteView[] {
  if (state !== 'ringing' || !answerFailed) return [];
  return [{ id: 'answer', kind: 'warning', title: say('note.answer.title'), help: say('note.answer.help') }];
}
