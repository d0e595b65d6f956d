import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { formatNumber } from '../../../../main/core/party/phone-number.ts';

describe('global numbers in the groups of their country', () => {
  for (const [number, shown] of [
    ['+14255550133', '+1 425 555 0133'],
    ['+74951234567', '+7 495 123 45 67'],
    ['+46855501234', '+46 8 555 012 34'],
    ['+442079460018', '+44 20 7946 0018'],
    ['+351215550147', '+351 21 555 0147'],
    ['+4971315550199', '+49 7131 5550199'],
    ['+33142345678', '+33 1 42 34 56 78'],
    ['+390612345678', '+39 06 1234 5678'],
    ['+5491123456789', '+54 9 11 2345 6789'],
    ['+80012345678', '+800 1234 5678'],
    ['+1 (425) 555-0133', '+1 425 555 0133'],
    ['+37312345', '+373 12345'],
    ['+9991234567', '+999 123 4567'],
    ['+460855501234', '+46 085 550 1234'],
    ['+123456', '+123456'],
    ['+1234567890123456', '+1234567890123456'],
    ['4417', '4417'],
    ['0855501234', '0855501234'],
    ['08-555 012 34', '08-555 012 34'],
    ['*31#', '*31#'],
    ['+1-800-FLOWERS', '+1-800-FLOWERS'],
    ['Ana', 'Ana'],
    ['', ''],
  ] as const) {
    test(JSON.stringify(number), () => assert.equal(formatNumber(number), shown));
  }
});

test('every global number is in groups, and no digit is lost or added', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1_000_000n, max: 999_999_999_999_999n }), (digits) => {
      const shown = formatNumber(`+${digits}`);
      assert.equal(shown.replace(/[^\d+]/g, ''), `+${digits}`);
      assert.match(shown, /^\+\d{1,4}[ -]\d/);
      assert.equal(formatNumber(shown), shown);
    }),
    { numRuns: 2_000 },
  );
});
