import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followSnapshots } from '../../../preload/snapshots.ts';

function source() {
  const asked: ((view: string | null) => void)[] = [];
  const listeners = new Set<(view: string) => void>();
  const subscribe = followSnapshots<string>({
    ask: () => new Promise((resolve) => asked.push(resolve)),
    onNext: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return {
    subscribe,
    listeners,
    async answer(view: string | null) {
      for (const resolve of asked.splice(0)) resolve(view);
      await Promise.resolve();
    },
    push(view: string) {
      for (const listener of listeners) listener(view);
    },
  };
}

test('a listener gets the present snapshot, then each later one, until its end', async () => {
  const from = source();
  const seen: string[] = [];
  const end = from.subscribe((view) => seen.push(view));
  await from.answer('first');
  from.push('second');
  end();
  from.push('third');
  assert.deepEqual(seen, ['first', 'second']);
  assert.equal(from.listeners.size, 0);
});

test('a snapshot that overtakes the answer is not followed by the older one', async () => {
  const from = source();
  const seen: string[] = [];
  from.subscribe((view) => seen.push(view));
  from.push('newer');
  await from.answer('older');
  assert.deepEqual(seen, ['newer']);
});

test('a listener that ended, or was refused, hears nothing', async () => {
  const from = source();
  const seen: string[] = [];
  from.subscribe((view) => seen.push(view))();
  from.subscribe((view) => seen.push(view));
  await from.answer(null);
  assert.deepEqual(seen, []);
});
