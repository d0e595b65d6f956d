import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';

/** What the user should know of a call that goes on after the app was started anew in it, until they speak again. */
export function takenUpNotes({ state, takenUp, muted }: Call, { say }: Words): readonly NoteView[] {
  if (state !== 'connected' || takenUp !== true || !muted) return [];
  return [{ id: 'taken-up', kind: 'info', title: say('note.taken-up.title'), help: say('note.taken-up.help') }];
}
