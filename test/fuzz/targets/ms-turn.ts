import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFrameReader } from '../../../main/media/ice/framing/frame-reader.ts';
import { createDatagramReader } from '../../../main/media/ice/framing/framed-datagrams.ts';
import { addressIn, addressValue, hiddenAddressIn } from '../../../main/media/ice/relay/ms-turn/addresses.ts';
import { attributeTypes, errorCodeOf, messageTypes } from '../../../main/media/ice/relay/ms-turn/message.ts';
import { readMessage } from '../../../main/media/ice/relay/ms-turn/read-message.ts';
import { isSealed } from '../../../main/media/ice/relay/ms-turn/seal.ts';
import { type Attribute, uint32, writeMessage } from '../../../main/media/ice/relay/ms-turn/write-message.ts';
import { fuzzTarget } from '../target.ts';

const key = Buffer.alloc(16, 7);
const transactionId = Buffer.alloc(16, 5);

const allocated: Attribute[] = [
  [attributeTypes.mappedAddress, addressValue({ host: '203.0.113.9', port: 50_000 })],
  [attributeTypes.xorMappedAddress, addressValue({ host: '2001:db8::9', port: 50_000 })],
  [attributeTypes.lifetime, uint32(600)],
  [attributeTypes.sequenceNumber, Buffer.alloc(24, 1)],
];
const refused: Attribute[] = [
  [attributeTypes.errorCode, Buffer.from([0, 0, 4, 1])],
  [attributeTypes.realm, Buffer.from('rtcmedia')],
  [attributeTypes.nonce, Buffer.from('nonce')],
  [attributeTypes.alternateServer, addressValue({ host: '203.0.113.10', port: 3478 })],
];
const data: Attribute[] = [
  [attributeTypes.remoteAddress, addressValue({ host: '198.51.100.20', port: 40_000 })],
  [attributeTypes.data, Buffer.from([0, 5, ...Buffer.from('voice'), 0, 0])],
];

const good = [
  writeMessage({ type: messageTypes.allocated, transactionId, attributes: allocated }, { key, hash: 'sha1' }),
  writeMessage({ type: messageTypes.allocated, transactionId, attributes: allocated }, { key, hash: 'sha256' }),
  writeMessage({ type: messageTypes.allocateError, transactionId, attributes: refused }, null),
  writeMessage({ type: messageTypes.data, transactionId, attributes: data }, null),
];

/** The length is made right again, so that what is wrong behind it is reached. */
function repaired(bytes: Buffer): Buffer {
  if (bytes.length >= 20) bytes.writeUInt16BE(bytes.length - 20, 2);
  return bytes;
}

const edit = fc.record({ at: fc.nat(200), byte: fc.nat(255), how: fc.constantFrom('set', 'cut', 'insert') });
const edited = fc.tuple(fc.constantFrom(...good), fc.array(edit, { maxLength: 6 })).map(([message, edits]) => {
  let bytes = Buffer.from(message);
  for (const { at, byte, how } of edits) {
    const place = at % Math.max(bytes.length, 1);
    const [head, tail] = [bytes.subarray(0, place), bytes.subarray(how === 'insert' ? place : place + 1)];
    bytes = Buffer.concat(how === 'cut' ? [head, tail] : [head, Buffer.from([byte]), tail]);
  }
  return bytes;
});
const inputs = fc.oneof(
  fc.uint8Array({ maxLength: 2100 }).map((bytes) => Buffer.from(bytes)),
  edited,
  edited.map((bytes) => repaired(Buffer.from(bytes))),
);

const form = {
  headerBytes: 4,
  lengthAt: 2,
  largestBytes: 65_535,
  isHeader: (header: Buffer) => header.readUInt8(0) < 4,
};

/** As a stream that comes in pieces: the same frames as in one. */
function readInPieces(bytes: Buffer): void {
  const [whole, pieces] = [createFrameReader(form), createFrameReader(form)];
  const inOne = whole.read(bytes).frames;
  const inPieces = [bytes.subarray(0, 7), bytes.subarray(7, 8), bytes.subarray(8)].flatMap(
    (piece) => pieces.read(piece).frames,
  );
  assert.deepEqual(inPieces, inOne);
  createDatagramReader().read(bytes);
}

export default fuzzTarget({
  about: 'what may be messages and frames of a relay of Skype for Business',
  inputs,
  run(bytes) {
    const before = Buffer.from(bytes);
    readInPieces(bytes);
    const message = readMessage(bytes);
    if (message !== null) {
      addressIn(message, attributeTypes.mappedAddress);
      hiddenAddressIn(message);
      errorCodeOf(message);
      // Who changes a byte no longer proves anything.
      if (isSealed(message, key)) assert.ok(good.some((each) => each.equals(bytes)));
    }
    assert.ok(before.equals(bytes));
  },
  growing: {
    bytes: (size) => {
      const body = Buffer.alloc(Math.min(size, 60_000));
      return () => {
        const message = readMessage(repaired(Buffer.concat([good[3] ?? body, body])));
        if (message !== null) isSealed(message, key);
      };
    },
    frames: (size) => {
      const stream = Buffer.alloc(size, Buffer.from([0, 1, 9]));
      return () => createDatagramReader().read(stream);
    },
  },
});
