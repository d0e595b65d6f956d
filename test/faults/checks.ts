import { badBodies, lostReply, refusedToken, retryAfter } from './answer-runs.ts';
import { randomSchedules } from './chaos.ts';
import type { Check } from './check.ts';
import { everyByte, randomBytes } from './cut-run.ts';
import { flaps } from './flap-runs.ts';
import { applicationGone } from './gone-runs.ts';
import { outOfStep } from './out-of-step.ts';
import { rivals } from './rival-runs.ts';
import { halfOpen, silentEndpoint } from './silence-runs.ts';
import { longSleep } from './sleep-runs.ts';
import { badWires, repeatedBatches } from './wire-runs.ts';

/** All that `npm run faults` runs; the longest last. */
export const checks: readonly Check[] = [
  badWires,
  repeatedBatches,
  badBodies,
  applicationGone,
  outOfStep,
  refusedToken,
  retryAfter,
  lostReply,
  rivals,
  longSleep,
  flaps,
  halfOpen,
  silentEndpoint,
  randomSchedules,
  randomBytes,
  everyByte,
];
