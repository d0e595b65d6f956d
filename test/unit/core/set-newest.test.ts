import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setNewest } from '../../../main/core/set-newest.ts';

test('the newest are kept, and one that is set again is among them', () => {
  const map = new Map<string, number>();
  for (const [value, key] of ['a', 'b', 'a', 'c'].entries()) setNewest(map, key, value, 2);
  assert.deepEqual(
    [...map],
    [
      ['a', 2],
      ['c', 3],
    ],
  );
});
