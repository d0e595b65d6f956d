import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lazily } from '../../../main/core/lazy.ts';

function counted(outcomes: readonly ('fails' | string)[]) {
  let loads = 0;
  const get = lazily(async () => {
    const outcome = outcomes[loads] ?? 'too many loads';
    loads += 1;
    if (outcome === 'fails') throw new Error('missing');
    return outcome;
  });
  return { get, loads: () => loads };
}

test('nothing is loaded before it is wanted, and then once', async () => {
  const { get, loads } = counted(['it']);
  assert.equal(loads(), 0);
  assert.deepEqual(await Promise.all([get(), get()]), ['it', 'it']);
  assert.equal(await get(), 'it');
  assert.equal(loads(), 1);
});

test('a load that failed fails for all who waited, and is tried again by the next', async () => {
  const { get, loads } = counted(['fails', 'fails', 'it']);
  const [one, other] = [get(), get()];
  await assert.rejects(one, /missing/);
  await assert.rejects(other, /missing/);
  await assert.rejects(get(), /missing/);
  assert.equal(await get(), 'it');
  assert.equal(await get(), 'it');
  assert.equal(loads(), 3);
});
