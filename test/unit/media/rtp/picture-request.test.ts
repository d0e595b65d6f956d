import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { asksForPicture, writeFir, writePli } from '../../../../main/media/rtp/picture-request.ts';
import { writeRtcp } from '../../../../main/media/rtp/rtcp.ts';

const report = writeRtcp({ ssrc: 1, cname: 'far', sender: null, reception: null, bye: false });

test('as RFC 4585 and RFC 5104 have them, byte for byte', () => {
  assert.equal(writePli(0x01020304, 0x0a0b0c0d).toString('hex'), '81ce0002010203040a0b0c0d');
  assert.equal(writeFir(0x01020304, 0x0a0b0c0d, 258).toString('hex'), '84ce000401020304000000000a0b0c0d02000000');
});

test('a request counts alone and behind a report, for the stream that it names', () => {
  for (const request of [writePli(1, 7), writeFir(1, 7, 0)]) {
    assert.ok(asksForPicture(request, 7));
    assert.ok(asksForPicture(Buffer.concat([report, request]), 7));
    assert.ok(!asksForPicture(Buffer.concat([report, request]), 8));
  }
  assert.ok(asksForPicture(writePli(1, 0), 7));
});

test('reports, other feedback and what is cut short ask for nothing', () => {
  assert.ok(!asksForPicture(report, 1));
  const other = writePli(1, 7);
  other.writeUInt8(0x8f, 0);
  assert.ok(!asksForPicture(other, 7));
  for (const request of [writePli(1, 7), writeFir(1, 7, 0)]) {
    for (let length = 0; length < request.length; length += 1)
      assert.ok(!asksForPicture(request.subarray(0, length), 7));
  }
});

test('nothing makes the reader throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void asksForPicture(Buffer.from(bytes), 7)));
});
