import type { Stars } from '../../../preload/contract/index.ts';
import type { WireFigures } from '../ports.ts';
import { type Course, courseAfter, noCourse } from './course.ts';
import type { Second } from './figures.ts';
import type { NetworkKind } from './network.ts';
import { type Totals, totalsAfter } from './totals.ts';
import { noWord, type SoundFault, type WordState, wordAfter } from './word.ts';

/** A call as it is measured, from its first second to its last. */
export interface LiveQuality {
  readonly callId: string;
  readonly word: WordState;
  readonly course: Course;
  /** What is heard here, and there; null before anything was. */
  readonly here: Totals | null;
  readonly there: Totals | null;
  /** For so many seconds the word was not good, by what was at fault. */
  readonly badFor: Readonly<Partial<Record<SoundFault, number>>>;
  readonly weakFor: number;
  readonly silentFor: number;
  /** Seconds in which voice was due. */
  readonly seconds: number;
  readonly wire: Pick<WireFigures, 'codec' | 'encrypted' | 'via'>;
}

/** A call that is over, as it is kept on the disk: figures, and nothing of whose it was but the id by which the history knows it. */
export interface PastQuality {
  readonly callId: string;
  /** When it began to ring, in ms since 1970. */
  readonly at: number;
  /** In seconds. */
  readonly seconds: number;
  readonly codec: string;
  readonly encrypted: boolean;
  readonly network: NetworkKind;
  /** The microphone's label; null where it had none. */
  readonly device: string | null;
  readonly here: Totals | null;
  readonly there: Totals | null;
  readonly weakFor: number;
  readonly silentFor: number;
  /** What was at fault for longest; null where nothing was. */
  readonly fault: SoundFault | null;
  /** Absent in older ones. */
  readonly course?: Pick<Course, 'step' | 'points'>;
}

/**
 * A call to oneself.
 *
 *     connecting --the window connects--> talking --stopped, or its time is over--> over
 *         |                                  |
 *         +-----no voice, no sound device----+--> failed
 */
export interface TestCall {
  readonly id: string;
  readonly state: 'connecting' | 'talking' | 'over' | 'failed';
  /** What the sound window answers to; null before it is there, and once it is over. */
  readonly nearOffer: string | null;
  /** Voice came back. */
  readonly heard: boolean;
  readonly past: PastQuality | null;
}

export interface QualityModel {
  /** Newest first. */
  readonly past: readonly PastQuality[];
  /** Calls of which the server wants to hear how they sounded, and what the user said; newest last. */
  readonly ratings: readonly { readonly callId: string; readonly stars: Stars | null }[];
  readonly test: TestCall | null;
}

export const noQuality: QualityModel = { past: [], ratings: [], test: null };

/** Calls that are kept with all figures but their course, and with it. */
const [mostPast, mostCourses] = [500, 20];

/** One more second of a call. */
export function liveAfter(
  live: readonly LiveQuality[],
  callId: string,
  { second, wire, online }: { readonly second: Second; readonly wire: WireFigures; readonly online: boolean },
): readonly LiveQuality[] {
  const before = live.find((each) => each.callId === callId) ?? begun(callId, wire);
  const word = wordAfter(before.word, second, online);
  const measured = { ...before, word, wire: { codec: wire.codec, encrypted: wire.encrypted, via: wire.via } };
  const next = second.quiet ? measured : counted(measured, second);
  return [...live.filter((each) => each.callId !== callId), next];
}

function begun(callId: string, { codec, encrypted, via }: WireFigures): LiveQuality {
  const none = { here: null, there: null, badFor: {}, weakFor: 0, silentFor: 0, seconds: 0 };
  return { callId, word: noWord, course: noCourse, ...none, wire: { codec, encrypted, via } };
}

function counted(live: LiveQuality, second: Second): LiveQuality {
  const said = live.word.word;
  const fault = said === null || said.level === 'good' ? null : said.fault;
  return {
    ...live,
    seconds: live.seconds + 1,
    course: courseAfter(live.course, second),
    here: second.here === null ? live.here : totalsAfter(live.here, second.here),
    there: second.there === null ? live.there : totalsAfter(live.there, second.there),
    weakFor: live.weakFor + (said?.level === 'weak' ? 1 : 0),
    silentFor: live.silentFor + (said?.level === 'none' ? 1 : 0),
    badFor: fault === null ? live.badFor : { ...live.badFor, [fault]: (live.badFor[fault] ?? 0) + 1 },
  };
}

/** Adds a call, newest first; one that is known is replaced. */
export function withPast(past: readonly PastQuality[], call: PastQuality): readonly PastQuality[] {
  return [call, ...past.filter(({ callId }) => callId !== call.callId)]
    .slice(0, mostPast)
    .map((each, index) => (index < mostCourses ? each : withoutCourse(each)));
}

function withoutCourse({ course: _, ...call }: PastQuality): PastQuality {
  return call;
}
