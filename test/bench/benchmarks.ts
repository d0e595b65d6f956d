import { measureAnswerOnWire } from './answer-on-wire.ts';
import { type IdleRounds, measureIdle } from './idle.ts';
import type { Figure } from './report.ts';
import type { Rig } from './rig.ts';
import { measureRingPainted } from './ring-painted.ts';
import type { Rounds } from './samples.ts';
import { measureStartToTray } from './start-to-tray.ts';

/** How often each benchmark measures. */
export interface Plan {
  readonly start: Rounds;
  readonly idle: IdleRounds;
  readonly ring: Rounds;
  readonly answer: Rounds;
}

export const fullPlan: Plan = {
  start: { warmUps: 2, rounds: 20 },
  idle: { warmUps: 0, rounds: 4, settleMs: 15_000, watchMs: 15_000 },
  ring: { warmUps: 3, rounds: 40 },
  answer: { warmUps: 3, rounds: 30 },
};

/** Shows that every benchmark works; its figures say little. */
export const smokePlan: Plan = {
  start: { warmUps: 1, rounds: 2 },
  idle: { warmUps: 0, rounds: 1, settleMs: 2_000, watchMs: 2_000 },
  ring: { warmUps: 1, rounds: 3 },
  answer: { warmUps: 1, rounds: 3 },
};

/** The benchmarks by the part of the plan that they follow, in the order in which they run. */
export const benchmarks: Readonly<Record<keyof Plan, (rig: Rig, plan: Plan) => Promise<Figure[]>>> = {
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
      { name: 'idle-memory', unit: 'MB', samples: memory, compare: 'ratio', target: 1.15 },
      { name: 'idle-cpu', unit: '% of a core', samples: processor, compare: 'difference', target: 0.5 },
    ];
  },
  ring: async (rig, plan) => [
    {
      name: 'ring-painted',
      unit: 'ms',
      samples: await measureRingPainted(rig, plan.ring),
      compare: 'ratio',
      target: 1.2,
    },
  ],
  answer: async (rig, plan) => [
    {
      name: 'answer-on-wire',
      unit: 'ms',
      samples: await measureAnswerOnWire(rig, plan.answer),
      compare: 'ratio',
      target: 1.3,
    },
  ],
};
