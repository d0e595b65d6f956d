import type { EndingView, HistoryOutcome, Words } from '../../../preload/contract/index.ts';
import { cleanText } from '../text.ts';
import { endReasons } from './end-reasons.ts';
import type { Call, Ending, EndReason } from './state.ts';

/** Why a call ended, and who answered in the user's place. */
type Why = Pick<Ending, 'reason' | 'by'> & Partial<Pick<Ending, 'code'>>;

/** Those whose title says it all. */
const withoutHelp = [
  'hung-up-here',
  'hung-up-there',
  'declined-here',
  'answered-elsewhere',
  'declined-elsewhere',
  'over',
] as const satisfies readonly EndReason[];

/** The sentences for a call that ended, for the call window and the notification. `ringsOnNowhere`: both could talk, or the user made it. */
export function endingWords(
  { reason, by, code = '' }: Why,
  { say }: Words,
  ringsOnNowhere = false,
): { readonly title: string; readonly help: string } {
  const name = reason === 'answered-elsewhere' ? cleanText(by) : null;
  if (name !== null) return { title: say('ending.answered-by', { name }), help: '' };
  const title = say(`ending.${reason}.title`);
  const word = reason === 'over' ? cleanText(code) : null;
  if (word !== null) return { title, help: say('ending.over.help', { code: word }) };
  if (hasNoHelp(reason)) return { title, help: '' };
  const help = say(`ending.${reason}.help`);
  return { title, help: endReasons[reason].ringsOn && !ringsOnNowhere ? say('ending.rings-on', { help }) : help };
}

/** How a call ended, for the call window; null while it did not. */
export function projectEnding({ ending, connectedAt, direction }: Call, words: Words): EndingView | null {
  if (ending === null) return null;
  const isOrdinary = ending.reason === 'hung-up-here' || ending.reason === 'hung-up-there';
  const ringsOnNowhere = connectedAt !== null || direction === 'outgoing';
  return { ...endingWords(ending, words, ringsOnNowhere), ...(isOrdinary ? { ordinary: true } : {}) };
}

function hasNoHelp(reason: EndReason): reason is (typeof withoutHelp)[number] {
  return withoutHelp.some((one) => one === reason);
}

/** What a row of the history says beyond its outcome; may be empty. */
export function endingNote(why: Why, words: Words, ringsOnNowhere = false): string {
  const said = endingWords(why, words, ringsOnNowhere);
  return endReasons[why.reason].plain ? said.help : noteOf(said, words);
}

/** The sentences for an end as one note. */
export function noteOf({ title, help }: { readonly title: string; readonly help: string }, words: Words): string {
  if (help === '') return title;
  const isSentence = /\p{Sentence_Terminal}$/u.test(title);
  return words.say(isSentence ? 'ending.note-behind-sentence' : 'ending.note', { title, help });
}

/** What became of a call out that nobody answered. */
const outcomes: ReadonlyMap<EndReason | undefined, HistoryOutcome> = new Map([
  ['hung-up-here', 'cancelled'],
  ['busy-there', 'busy'],
  ['declined-there', 'declined'],
  ['no-answer-there', 'no-answer'],
]);

/** How the history counts a call out that nobody answered. */
export function outcomeOfCallOut(reason: EndReason | undefined): HistoryOutcome {
  return outcomes.get(reason) ?? 'failed';
}

/** Only a call in which both could talk was answered, whoever ended it. */
export function outcomeOf(call: Call): HistoryOutcome {
  if (call.out !== null && call.connectedAt === null) return outcomeOfCallOut(call.ending?.reason);
  if (call.connectedAt !== null) return hadNoMicrophone(call) ? 'failed' : 'answered';
  const counts = call.ending === null ? 'failed' : endReasons[call.ending.reason].counts;
  return counts === 'failed' && !call.answered ? 'missed' : counts;
}

/** Its own voice never came about, although the far side's did. */
function hadNoMicrophone({ microphone, ending }: Call): boolean {
  return microphone === 'unopened' && ending !== null && endReasons[ending.reason].stop === 'FailedStartAudioStream';
}
