import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutText, fieldsOf, list, text } from '../../../preload/fields.ts';

test('fields are those of a plain object', () => {
  const fields = { type: 'answer' };
  assert.equal(fieldsOf(fields), fields);
  for (const value of [undefined, null, 'answer', 7, true, () => {}, Object.assign([], fields)]) {
    assert.equal(fieldsOf(value), null);
  }
});

test('a text may be as long as its limit', () => {
  assert.equal(text({ name: 'abc' }, 'name', 3), 'abc');
  assert.equal(text({ name: 'abcd' }, 'name', 3), null);
});

test('a text that is cut loses no half of a character but the one it is cut in', () => {
  assert.equal(cutText({ name: 'abcd' }, 'name', 3), 'abc');
  assert.equal(cutText({ name: 'ab\u{1f4de}' }, 'name', 3), 'ab');
  assert.equal(cutText({ name: 'ab\ud83d' }, 'name', 3), 'ab\ud83d', 'what is short enough stays as it is');
});

test('of a list no more entries are looked at than there are, and 4096 at most', () => {
  const looksAt = (length: number): number => {
    let looks = 0;
    const entries = list({ all: Array.from({ length }, () => 0) }, 'all', 10, () => {
      looks += 1;
      return null;
    });
    assert.deepEqual(entries, []);
    return looks;
  };
  assert.deepEqual([looksAt(0), looksAt(3), looksAt(100_000)], [0, 3, 4096]);
});
