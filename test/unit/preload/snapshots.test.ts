import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followSnapshots } from '../../../preload/snapshots.ts';

type Parts = Partial<Readonly<Record<'a' | 'b', string>>>;

function source() {
  const asked: ((parts: Parts | null) => void)[] = [];
  const listeners = new Set<(parts: Parts) => void>();
  const subscribe = followSnapshots<Parts>({
    ask: () => new Promise((resolve) => asked.push(resolve)),
    onNext: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return {
    subscribe,
    listeners,
    async answer(parts: Parts | null) {
      for (const resolve of asked.splice(0)) resolve(parts);
      await Promise.resolve();
    },
    push(parts: Parts) {
      for (const listener of listeners) listener(parts);
    },
  };
}

test('a listener gets all parts, then each that changes, until its end', async () => {
  const from = source();
  const seen: Parts[] = [];
  const end = from.subscribe((parts) => seen.push(parts));
  await from.answer({ a: 'first', b: 'first' });
  from.push({ b: 'second' });
  end();
  from.push({ b: 'third' });
  assert.deepEqual(seen, [{ a: 'first', b: 'first' }, { b: 'second' }]);
  assert.equal(from.listeners.size, 0);
});

test('a change that overtakes the answer wins over it, and the rest of the answer comes with it', async () => {
  const from = source();
  const seen: Parts[] = [];
  from.subscribe((parts) => seen.push(parts));
  from.push({ b: 'newer' });
  from.push({ b: 'newest' });
  assert.deepEqual(seen, []);
  await from.answer({ a: 'older', b: 'older' });
  assert.deepEqual(seen, [{ a: 'older', b: 'newest' }]);
});

test('a listener that ended, or was refused, hears nothing', async () => {
  const from = source();
  const seen: Parts[] = [];
  from.subscribe((parts) => seen.push(parts))();
  from.subscribe((parts) => seen.push(parts));
  await from.answer(null);
  assert.deepEqual(seen, []);
});
