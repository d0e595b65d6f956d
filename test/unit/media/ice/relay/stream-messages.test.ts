import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readChannelData, writeChannelData } from '../../../../../main/media/ice/relay/turn/channel-data.ts';
import { createStreamMessages } from '../../../../../main/media/ice/relay/turn/stream-messages.ts';
import { readStun } from '../../../../../main/media/ice/stun/read-stun.ts';
import '../../../same-inputs.ts';
import { indication } from './fake-turn-server.ts';

const data = fc.uint8Array({ maxLength: 1400 }).map((bytes) => Buffer.from(bytes));
const channel = fc.record({ channel: fc.integer({ min: 0x4000, max: 0x4fff }), data });
const messages = fc.array(
  fc.oneof(
    channel.map((each) => ({ each, bytes: writeChannelData(each) })),
    data.map((each) => ({ each, bytes: indication(each, { host: '192.0.2.9', port: 5000 }) })),
  ),
  { maxLength: 8 },
);

/** Cuts bytes into pieces of such lengths, over and over. */
function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let [at, turn] = [0, 0]; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

test('messages come out of a stream whole and in order, however it is cut', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(messages, lengths, (sent, sizes) => {
      const stream = createStreamMessages();
      const pieces = cut(Buffer.concat(sent.map(({ bytes }) => bytes)), sizes);
      const got = pieces.flatMap((piece) => stream.take(piece) ?? assert.fail('no message'));
      assert.deepEqual(
        got,
        sent.map(({ bytes }) => bytes),
      );
      for (const message of got) assert.ok(readChannelData(message) ?? readStun(message));
    }),
  );
});

test('any bytes are messages, or end the stream for good', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 6 }), (pieces) => {
      const stream = createStreamMessages();
      let over = false;
      for (const piece of pieces) {
        const taken = stream.take(Buffer.from(piece));
        assert.ok(taken === null || !over);
        over = taken === null;
        for (const message of taken ?? []) assert.ok(message.length <= 2048);
      }
    }),
  );
});

test('what is not TURN ends it: TLS, HTTP, and messages longer than any', () => {
  for (const bytes of [
    Buffer.from([0x16, 3, 1, 0, 4]),
    Buffer.from('HTTP/1.1 400 Bad Request'),
    Buffer.from([0x40, 0, 0x10, 0]),
    Buffer.from([1, 1, 0x10, 0]),
    Buffer.from([1, 1, 0, 3]),
  ]) {
    const stream = createStreamMessages();
    assert.equal(stream.take(bytes), null);
    assert.equal(stream.take(writeChannelData({ channel: 0x4000, data: Buffer.from('x') })), null);
  }
});

test('channel data is what it says, and padding is none of it', () => {
  const bytes = Buffer.from([0x40, 1, 0, 3, 65, 66, 67, 0]);
  assert.deepEqual(readChannelData(bytes), { channel: 0x4001, data: Buffer.from('ABC') });
  assert.deepEqual(writeChannelData({ channel: 0x4001, data: Buffer.from('ABC') }), bytes);
  assert.equal(readChannelData(bytes.subarray(0, 6)), null);
  assert.equal(readChannelData(Buffer.from([0x50, 0, 0, 0])), null);
  assert.equal(readChannelData(Buffer.from([0x40, 0, 0])), null);
});
