import type { HistoryOutcome } from '../../../preload/contract/index.ts';
import { cleanText } from '../text.ts';
import { endReasons } from './end-reasons.ts';
import type { Call, Ending } from './state.ts';

/** Why a call ended, and who answered in the user's place. */
type Why = Pick<Ending, 'reason' | 'by'>;

/** The sentences for a call that ended, for the call window and the notification. `hadVoice`: both could talk. */
export function endingWords({ reason, by }: Why, hadVoice = false): { readonly title: string; readonly help: string } {
  const name = reason === 'answered-elsewhere' ? cleanText(by) : null;
  if (name !== null) return { title: `Answered by ${name}`, help: '' };
  const { title, help, ringsOn } = endReasons[reason];
  return { title, help: ringsOn && !hadVoice ? `${help} The call may still ring elsewhere.` : help };
}

/** What a row of the history says beyond its outcome; may be empty. */
export function endingNote(why: Why, hadVoice = false): string {
  const { title, help } = endingWords(why, hadVoice);
  if (endReasons[why.reason].plain) return help;
  return help === '' ? title : `${title.replace(/\.$/, '')}. ${help}`;
}

/** Only a call in which both could talk was answered, whoever ended it. */
export function outcomeOf(call: Call): HistoryOutcome {
  if (call.connectedAt !== null) return hadNoMicrophone(call) ? 'failed' : 'answered';
  const counts = call.ending === null ? 'failed' : endReasons[call.ending.reason].counts;
  return counts === 'failed' && !call.answered ? 'missed' : counts;
}

/** Its own voice never came about, although the far side's did. */
function hadNoMicrophone({ microphone, ending }: Call): boolean {
  return microphone === 'unopened' && ending !== null && endReasons[ending.reason].stop === 'FailedStartAudioStream';
}
