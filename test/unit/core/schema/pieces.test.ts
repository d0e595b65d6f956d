import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { list, texts } from '../../../../main/core/schema/list.ts';
import { cutText, identifier, numberWithin, oneOf, text } from '../../../../main/core/schema/pieces.ts';
import { read } from '../../../../main/core/schema/schema.ts';

test('a text may be as long as its limit', () => {
  assert.equal(read(text(3), 'abc'), 'abc');
  assert.equal(read(text(3), ''), '');
  assert.equal(read(text(3), 'abcd'), null);
  assert.equal(read(text(3), ['abc']), null);
});

test('a text that is cut loses no half of a character but the one it is cut in', () => {
  assert.equal(read(cutText(3), 'abcd'), 'abc');
  assert.equal(read(cutText(3), 'ab\u{1f4de}'), 'ab');
  assert.equal(read(cutText(3), 'ab\ud83d'), 'ab\ud83d', 'what is short enough stays as it is');
  assert.equal(read(cutText(3), 7), null);
});

test('an identifier is neither empty nor long', () => {
  const outcomes = ['', 'x', 'x'.repeat(256), 'x'.repeat(257)].map((value) => read(identifier, value)?.length);
  assert.deepEqual(outcomes, [undefined, 1, 256, undefined]);
});

test('a number may be at its limits, and is a number', () => {
  for (const value of [-1, 0, 2]) assert.equal(read(numberWithin(-1, 2), value), value);
  for (const value of [-1.1, 2.1, Number.NaN, Number.POSITIVE_INFINITY, '1', null]) {
    assert.equal(read(numberWithin(-1, 2), value), null);
  }
});

test('one of a few is that very one', () => {
  const size = oneOf([100, 'all', false]);
  for (const value of [100, 'all', false]) assert.equal(read(size, value), value);
  for (const value of ['100', 0, true, null, undefined, [100]]) assert.equal(read(size, value), null);
});

test('of a list no more entries are looked at than there are, and no more than its limit', () => {
  const looksAt = (length: number): number => {
    let looks = 0;
    const nothing = v.custom<string>(() => {
      looks += 1;
      return false;
    });
    const zeroes = Array.from({ length }, () => 0);
    assert.deepEqual(read(list(nothing, { most: 10, looks: 4096 }), zeroes), []);
    return looks;
  };
  assert.deepEqual([looksAt(0), looksAt(3), looksAt(100_000)], [0, 3, 4096]);
});

test('of a list what fits is taken, in its order, up to the limit', () => {
  const values = [1, 'a', null, 'b', {}, 'c'];
  assert.deepEqual(read(texts, values), ['a', 'b', 'c']);
  assert.deepEqual(read(list(v.string(), { most: 2 }), values), ['a', 'b']);
  // biome-ignore lint/suspicious/noSparseArray: a renderer can send one.
  assert.deepEqual(read(texts, ['a', , 'b']), ['a', 'b']);
  for (const none of [undefined, null, 'abc', {}, { length: 1, 0: 'a' }]) assert.equal(read(texts, none), null);
});
