import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { collectOwnGarbage } from '../../../main/electron/own-garbage.ts';

test('what nothing holds is gone at once, each time, and nobody else gets the means', async () => {
  for (let time = 0; time < 2; time += 1) {
    const left = new WeakRef({});
    const held = {};
    const kept = new WeakRef(held);
    await nextTurn();
    collectOwnGarbage();
    assert.equal(left.deref(), undefined);
    assert.equal(kept.deref(), held);
  }
  assert.equal(runInNewContext('typeof gc'), 'undefined');
});
