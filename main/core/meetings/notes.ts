import type { CallView, MeetingView, NoteView, Words } from '../../../preload/contract/index.ts';
import type { LiveConversation } from '../conversations/state.ts';
import { addedView } from './added.ts';
import { ownAudio } from './moderate.ts';
import { isComingBack, isStillCall, type Meeting, type Meetings } from './state.ts';

interface Shown {
  readonly view: MeetingView;
  readonly voice: CallView | null;
  readonly muted: boolean;
  readonly words: Words;
}

/** What the user should know of the meeting that they are in, or on the way to. */
export function meetingNotes(meeting: Meeting, there: LiveConversation | undefined, shown: Shown): readonly NoteView[] {
  const { words, view } = shown;
  if (meeting.state === 'lobby') return [lobbyNote(view, words)];
  if (isComingBack(meeting)) return [comingBackNote(shown.voice, words)];
  if (meeting.state !== 'in') return [];
  return [
    waitingNote(meeting, view, words),
    recordedNote(view, words),
    mutedNote(there, words),
    soundNote(meeting, shown),
    notDone(meeting, words),
  ].filter((note) => note !== null);
}

function lobbyNote({ organizer }: MeetingView, { say }: Words): NoteView {
  const known = organizer === null ? 'other' : 'yes';
  const help = say('meeting.note.lobby.help', { known, name: organizer ?? '' });
  return { id: 'in-lobby', kind: 'info', title: say('meeting.note.lobby.title'), help };
}

/** What carried the sound may still do so. */
function comingBackNote(voice: CallView | null, { say }: Words): NoteView {
  const sound = voice !== null && voice.state !== 'ended' ? 'yes' : 'other';
  const [title, help] = [say('meeting.note.coming-back.title'), say('meeting.note.coming-back.help', { sound })];
  return { id: 'coming-back', kind: 'warning', title, help };
}

/** Only who may let them in is told. */
function waitingNote({ id: callId }: Meeting, { lobby }: MeetingView, { say }: Words): NoteView | null {
  const [first, ...more] = lobby.filter(({ actions }) => actions.includes('admit'));
  if (first === undefined) return null;
  const title = say('meeting.note.waits.title', { name: first.party.label, count: more.length });
  const command = { type: 'admit-all', callId } as const;
  const label = more.length === 0 ? say('meeting.admit') : say('meeting.admit-all');
  return { id: 'lobby', kind: 'info', title, help: '', action: { label, command } };
}

/** Whoever speaks should know. */
function recordedNote({ recorded }: MeetingView, { say }: Words): NoteView | null {
  if (!recorded) return null;
  const [title, help] = [say('meeting.note.recorded.title'), say('meeting.note.recorded.help')];
  return { id: 'recorded', kind: 'info', title, help };
}

function mutedNote(there: LiveConversation | undefined, { say }: Words): NoteView | null {
  const audio = ownAudio(there);
  if (audio?.muted !== true) return null;
  const help = say(audio.unmuteAudio === null ? 'meeting.note.muted-hard.help' : 'meeting.note.muted.help');
  return { id: 'muted-there', kind: 'info', title: say('meeting.note.muted.title'), help };
}

function soundNote({ id: callId }: Meeting, { view, words: { say } }: Shown): NoteView | null {
  if (view.sound) return null;
  const action = { label: say('meeting.join-sound'), command: { type: 'join-sound', callId } as const };
  const [title, help] = [say('meeting.note.no-sound.title'), say('meeting.note.no-sound.help')];
  return { id: 'no-sound', kind: 'warning', title, help, action };
}

function notDone({ notDone: is }: Meeting, { say }: Words): NoteView | null {
  if (!is) return null;
  const [title, help] = [say('meeting.note.not-done.title'), say('meeting.note.not-done.help')];
  return { id: 'not-done', kind: 'warning', title, help };
}

/** What the user should know of a call that is becoming a meeting, or was to. */
export function addingNotes(callId: string, list: Meetings, words: Words): readonly NoteView[] {
  const meeting = list.find((one) => one.id === callId && one.shown && isStillCall(one));
  if (meeting === undefined) return [];
  return [...escalationNotes(meeting, words), ...addedNotes(meeting, words)];
}

function escalationNotes({ escalation, ending, added }: Meeting, { say }: Words): readonly NoteView[] {
  if (escalation !== null && added.length === 0) {
    return [{ id: 'becomes-meeting', kind: 'info', title: say('meeting.note.making.title'), help: '' }];
  }
  const isNotMade = ending?.reason === 'escalation-failed' || (ending?.reason === 'not-joined' && added.length === 0);
  if (!isNotMade) return [];
  const [title, help] = [say('meeting.note.not-made.title'), say('meeting.note.not-made.help')];
  return [{ id: 'no-meeting', kind: 'warning', title, help }];
}

function addedNotes({ id: callId, added: list }: Meeting, words: Words): readonly NoteView[] {
  return list.map((added): NoteView => {
    const { id, label: name, line: why, failed, cancel } = addedView(added, words);
    if (!failed) {
      const help = words.say('meeting.note.adding.help');
      const title = words.say('meeting.note.adding.title', { name });
      const command = { type: 'cancel-adding', callId, addedId: id } as const;
      const action = { label: words.say('meeting.added.cancel'), command };
      return { id: `adding-${id}`, kind: 'info', title, help, ...(cancel && { action }) };
    }
    const help = words.say('meeting.note.not-added.help', { why });
    return { id: `adding-${id}`, kind: 'warning', title: words.say('meeting.note.not-added.title', { name }), help };
  });
}
