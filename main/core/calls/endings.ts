import type { HistoryOutcome } from '../../../preload/contract/index.ts';
import { cleanText } from '../text.ts';
import type { Call, Ending, EndReason } from './state.ts';

interface Words {
  readonly title: string;
  readonly help: string;
  /** Whether it may go on to ring elsewhere, where it had not been answered here. */
  readonly ringsOn?: true;
}

/** The sentences for a call that ended, for the call window, the notification and the history. */
const words: Readonly<Record<EndReason, Words>> = {
  'hung-up-here': { title: 'Call ended', help: '' },
  'hung-up-there': { title: 'Call ended', help: '' },
  'declined-here': { title: 'Declined', help: '' },
  'cancelled-there': { title: 'Missed', help: 'The caller hung up.' },
  'answered-elsewhere': { title: 'Answered elsewhere', help: '' },
  'declined-elsewhere': { title: 'Declined elsewhere', help: '' },
  'answered-otherwise': { title: 'Answered in another way', help: 'By a message or by telephone.' },
  forwarded: { title: 'Forwarded', help: 'Somebody else was rung in your place.' },
  transferred: { title: 'Transferred', help: 'Somebody else was rung in your place.' },
  'went-on-elsewhere': { title: 'Taken elsewhere', help: 'It went on in another conversation.' },
  over: { title: 'Missed', help: '' },
  'no-answer': { title: 'Missed', help: 'It was not answered in time.' },
  'network-dropped': {
    title: 'The network dropped.',
    help: 'Check the connection of this computer. Switchhook keeps trying to reach the server.',
  },
  'no-microphone': {
    title: 'No microphone was found.',
    help: 'Plug in a headset or a microphone.',
    ringsOn: true,
  },
  'microphone-denied': {
    title: 'The microphone is not allowed.',
    help: 'Allow Switchhook to use the microphone in the settings of this computer.',
  },
  'microphone-failed': {
    title: 'The microphone could not be opened.',
    help: 'Another program may be using it. Choose another microphone in Settings.',
  },
  'media-unsupported': {
    title: 'Sound could not be set up.',
    help: 'The caller’s system offered no sound that this app can play. Ask your administrator.',
  },
  'media-encrypted': {
    title: 'Sound could not be set up.',
    help: 'The caller’s system wants encrypted sound, which Switchhook cannot play yet. Ask your administrator.',
  },
  'media-unknown-codec': {
    title: 'Sound could not be set up.',
    help: 'The caller’s system speaks no sound format that Switchhook knows. Ask your administrator.',
  },
  'media-unreachable': {
    title: 'Sound could not be set up.',
    help: 'This computer cannot reach the caller’s sound directly. Ask your administrator about calls through a relay.',
  },
  'media-failed': {
    title: 'Sound could not be set up.',
    help: 'Restart Switchhook if it happens again.',
    ringsOn: true,
  },
  'far-silent': {
    title: 'The sound stopped.',
    help: 'Nothing came from the other side for 30 seconds, so the call was ended.',
  },
  'not-accepted': {
    title: 'The call could not be answered.',
    help: 'It may still ring elsewhere.',
  },
  'server-lost': {
    title: 'The server ended the call.',
    help: 'Switchhook had to sign in again.',
  },
  'signed-out': { title: 'Call ended', help: 'You signed out or quit Switchhook.' },
};

export function endingWords({ reason, by }: Ending, hadVoice = false): Pick<Words, 'title' | 'help'> {
  const name = reason === 'answered-elsewhere' ? cleanText(by) : null;
  if (name !== null) return { title: `Answered by ${name}`, help: '' };
  const { title, help, ringsOn } = words[reason];
  return { title, help: ringsOn && !hadVoice ? `${help} The call may still ring elsewhere.` : help };
}

/** Titles that a row of the history has beside it already, as its outcome. */
const outcomeTitles: ReadonlySet<string> = new Set(['Call ended', 'Declined', 'Missed']);

/** What a row of the history says beyond its outcome; may be empty. */
export function endingNote(ending: Ending, hadVoice = false): string {
  const { title, help } = endingWords(ending, hadVoice);
  if (outcomeTitles.has(title)) return help;
  return help === '' ? title : `${title.replace(/\.$/, '')}. ${help}`;
}

/** Only a call in which both could talk was answered, whoever ended it. */
export function outcomeOf(call: Call): HistoryOutcome {
  if (call.connectedAt !== null) return hadNoMicrophone(call) ? 'failed' : 'answered';
  switch (call.ending?.reason) {
    case 'declined-here':
    case 'hung-up-here':
      return 'declined';
    case 'answered-elsewhere':
    case 'declined-elsewhere':
    case 'answered-otherwise':
    case 'forwarded':
    case 'transferred':
    case 'went-on-elsewhere':
      return 'elsewhere';
    case 'cancelled-there':
    case 'hung-up-there':
    case 'no-answer':
    case 'over':
      return 'missed';
    default:
      return call.answered ? 'failed' : 'missed';
  }
}

function hadNoMicrophone({ microphone, ending }: Call): boolean {
  const reasons: readonly (EndReason | undefined)[] = ['no-microphone', 'microphone-denied', 'microphone-failed'];
  return microphone === 'unopened' && reasons.includes(ending?.reason);
}
