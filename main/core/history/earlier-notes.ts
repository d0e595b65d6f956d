import type { EndReason } from '../calls/state.ts';
import type { OutageCause } from '../session/state.ts';
import type { HistoryFact } from './fact.ts';

/** What earlier versions wrote in place of a caller who hid. */
export const earlierHiddenLabel = 'Caller’s number is hidden';

const ringsOn = ' The call may still ring elsewhere.';
const noSound = 'Sound could not be set up. The caller’s system';

/** The sentences that earlier versions kept, word by word: they stay as they are here, however a call is told of today. */
const ended: ReadonlyMap<string, EndReason> = new Map([
  ['The caller hung up.', 'cancelled-there'],
  ['Answered elsewhere', 'answered-elsewhere'],
  ['Declined elsewhere', 'declined-elsewhere'],
  ['Answered in another way. By a message or by telephone.', 'answered-otherwise'],
  ['Forwarded. Somebody else was rung in your place.', 'forwarded'],
  ['Transferred. Somebody else was rung in your place.', 'transferred'],
  ['Taken elsewhere. It went on in another conversation.', 'went-on-elsewhere'],
  ['It was not answered in time.', 'no-answer'],
  [
    'The network dropped. Check the connection of this computer. Switchhook keeps trying to reach the server.',
    'network-dropped',
  ],
  ['No microphone was found. Plug in a headset or a microphone.', 'no-microphone'],
  [
    'The microphone is not allowed. Allow Switchhook to use the microphone in the settings of this computer.',
    'microphone-denied',
  ],
  [
    'The microphone could not be opened. Another program may be using it. Choose another microphone in Settings.',
    'microphone-failed',
  ],
  [`${noSound} offered no sound that this app can play. Ask your administrator.`, 'media-unsupported'],
  [`${noSound} wants encrypted sound, which Switchhook cannot play yet. Ask your administrator.`, 'media-encrypted'],
  [`${noSound} speaks no sound format that Switchhook knows. Ask your administrator.`, 'media-unknown-codec'],
  [
    'Sound could not be set up. This computer cannot reach the caller’s sound directly. Ask your administrator about calls through a relay.',
    'media-unreachable',
  ],
  ['Sound could not be set up. Restart Switchhook if it happens again.', 'media-failed'],
  ['The sound stopped. Nothing came from the other side for 30 seconds, so the call was ended.', 'far-silent'],
  ['The call could not be answered. It may still ring elsewhere.', 'not-accepted'],
  ['The server ended the call. Switchhook had to sign in again.', 'server-lost'],
  ['You signed out or quit Switchhook.', 'signed-out'],
]);

const notRung: ReadonlyMap<string, OutageCause | null> = new Map([
  ['It did not ring here.', null],
  ['It came while the server could not be reached.', 'network'],
  ['It came while the server did not answer.', 'server'],
  ['It came while this computer was asleep.', 'asleep'],
  ['It came while another program had your place.', 'taken-over'],
  ['It came while you were signed out.', 'signed-out'],
]);

/** What an earlier version knew when it wrote that. `rang`: it rang here. `talked`: both could talk. */
export function factOfNote(note: string, rang: boolean, talked: boolean): HistoryFact | null {
  if (!rang) {
    const cause = notRung.get(note);
    return cause === undefined ? { kind: 'told', text: note, rang } : { kind: 'not-rung', cause };
  }
  if (note === '') return null;
  const by = /^Answered by (.+)$/u.exec(note)?.[1] ?? null;
  const reason = by === null ? ended.get(withoutAddition(note)) : 'answered-elsewhere';
  if (reason === undefined) return { kind: 'told', text: note, rang };
  return { kind: 'ended', reason, by, hadVoice: talked || (added.has(reason) && !note.endsWith(ringsOn)) };
}

/** To these ends that was added where nobody had talked. */
const added: ReadonlySet<EndReason> = new Set(['no-microphone', 'media-failed']);

function withoutAddition(note: string): string {
  return note.endsWith(ringsOn) ? note.slice(0, -ringsOn.length) : note;
}
