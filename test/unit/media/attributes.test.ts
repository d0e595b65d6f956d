import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributesIn, wordsOf } from '../../../main/media/attributes.ts';

test('values of an attribute, whatever blanks and capitals stand around them', () => {
  const lines = [
    'a=one:1',
    ' A=one:no',
    'a = ONE : 2 3 ',
    'a=one',
    'a=only:4',
    'b=one:5',
    'xa=one:6',
    'a=two:a:b',
    'a=',
    '',
  ];
  assert.deepEqual(attributesIn(lines, 'one'), ['1', '2 3', '']);
  assert.deepEqual(attributesIn(lines, 'two', 'only'), ['4', 'a:b']);
  assert.deepEqual(attributesIn(lines, 'three'), []);
});

test('of a very long line only the beginning counts', () => {
  assert.equal(attributesIn([`a=one:${'x'.repeat(5000)}`], 'one')[0]?.length, 994);
});

test('words are parted by blanks of any kind and number', () => {
  assert.deepEqual(wordsOf(' one \t two  '), ['one', 'two']);
  assert.deepEqual(wordsOf(''), []);
});
