import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembered } from '../../../../main/core/view/remembered.ts';

interface Source {
  readonly calls: readonly string[];
  readonly history: readonly string[];
}

const start: Source = { calls: ['a'], history: ['x'] };
const sameLength = (before: { readonly length: number }, now: { readonly length: number }) =>
  before.length === now.length;

test('runs again only when something that it read is another object', () => {
  let runs = 0;
  const shown = remembered(({ calls }: Source) => {
    runs += 1;
    return [...calls];
  }, Object.is);
  const first = shown(start);
  assert.equal(shown({ ...start, history: ['y'] }), first);
  assert.equal(runs, 1);
  assert.deepEqual(shown({ ...start, calls: ['b'] }), ['b']);
  assert.equal(runs, 2);
});

test('what it reads may differ from run to run', () => {
  const pick = remembered((source: Source) => (source.calls.length > 1 ? source.history : source.calls), Object.is);
  assert.equal(pick(start), start.calls);
  const more: Source = { calls: ['a', 'b'], history: ['x'] };
  assert.equal(pick(more), more.history);
  const later = { ...more, history: ['y'] };
  assert.equal(pick(later), later.history);
});

test('gives the object of before where what comes out is the same', () => {
  const shown = remembered(({ calls }: Source) => [...calls], sameLength);
  const first = shown(start);
  assert.equal(shown({ ...start, calls: ['b'] }), first);
  assert.deepEqual(shown({ ...start, calls: ['b', 'c'] }), ['b', 'c']);
});
