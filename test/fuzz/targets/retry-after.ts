import assert from 'node:assert/strict';
import fc from 'fast-check';
import { retryAfterMs } from '../../../main/core/ucwa/retry-after.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const dates = fc.date({ noInvalidDate: true }).map((date) => date.toUTCString());
const numbers = fc.oneof(fc.nat(), fc.bigInt(), fc.double(), fc.integer()).map(String);
const pieces = ['GMT', '-', '+', '1e9', 'Infinity', 'NaN', ' ', ',', '0x10', '٣'];

const timed = (text: string) => () => retryAfterMs(text, 0);

export default fuzzTarget({
  about: 'Retry-After headers',
  inputs: fc.record({
    text: fc.oneof(editedTexts(fc.oneof(dates, numbers), pieces), hostileText),
    wall: fc.integer({ min: -(10 ** 14), max: 10 ** 14 }),
  }),
  run({ text, wall }) {
    const waitMs = retryAfterMs(text, wall);
    assert.ok(waitMs === null || (waitMs >= 0 && waitMs <= 300_000), String(waitMs));
    if (/^\d{1,4}$/.test(text)) assert.equal(waitMs, Math.min(Number(text) * 1000, 300_000));
  },
  growing: {
    digits: (size) => timed('9'.repeat(size)),
    spaces: (size) => timed(`${' '.repeat(size / 2)}x${' '.repeat(size / 2)}`),
    'date-like text': (size) => timed(`Thu, ${'1 Jan '.repeat(size / 6)}`),
  },
});
