import { badBodies, lostReply, refusedToken, retryAfter } from './answer-runs.ts';
import { randomSchedules } from './chaos.ts';
import type { Check } from './check.ts';
import { everyByte, randomBytes } from './cut-run.ts';
import { applicationGone } from './gone-runs.ts';
import { outOfStep } from './out-of-step.ts';
import { halfOpen, silentEndpoint } from './silence-runs.ts';
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
  halfOpen,
  silentEndpoint,
  randomSchedules,
  randomBytes,
  everyByte,
];
