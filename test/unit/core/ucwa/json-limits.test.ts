import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { isWithinJsonLimits } from '../../../../main/core/ucwa/json-limits.ts';
import { parseJson } from '../../../../main/core/ucwa/resource.ts';

/** Longer than what is taken unseen. */
const long = (text: string) => text + ' '.repeat(70_000);
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const names = (count: number) => `{${Array.from({ length: count }, (_, index) => `"p${index}":[]`).join(',')}}`;
const entries = (count: number) => `[${Array.from({ length: count }, () => '{}').join(',')}]`;

describe('taken and not', () => {
  for (const [name, text, taken] of [
    ['256 deep', nested(256), true],
    ['257 deep', nested(257), false],
    ['1,000 names', names(1_000), true],
    ['1,001 names', names(1_001), false],
    ['50,000 entries', entries(50_000), true],
    ['50,001 entries', entries(50_001), false],
    ['many lists that are each short', `[${Array.from({ length: 500 }, () => entries(500)).join(',')}]`, true],
    ['brackets and commas in a string', JSON.stringify('[{,'.repeat(60_000)), true],
    ['a string that ends in escapes', JSON.stringify(['\\', '\\"', `\\"${'['.repeat(60_000)}`]), true],
    ['brackets after a string that ends in a backslash', `["\\\\",${nested(300)}]`, false],
    ['a string without an end', `"${'['.repeat(60_000)}`, true],
    ['more closed than open', `${']'.repeat(60_000)}${nested(256)}`, true],
  ] as const) {
    test(name, () => assert.equal(isWithinJsonLimits(long(text)), taken));
  }

  test('what is short is left to the parser', () => assert.equal(isWithinJsonLimits('['.repeat(60_000)), true));
});

test('what is past the limits is no JSON to the decoders', () => {
  assert.equal(parseJson(long(nested(257))), undefined);
  assert.deepEqual(parseJson(long('[1]')), [1]);
});

test('every value within the limits is taken, however it is written', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (text) => assert.equal(isWithinJsonLimits(long(text)), true)),
    { numRuns: 500 },
  );
});
