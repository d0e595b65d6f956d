import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bdecode, bencode } from '../../peers/rtpengine/bencode.ts';

test('what is written can be read again, keys in their order', () => {
  const order = { sdp: 'v=0\r\nä', command: 'offer', codec: { transcode: ['PCMU', 'opus'] }, port: -3, flags: [] };
  const text = bencode(order);
  assert.match(text, /^d5:codecd9:transcodel4:PCMU4:opusee7:command5:offer/);
  assert.deepEqual(bdecode(Buffer.from(text)), order);
});

for (const text of ['5:abc', 'i12', '12', 'l1:a', 'd1:a', 'x']) {
  test(`"${text}" is none`, () => {
    assert.throws(() => bdecode(Buffer.from(text)), /Bencode/);
  });
}
