import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../unit/same-inputs.ts';
import { runSchedule, schedules } from '../../unit/core/world/schedule.ts';
import { runStory, stories } from '../../unit/core/world/story.ts';

/** A part of them each time; all, which takes an hour, with SWITCHHOOK_ALL=1. */
const share = process.env.SWITCHHOOK_ALL === undefined ? 0.05 : 1;
const patient = { timeout: 7_200_000 };

test(
  'stories of calls in and out, calls by phone and messages, each told in two ways, end the same',
  patient,
  async () => {
    const reached = { talked: 0, messages: 0, live: 0 };
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const { calls, history, threads } = await runStory(story);
        reached.talked += history.filter((line) => line.endsWith(' answered')).length;
        reached.messages += threads.length - 1;
        reached.live += calls.length;
      }),
      { numRuns: 4_000 * share },
    );
    assert.ok(
      Object.values(reached).every((count) => count > 200 * share),
      JSON.stringify(reached),
    );
  },
);

test('schedules of all of them, with a wire, a server and a computer that misbehave in turns', patient, async () => {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => void (await runSchedule(schedule))),
    { numRuns: 2_000 * share },
  );
});
