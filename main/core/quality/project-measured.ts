import type {
  DirectionView,
  GraphName,
  GraphView,
  MeasuredView,
  SoundLevel,
  Words,
} from '../../../preload/contract/index.ts';
import type { Point } from './course.ts';
import type { Direction } from './figures.ts';
import type { PastQuality } from './state.ts';
import { weak } from './thresholds.ts';
import type { Totals } from './totals.ts';

/** Less than this of a call in a row says nothing of the whole, in seconds. */
const worthSaying = 5;

/** How a call sounded as a whole. */
export function levelOf({ weakFor, silentFor, here }: PastQuality): SoundLevel {
  if (silentFor >= worthSaying) return 'none';
  if (weakFor >= worthSaying || (here !== null && here.mean.score < weak.score)) return 'weak';
  return 'good';
}

/** A call in words, figures and lines. */
export function projectMeasured(call: PastQuality, words: Words): MeasuredView {
  const { say, length } = words;
  const level = levelOf(call);
  const lasted = length((level === 'none' ? call.silentFor : Math.max(call.weakFor, 1)) * 1000);
  const fault = level === 'good' ? null : call.fault;
  const network = say(`quality.network.${call.network}`);
  const points = call.course?.points ?? [];
  return {
    level,
    brief: level === 'good' ? say('quality.outcome.good') : say(`quality.outcome.${level}`, { length: lasted }),
    title: level === 'good' || fault === null ? '' : say(`quality.trouble.${level}.${fault}`, { length: lasted }),
    help: fault === null ? '' : helpOf(fault, call, words),
    lengthMs: call.seconds * 1000,
    graphs: call.here === null ? [] : graphsOf(call.here, points, words),
    spans: spansOf(points),
    directions: [directionOf('you-heard', call.here, words), directionOf('they-heard', call.there, words)],
    facts: say('quality.facts', { codec: call.codec, encrypted: call.encrypted ? 'yes' : 'other', network }),
  };
}

function helpOf(fault: NonNullable<PastQuality['fault']>, { network }: PastQuality, { say }: Words): string {
  if (fault !== 'your-network') return say(`quality.help.${fault}`);
  const known = network === 'wifi' || network === 'vpn' || network === 'mobile' ? network : 'other';
  return say('quality.help.your-network', { network: known });
}

/** Of each graph: what it reads of a direction, how that is written, where it is weak, and what its height stands for. */
interface Figure {
  readonly of: (direction: Direction) => number | null;
  readonly write: (value: number, words: Words) => string;
  readonly limit: number;
  readonly from: number;
  readonly to: number;
}

const writeMs: Figure['write'] = (ms, { say }) => say('quality.ms-value', { ms: Math.round(ms) });

const figures: Readonly<Record<GraphName, Figure>> = {
  loss: {
    of: ({ missing }) => missing,
    write: (missing, { say }) => say('quality.loss-value', { loss: tenths(missing * 100) }),
    ...{ limit: weak.missing, from: 0, to: 0.1 },
  },
  jitter: { of: ({ jitterMs }) => jitterMs, write: writeMs, limit: weak.jitterMs, from: 0, to: 60 },
  'round-trip': { of: ({ roundTripMs }) => roundTripMs, write: writeMs, limit: weak.roundTripMs, from: 0, to: 400 },
  score: {
    of: ({ score }) => score,
    write: (score, { say }) => say('quality.score-worst', { score: tenths(score) }),
    ...{ limit: weak.score, from: 1, to: 4.5 },
  },
};

const graphNames: readonly GraphName[] = ['loss', 'jitter', 'round-trip', 'score'];

function graphsOf(here: Totals, points: readonly Point[], words: Words): readonly GraphView[] {
  return graphNames.map((name) => {
    const { of, write, limit, from, to } = figures[name];
    const height = (value: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)));
    const isScore = name === 'score';
    return {
      name,
      title: words.say(`quality.${name}`),
      reading: readingOf(name, here, words),
      limitText: words.say(isScore ? 'quality.weak-below' : 'quality.weak-above', { value: write(limit, words) }),
      limit: height(limit),
      values: points.map((point) => {
        const value = of(point);
        return value === null ? null : Math.round(height(value) * 1000) / 1000;
      }),
    };
  });
}

function readingOf(name: GraphName, { mean, worst }: Totals, words: Words): string {
  const { of, write } = figures[name];
  const [usual, bad] = [of(mean), of(worst)];
  if (usual === null || bad === null) return words.say('quality.unknown');
  const written = name === 'score' ? words.say('quality.score-value', { score: tenths(usual) }) : write(usual, words);
  return words.say('quality.reading', { mean: written, worst: write(bad, words) });
}

function directionOf(name: 'you-heard' | 'they-heard', totals: Totals | null, words: Words): DirectionView {
  const write = (figure: GraphName): string => {
    const value = totals === null ? null : figures[figure].of(totals.mean);
    return value === null ? words.say('quality.unknown') : figures[figure].write(value, words);
  };
  return {
    name: words.say(`quality.${name}`),
    ...{ loss: write('loss'), jitter: write('jitter'), roundTrip: write('round-trip'), score: write('score') },
  };
}

function spansOf(points: readonly Point[]): MeasuredView['spans'] {
  const spans: { from: number; to: number }[] = [];
  points.forEach(({ level }, index) => {
    if (level === 'good') return;
    const [from, to] = [index / points.length, (index + 1) / points.length];
    const last = spans.at(-1);
    if (last !== undefined && Math.abs(last.to - from) < 1e-9) last.to = to;
    else spans.push({ from, to });
  });
  return spans;
}

/** No finer than one place: more would be no more true. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
