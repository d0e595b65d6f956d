import assert from 'node:assert/strict';
import { test } from 'node:test';
import { second } from './seconds.ts';

test('voice that is held back for its pictures is later, and sounds no better for that', () => {
  const plain = second();
  const held = second({ heldMs: 200 });
  assert.ok(plain.here && held.here && plain.there && held.there);
  assert.ok(held.here.score < plain.here.score, `${held.here.score} is not below ${plain.here.score}`);
  assert.deepEqual(held.there, plain.there);
  assert.deepEqual({ ...held.here, score: 0 }, { ...plain.here, score: 0 });
});
