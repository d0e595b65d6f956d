import { test } from 'node:test';
import fc from 'fast-check';
import '../same-inputs.ts';
import { runStory, stories } from './world/story.ts';

/** The same stories in every run; test/long/core/world.test.ts has many more. */
test('calls in and out, calls by phone, messages: what is shown in the end does not depend on how it is told', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => void (await runStory(story))),
    { numRuns: 40 },
  );
});
