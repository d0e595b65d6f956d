import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeValues, wordsOf } from '../../../../../main/media/ice/candidates/attribute-values.ts';

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
  assert.deepEqual(attributeValues(lines, 'one'), ['1', '2 3', '']);
  assert.deepEqual(attributeValues(lines, 'two', 'only'), ['4', 'a:b']);
  assert.deepEqual(attributeValues(lines, 'three'), []);
});

test('of a very long line only the beginning counts', () => {
  assert.equal(attributeValues([`a=one:${'x'.repeat(5000)}`], 'one')[0]?.length, 994);
});

test('words are parted by blanks of any kind and number', () => {
  assert.deepEqual(wordsOf(' one \t two  '), ['one', 'two']);
  assert.deepEqual(wordsOf(''), []);
});
