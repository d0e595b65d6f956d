import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { faults, runSchedule, type Step, schedules } from './world/schedule.ts';

/** The detector follows each fault, with nobody calling, with a ring, and with a call that is up. */
describe('after each fault phone and server agree', () => {
  const before: Readonly<Record<string, readonly Step[]>> = {
    'nobody calls': [],
    'it rings': [
      ['rings', 0],
      ['some seconds pass', 0],
    ],
    'both talk': [
      ['rings', 0],
      ['some seconds pass', 0],
      ['answers', 0],
      ['some seconds pass', 0],
    ],
  };
  for (const fault of Object.keys(faults)) {
    for (const [state, steps] of Object.entries(before)) {
      for (const reoffers of [false, true]) {
        test(`${fault}, while ${state}${reoffers ? ', and a new application has the call too' : ''}`, async () => {
          for (const amount of fault === 'answers strangely' ? Array.from({ length: 12 }, (_, index) => index) : [7]) {
            const passing: Step = ['some seconds pass', 20];
            const { server } = await runSchedule({ reoffers, steps: [...steps, [fault, amount], passing] });
            assert.ok(server.mostPolls <= 2);
          }
        });
      }
    }
  }
});

/** The same schedules in every run; the fuzzer draws others. */
test('whatever happens in whatever order: nothing is lost, doubled or rings on', async () => {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => void (await runSchedule(schedule))),
    { numRuns: 40, seed: 1 },
  );
});
