import type { NoteView } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';

/** What the user should know of an answer that the server did not take, while the call still rings. */
export function answerNotes({ state, answerFailed }: Call): readonly NoteView[] {
  if (state !== 'ringing' || !answerFailed) return [];
  return [{ id: 'answer', kind: 'warning', title: 'The call could not be answered.', help: 'Try again.' }];
}
