import type { NoteView } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';

/** The other side put the call on hold, and it is still there. */
export function isHeldThere({ state, heldThere }: Call): boolean {
  return state === 'connected' && heldThere;
}

export function holdNotes(call: Call): readonly NoteView[] {
  if (!isHeldThere(call)) return [];
  return [
    { id: 'held', kind: 'info', title: 'On hold by the other side.', help: 'They hear nothing until they resume.' },
  ];
}
