import { badBodies, lostReply, refusedToken, retryAfter } from './answer-runs.ts';
import { randomSchedules } from './chaos.ts';
import type { Check } from './check.ts';
import { everyByte, randomBytes } from './cut-run.ts';
import { flaps } from './flap-runs.ts';
import { flood } from './flood-runs.ts';
import { applicationGone } from './gone-runs.ts';
import { leftBehind } from './left-runs.ts';
import { outOfStep } from './out-of-step.ts';
import { readyAnswer } from './ready-answer.ts';
import { rivals } from './rival-runs.ts';
import { halfOpen, silentChannel, silentEndpoint } from './silence-runs.ts';
import { longSleep } from './sleep-runs.ts';
import { badWires, repeatedBatches } from './wire-runs.ts';

/** All that `npm run faults` runs; the longest last. */
export const checks: readonly Check[] = [
  badWires,
  repeatedBatches,
  badBodies,
  leftBehind,
  applicationGone,
  outOfStep,
  refusedToken,
  retryAfter,
  lostReply,
  rivals,
  longSleep,
  flaps,
  readyAnswer,
  flood,
  halfOpen,
  silentChannel,
  silentEndpoint,
  randomSchedules,
  randomBytes,
  everyByte,
];
