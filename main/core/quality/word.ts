import type { SoundLevel } from '../../../preload/contract/index.ts';
import type { Second } from './figures.ts';
import { isGoodAgain, isWeak, meanOf } from './thresholds.ts';

/** Why sound is weak or gone, as far as can be told from here. */
export type SoundFault = 'your-network' | 'their-network' | 'their-side' | 'your-microphone';

/** What is said of a call's sound. */
export type SoundWord =
  | { readonly level: Extract<SoundLevel, 'good'> }
  | { readonly level: Exclude<SoundLevel, 'good'>; readonly fault: SoundFault };

/**
 * The word as it stands, with what the next one is made of.
 *
 *     nothing --2 s--> good <--5 s clearly better, 5 s bad--> weak
 *        ^              |                                      |
 *        +--hold--------+------------5 s nothing comes------> none --something comes--> good or weak
 *
 * Whatever is said stays for five seconds.
 */
export interface WordState {
  readonly word: SoundWord | null;
  /** Since when it is said, in seconds of the call. */
  readonly since: number;
  /** Seconds of the call so far. */
  readonly seconds: number;
  /** The last five, oldest first. */
  readonly recent: readonly Second[];
  /** So many seconds in a row nothing came that was due, and the microphone gave nothing. */
  readonly silentFor: number;
  readonly dumbFor: number;
}

export const noWord: WordState = { word: null, since: 0, seconds: 0, recent: [], silentFor: 0, dumbFor: 0 };

const firstAfter = 2;
const keptFor = 5;
const window = 5;
/** The reports of who sends come every five seconds: the second one after sound went was written after that. */
const reportedAfter = 11;

/** One more second. `online`: the server can be reached from here. */
export function wordAfter(before: WordState, second: Second, online: boolean): WordState {
  const seconds = before.seconds + 1;
  if (second.quiet) return { ...noWord, seconds, since: seconds };
  const counted = {
    seconds,
    recent: [...before.recent, second].slice(-window),
    silentFor: second.heard ? 0 : before.silentFor + 1,
    dumbFor: second.dumb ? before.dumbFor + 1 : 0,
  };
  const state: WordState = { ...before, ...counted };
  const word = chosen(state, online);
  const isKept = before.word !== null && seconds - before.since < keptFor;
  return isKept || isSame(word, before.word) ? state : { ...state, word, since: seconds };
}

function chosen(state: WordState, online: boolean): SoundWord | null {
  const { word, recent, seconds, silentFor, dumbFor } = state;
  if (silentFor >= window) return { level: 'none', fault: faultOfSilence(state, online) };
  if (dumbFor >= window) return { level: 'none', fault: 'your-microphone' };
  // A second without sound says nothing yet.
  if (silentFor > 0 || seconds < firstAfter) return word;
  const [here, there] = [meanOf(recent.map((each) => each.here)), meanOf(recent.map((each) => each.there))];
  // Most is lost on the last part of the way, on somebody's own network: who hears badly is the one whose it is.
  if (here !== null && isWeak(here)) return { level: 'weak', fault: 'your-network' };
  if (there !== null && isWeak(there)) return { level: 'weak', fault: 'their-network' };
  if (word?.level !== 'weak') return { level: 'good' };
  const isBetter = [here, there].every((each) => each === null || isGoodAgain(each));
  return isBetter ? { level: 'good' } : word;
}

/** Who still says that it sends, or cannot be asked while the server is out of reach too, is not who is silent. */
function faultOfSilence({ silentFor, recent }: WordState, online: boolean): SoundFault {
  const says = silentFor >= reportedAfter ? (recent.at(-1)?.farSends ?? null) : null;
  return (says ?? !online) ? 'your-network' : 'their-side';
}

function isSame(one: SoundWord | null, other: SoundWord | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
