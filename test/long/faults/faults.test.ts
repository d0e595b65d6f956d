import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checks } from '../../faults/checks.ts';

/** A few of each kind of fault; the whole is `npm run faults`. */
describe('the core with its real HTTP under faults', () => {
  const seed = Number(process.env.SWITCHHOOK_SEED ?? 1);
  for (const { goal, name, run } of checks) {
    test(`${goal}: ${name} (a few, seed ${seed})`, async () => {
      const { problems } = await run({ quick: true, seed, share: { index: 0, of: 1 }, progress: () => {} });
      assert.deepEqual(problems, []);
    });
  }
});
