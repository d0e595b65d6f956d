import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { mostMissing, readNacks, writeNack } from '../../../../main/media/rtp/missing-packets.ts';
import { writePli } from '../../../../main/media/rtp/picture-request.ts';
import { writeRtcp } from '../../../../main/media/rtp/rtcp.ts';

const report = writeRtcp({ ssrc: 1, cname: 'far', sender: null, reception: null, bye: false });

test('as RFC 4585 has it, byte for byte: a number, and a bit for each of the sixteen behind it', () => {
  const nack = writeNack(0x01020304, 0x0a0b0c0d, [10, 11, 26, 27]);
  assert.equal(nack.toString('hex'), '81cd0004010203040a0b0c0d' + '000a8001' + '001b0000');
  assert.deepEqual(readNacks(nack, 0x0a0b0c0d), [10, 11, 26, 27]);
});

test('numbers that begin anew are behind those before', () => {
  assert.deepEqual(readNacks(writeNack(1, 7, [0xfffe, 0xffff, 0, 1]), 7), [0xfffe, 0xffff, 0, 1]);
});

test('it counts behind a report and before another request, for the stream that it names', () => {
  const compound = Buffer.concat([report, writeNack(1, 7, [5]), writePli(1, 7), writeNack(1, 8, [9])]);
  assert.deepEqual(readNacks(compound, 7), [5]);
  assert.deepEqual(readNacks(compound, 8), [9]);
  assert.deepEqual(readNacks(report, 1), []);
  assert.deepEqual(readNacks(writePli(1, 7), 7), []);
});

test('no more is asked for and read than may be', () => {
  const many = Array.from({ length: 500 }, (_, index) => index * 3);
  assert.equal(readNacks(writeNack(1, 7, many), 7).length, mostMissing);
  const all = Buffer.concat([0, 1, 2, 3, 4, 5].map((part) => writeNack(1, 7, [part * 100, ...many])));
  assert.equal(readNacks(all, 7).length, mostMissing);
});

test('what is cut short asks for what is whole', () => {
  const nack = writeNack(1, 7, [5, 100]);
  for (let length = 0; length < nack.length; length += 1) assert.deepEqual(readNacks(nack.subarray(0, length), 7), []);
});

test('what is asked for is what is read, of any numbers', () => {
  const numbers = fc.uniqueArray(fc.nat(0xffff), { minLength: 1, maxLength: mostMissing });
  fc.assert(
    fc.property(numbers, (asked) => {
      const read = readNacks(writeNack(1, 7, asked), 7);
      assert.deepEqual(new Set(read), new Set(asked));
    }),
  );
});
