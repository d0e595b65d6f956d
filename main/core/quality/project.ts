import type {
  CallQualityView,
  GroupQualityView,
  QualityView,
  SoundWordView,
  TestCallView,
  Words,
} from '../../../preload/contract/index.ts';
import type { History } from '../history/state.ts';
import { shownParty } from '../party/party.ts';
import { levelOf, projectMeasured, tenths } from './project-measured.ts';
import type { LiveQuality, PastQuality, QualityModel, TestCall } from './state.ts';
import { weak } from './thresholds.ts';
import type { SoundWord } from './word.ts';

/** How many calls the summary is about. */
const summed = 10;
/** What is older says nothing of a network as it is. */
const groupedMs = 30 * 24 * 3_600_000;
/** Rows of a table of networks or devices. */
const mostGroups = 8;

/** The word on a call that is up; null while there is none. */
export function soundOf(sounding: readonly LiveQuality[], callId: string, words: Words): SoundWordView | null {
  const word = sounding.find((live) => live.callId === callId)?.word.word ?? null;
  return word && projectWord(word, words);
}

function projectWord(word: SoundWord, { say }: Words): SoundWordView {
  const text = word.level === 'good' ? say('sound.good') : say(`sound.${word.level}.${word.fault}`);
  return { level: word.level, text };
}

/** How calls sounded. Names come from the history, which alone has them. */
export function projectQuality(
  { past, test }: QualityModel,
  sounding: readonly LiveQuality[],
  { history, words, wall }: { readonly history: History; readonly words: Words; readonly wall: number },
): QualityView {
  const recent = past.filter(({ at }) => wall - at < groupedMs);
  return {
    summary: summaryOf(past, words),
    calls: past.filter(({ course }) => course !== undefined).map((call) => projectCall(call, history, words)),
    networks: grouped(recent, ({ network }) => words.say(`quality.network.${network}`), words),
    devices: grouped(recent, ({ device }) => device ?? words.say('quality.no-device'), words),
    test: test && projectTest(test, sounding, words),
  };
}

function summaryOf(past: readonly PastQuality[], { say }: Words): string {
  const last = past.slice(0, summed);
  const good = last.filter((call) => levelOf(call) === 'good').length;
  return last.length === 0 ? '' : say('quality.summary', { good, count: last.length });
}

function projectCall(call: PastQuality, history: History, words: Words): CallQualityView {
  const entry = history.find(({ id }) => id === call.callId);
  const label = entry === undefined ? words.say('quality.unknown-party') : shownParty(entry.party, words).label;
  return { ...projectMeasured(call, words), callId: call.callId, label, at: call.at };
}

/** Those with most calls first. */
function grouped(
  past: readonly PastQuality[],
  nameOf: (call: PastQuality) => string,
  words: Words,
): readonly GroupQualityView[] {
  const groups = new Map<string, PastQuality[]>();
  for (const call of past) groups.set(nameOf(call), [...(groups.get(nameOf(call)) ?? []), call]);
  return [...groups]
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, mostGroups)
    .map(([name, calls]) => projectGroup(name, calls, words));
}

function projectGroup(name: string, calls: readonly PastQuality[], { say, number }: Words): GroupQualityView {
  const known = calls.flatMap(({ here }) => here?.mean ?? []);
  const mean = (of: (each: (typeof known)[number]) => number): number =>
    known.reduce((sum, each) => sum + of(each), 0) / known.length;
  const base = { name, calls: number(calls.length) };
  if (known.length === 0)
    return { ...base, level: 'none', loss: say('quality.unknown'), score: say('quality.unknown') };
  const [missing, score] = [mean((each) => each.missing), mean((each) => each.score)];
  return {
    ...base,
    level: score < weak.score || missing > weak.missing ? 'weak' : 'good',
    loss: say('quality.loss-value', { loss: tenths(missing * 100) }),
    score: say('quality.score-worst', { score: tenths(score) }),
  };
}

function projectTest(test: TestCall, sounding: readonly LiveQuality[], words: Words): TestCallView {
  const measured = test.past && projectMeasured(test.past, words);
  const { state, id } = test;
  const sound = measured === null ? soundOf(sounding, id, words) : { level: measured.level, text: measured.brief };
  return { state, text: words.say(`quality.test.${state}`), sound, measured };
}
