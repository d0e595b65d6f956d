import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';

/** The other side put the call on hold, and it is still there. */
export function isHeldThere({ state, heldThere }: Call): boolean {
  return state === 'connected' && heldThere;
}

export function holdNotes(call: Call, { say }: Words): readonly NoteView[] {
  if (!isHeldThere(call)) return [];
  return [{ id: 'held', kind: 'info', title: say('note.held.title'), help: say('note.held.help') }];
}
