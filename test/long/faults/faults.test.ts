import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { commandOf } from '../../faults/check.ts';
import { checks } from '../../faults/checks.ts';
import { seed } from '../../unit/same-inputs.ts';

/** A few of each kind of fault; the whole is `npm run faults`. */
describe('the core with its real HTTP under faults', () => {
  for (const check of checks) {
    const { goal, name } = check;
    const options = { quick: true, seed, share: { index: 0, of: 1 } };
    test(`${goal}: ${name} (a few, seed ${seed})`, async () => {
      const { problems } = await check.run({ ...options, progress: () => {} });
      assert.ok(problems.length === 0, [...problems, commandOf(check, options)].join('\n'));
    });
  }
});
