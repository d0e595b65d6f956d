import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../same-inputs.ts';
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
            const { wire } = await runSchedule({ reoffers, steps: [...steps, [fault, amount], passing] });
            assert.ok(wire.mostPolls <= 2);
          }
        });
      }
    }
  }
});

/** Found by the fuzzer, each of them once wrong. */
describe('orders that are hard to get right', () => {
  const found: Readonly<Record<string, readonly [reoffers: boolean, ...steps: Step[]]>> = {
    'a ring is told again after a long sleep': [
      false,
      ['rings', 0],
      ['a moment passes', 0],
      ['says everything twice', 0],
      ['sleep', 1],
      ['a moment passes', 0],
      ['all is well', 0],
    ],
    'an answer is lost with the application': [
      true,
      ['rings', 0],
      ['and is compared', 0],
      ['forgets the application', 0],
      ['answers', 0],
    ],
    'a decline is lost with the application': [
      true,
      ['rings', 0],
      ['and is compared', 0],
      ['forgets the application', 0],
      ['declines', 0],
    ],
    'a hang-up is lost with the application': [
      true,
      ['rings', 0],
      ['and is compared', 0],
      ['answers', 0],
      ['forgets the application', 0],
      ['hangs up', 0],
    ],
    'the reply to an answer is lost, and the ring told again': [
      false,
      ['rings', 0],
      ['a moment passes', 0],
      ['answers', 0],
      ['refused to new connections', 0],
      ['says everything twice', 0],
      ['a moment passes', 0],
      ['rings', 0],
      ['all is well', 0],
    ],
    'an answer is on its way when it rings in the next application': [
      true,
      ['rings', 0],
      ['a moment passes', 0],
      ['answers', 0],
      ['swallowed', 0],
      ['forgets the application', 0],
      ['sleep', 0],
      ['rings', 0],
    ],
    'a decline goes nowhere for a minute': [
      true,
      ['rings', 0],
      ['a moment passes', 0],
      ['declines', 0],
      ['swallowed', 0],
      ['forgets the application', 0],
      ['and is compared', 0],
      ['sleep', 0],
      ['rings', 0],
    ],
    'a hang-up does not get through, and the events do': [
      false,
      ['rings', 0],
      ['and is compared', 0],
      ['answers', 0],
      ['a moment passes', 0],
      ['refused to new connections', 0],
      ['hangs up', 0],
    ],
    'the end of a ring is told before its beginning, once more': [
      false,
      ['turns the order round', 0],
      ['rings', 0],
      ['a moment passes', 0],
      ['says everything twice', 0],
      ['sleep', 1],
      ['a moment passes', 0],
      ['all is well', 0],
    ],
    'the network changes twice while the link is slow': [
      false,
      ['slow', 0],
      ['another network', 0],
      ['a moment passes', 1],
      ['a moment passes', 42],
      ['another network', 0],
      ['rings', 0],
    ],
  };
  for (const [name, [reoffers, ...steps]] of Object.entries(found)) {
    test(name, async () => void (await runSchedule({ reoffers, steps })));
  }
});

/** The same schedules in every run; the fuzzer draws others. */
test('whatever happens in whatever order: nothing is lost, doubled or rings on', async () => {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => void (await runSchedule(schedule))),
    { numRuns: 40 },
  );
});
