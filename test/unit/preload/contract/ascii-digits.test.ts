import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withAsciiDigits } from '../../../../preload/contract/index.ts';

test('digits of every script become those of ASCII, all else stays', () => {
  assert.equal(withAsciiDigits('٠١٢٣٤٥٦٧٨٩'), '0123456789');
  assert.equal(withAsciiDigits('۰۱۲۳۴۵۶۷۸۹'), '0123456789');
  assert.equal(withAsciiDigits('०९ ০৯ ๐๙ ０９'), '09 09 09 09');
  assert.equal(withAsciiDigits('+46 ext. 12, #½²Ⅷ'), '+46 ext. 12, #½²Ⅷ');
});

test('no run of ten is missed, not those that touch each other', () => {
  const digits = Array.from({ length: 0x11_00_00 }, (_, code) => code)
    .filter((code) => code < 0xd8_00 || code > 0xdf_ff)
    .map((code) => String.fromCodePoint(code))
    .filter((each) => /\p{Nd}/u.test(each));
  assert.ok(digits.length >= 700);
  for (let start = 0; start < digits.length; start += 10) {
    assert.equal(withAsciiDigits(digits.slice(start, start + 10).join('')), '0123456789');
  }
});
