import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';

/** The other side put the call on hold, and it is still there. */
export function isHeldThere({ state, heldThere }: Call): boolean {
  return state === 'connected' && heldThere;
}

/** For how long the user has had it on hold; null while they do not. */
export function heldHereMs({ state, hold }: Call, now: number): number | null {
  return state === 'connected' && hold.wanted === 'hold' ? now - hold.heldSince : null;
}

/** `name`: of the other side. */
export function holdNotes(call: Call, name: string, { say }: Words): readonly NoteView[] {
  if (call.state !== 'connected') return [];
  return [failedNote(call, name, { say }) ?? heldNote(call, name, { say })].filter((note) => note !== null);
}

function heldNote({ hold, heldThere }: Call, name: string, { say }: Pick<Words, 'say'>): NoteView | null {
  const note = (title: string, help: string): NoteView => ({ id: 'held', kind: 'info', title, help });
  if (hold.wanted === 'talk') return heldThere ? note(say('note.held.title'), say('note.held.help')) : null;
  if (heldThere) return note(say('note.held-by-both.title'), say('note.held-by-both.help'));
  return note(say('note.held-here.title', { name }), say('note.held-here.help'));
}

function failedNote({ hold }: Call, name: string, { say }: Pick<Words, 'say'>): NoteView | null {
  if (hold.failed === null) return null;
  const note = (title: string, help: string): NoteView => ({ id: 'hold-failed', kind: 'warning', title, help });
  if (hold.failed === 'resume') return note(say('note.not-resumed.title'), say('note.not-resumed.help'));
  const help = say(hold.wanted === 'talk' ? 'note.not-held.help' : 'note.not-held.silent');
  return note(say('note.not-held.title', { name }), help);
}
