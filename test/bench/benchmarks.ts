import { measureAnswerOnWire } from './app/answer-on-wire.ts';
import { type FloodRounds, measureFlood } from './app/flood.ts';
import { type IdleRounds, measureIdle } from './app/idle.ts';
import { measureLongList } from './app/long-list.ts';
import { measureMainWindow, type WindowRounds } from './app/main-window.ts';
import { measureMemoryAfterCalls, type RestRounds } from './app/memory-after-calls.ts';
import { type CallRounds, driftOf, measureMemoryOverCalls } from './app/memory-over-calls.ts';
import type { Rig } from './app/rig.ts';
import { measureRingPainted } from './app/ring-painted.ts';
import { measureStartToTray } from './app/start-to-tray.ts';
import { measureBombs } from './core/bombs.ts';
import { measureDecode } from './core/decode.ts';
import { measureStorm } from './core/event-storm.ts';
import { measureLongHistory, measureManyPeople } from './core/long-history.ts';
import { measurePeopleSearch } from './core/people-search.ts';
import { measureReadHistory } from './core/read-history.ts';
import type { Figure } from './report.ts';
import type { Rounds, Samples } from './samples.ts';

/** How often each benchmark measures. */
export interface Plan {
  readonly start: Rounds;
  readonly idle: IdleRounds;
  readonly ring: Rounds;
  readonly window: WindowRounds;
  readonly list: WindowRounds;
  readonly answer: Rounds;
  readonly memory: CallRounds;
  readonly rest: RestRounds;
  readonly flood: FloodRounds;
  readonly decode: Rounds;
  readonly storm: Rounds;
  readonly bombs: Rounds;
  readonly history: Rounds;
  readonly people: Rounds;
}

export const fullPlan: Plan = {
  start: { warmUps: 2, rounds: 20 },
  // V8 tidies up half a minute after the start; what the app does by itself has periods of a minute at most.
  idle: { warmUps: 0, rounds: 3, settleMs: 45_000, watchMs: 65_000 },
  ring: { warmUps: 3, rounds: 40 },
  window: { warmUps: 1, rounds: 15, settleMs: 4_000 },
  list: { warmUps: 1, rounds: 10, settleMs: 4_000 },
  answer: { warmUps: 3, rounds: 30 },
  memory: { calls: 100 },
  rest: { rounds: 3, calls: 3, settleMs: 45_000, restMs: 90_000 },
  flood: { warmUps: 1, rounds: 8, watchMs: 10_000 },
  decode: { warmUps: 5, rounds: 40 },
  storm: { warmUps: 3, rounds: 20 },
  bombs: { warmUps: 2, rounds: 15 },
  history: { warmUps: 3, rounds: 15 },
  people: { warmUps: 3, rounds: 15 },
};

/** Shows that every benchmark works; its figures say little. */
export const smokePlan: Plan = {
  start: { warmUps: 0, rounds: 1 },
  idle: { warmUps: 0, rounds: 1, settleMs: 500, watchMs: 1_000 },
  ring: { warmUps: 0, rounds: 2 },
  window: { warmUps: 0, rounds: 1, settleMs: 500 },
  list: { warmUps: 0, rounds: 1, settleMs: 500 },
  answer: { warmUps: 0, rounds: 2 },
  memory: { calls: 2 },
  flood: { warmUps: 0, rounds: 1, watchMs: 3_000 },
  rest: { rounds: 1, calls: 1, settleMs: 500, restMs: 500 },
  decode: { warmUps: 0, rounds: 1 },
  storm: { warmUps: 0, rounds: 1 },
  bombs: { warmUps: 0, rounds: 1 },
  history: { warmUps: 0, rounds: 1 },
  people: { warmUps: 0, rounds: 1 },
};

type CorePart = 'decode' | 'storm' | 'bombs' | 'history' | 'people';
export type AppPart = Exclude<keyof Plan, CorePart>;

/** Those of the core alone, in this process: they need no app and no desktop. */
export const coreBenchmarks: Readonly<Record<CorePart, (plan: Plan) => Promise<Figure[]>>> = {
  decode: async (plan) => {
    const { invitations, small, zod } = await measureDecode(plan.decode);
    return [
      { name: 'decode-1mb', unit: 'ms', samples: invitations, compare: 'ratio', target: 2 },
      { name: 'decode-10000-events', unit: 'ms', samples: small, compare: 'ratio', target: 2 },
      { name: 'decode-1mb-zod', unit: 'ms', samples: zod, compare: 'ratio', target: 1 },
    ];
  },
  storm: async (plan) => {
    const { lag, ring, heap } = await measureStorm(plan.storm);
    return [
      { name: 'storm-lag', unit: 'ms', samples: lag, compare: 'difference', target: 100 },
      { name: 'storm-ring', unit: 'ms', samples: ring, compare: 'difference', target: 1_000 },
      { name: 'storm-heap', unit: 'MiB', samples: heap, compare: 'difference', target: 5 },
    ];
  },
  bombs: async (plan) => {
    const { lags, inflated, memory } = await measureBombs(plan.bombs);
    return [
      { name: 'bomb-gzip', unit: 'ms', samples: inflated, compare: 'difference', target: 1_000 },
      { name: 'bomb-gzip-memory', unit: 'MiB', samples: memory, compare: 'difference', target: 32 },
      ...Object.entries(lags).map(
        ([name, samples]): Figure => ({
          name: `bomb-${name}`,
          unit: 'ms',
          samples,
          compare: 'difference',
          target: bombTarget(name),
        }),
      ),
    ];
  },
  history: async (plan) => [
    {
      name: 'ring-long-history',
      unit: 'ms',
      samples: await measureLongHistory(plan.history),
      compare: 'ratio',
      target: 1.1,
    },
    {
      name: 'read-long-history',
      unit: 'ms',
      samples: await measureReadHistory(plan.history),
      compare: 'ratio',
      target: 1,
    },
  ],
  people: async (plan) => [
    {
      name: 'ring-many-people',
      unit: 'ms',
      samples: await measureManyPeople(plan.people),
      compare: 'ratio',
      target: 1.1,
    },
    {
      name: 'people-search',
      unit: 'ms',
      samples: await measurePeopleSearch(plan.people),
      compare: 'ratio',
      target: 1,
    },
  ],
};

/** The most that the event loop may stand still over a bomb, in milliseconds; an offer is refused before it is read. */
function bombTarget(name: string): number {
  return name === 'sdp-lines' ? 5 : 200;
}

/** Those of the app, by the part of the plan that they follow, in the order in which they run. */
export const benchmarks: Readonly<Record<AppPart, (rig: Rig, plan: Plan) => Promise<Figure[]>>> = {
  start: async (rig, plan) => [
    {
      name: 'start-to-tray',
      unit: 'ms',
      samples: await measureStartToTray(rig, plan.start),
      compare: 'ratio',
      target: 1.3,
    },
  ],
  idle: async (rig, plan) => {
    const { memory, processor } = await measureIdle(rig, plan.idle);
    return [
      { name: 'idle-memory', unit: 'MB', samples: memory, compare: 'ratio', target: 1.05 },
      { name: 'idle-cpu', unit: '% of a core', samples: processor, compare: 'difference', target: 0.1 },
    ];
  },
  ring: async (rig, plan) => withTail('ring-painted', await measureRingPainted(rig, plan.ring), 1.2),
  window: async (rig, plan) => withTail('main-window', await measureMainWindow(rig, plan.window), 1.5),
  list: async (rig, plan) => {
    const { opening, memory } = await measureLongList(rig, plan.list);
    return [
      { name: 'main-window-long-history', unit: 'ms', samples: opening, compare: 'ratio', target: 1.5 },
      { name: 'main-window-long-history-memory', unit: 'MB', samples: memory, compare: 'ratio', target: 1.1 },
    ];
  },
  answer: async (rig, plan) => {
    const { warm, idle } = await measureAnswerOnWire(rig, plan.answer);
    return [...withTail('answer-on-wire', warm, 1.3), ...withTail('answer-after-idle', idle, 1.3)];
  },
  flood: async (rig, plan) => {
    const { frames, click } = await measureFlood(rig, plan.flood);
    return [
      { name: 'flood-frames', unit: 'ms', samples: frames, compare: 'difference', target: 50 },
      { name: 'flood-click', unit: 'ms', samples: click, compare: 'difference', target: 50 },
    ];
  },
  rest: async (rig, plan) => [
    {
      name: 'memory-after-calls',
      unit: 'MB',
      samples: await measureMemoryAfterCalls(rig, plan.rest),
      compare: 'ratio',
      target: 1.05,
    },
  ],
  memory: async (rig, plan) => {
    const samples = await measureMemoryOverCalls(rig, plan.memory);
    return [
      { name: 'memory-over-calls', unit: 'MB', samples, compare: 'ratio', of: 'worst', target: 1.1 },
      { name: 'memory-drift', unit: 'MB', samples: driftOf(samples), compare: 'ratio', target: 1.05 },
    ];
  },
};

/** The most that one time in twenty may take, against the bare app's. */
const tailTarget = 1.5;

/** A time and, in a line of its own, its 95th percentile. */
function withTail(name: string, samples: Samples, target: number): Figure[] {
  return [
    { name, unit: 'ms', samples, compare: 'ratio', target },
    { name: `${name}-p95`, unit: 'ms', samples, of: 'p95', compare: 'ratio', target: tailTarget },
  ];
}
