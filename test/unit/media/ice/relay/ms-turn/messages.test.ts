import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressIn, addressValue } from '../../../../../../main/media/ice/relay/ms-turn/addresses.ts';
import { attributeTypes, errorCodeOf, messageTypes } from '../../../../../../main/media/ice/relay/ms-turn/message.ts';
import { readMessage } from '../../../../../../main/media/ice/relay/ms-turn/read-message.ts';
import { longTermCredentials } from '../../../../../../main/media/ice/relay/ms-turn/relay-credentials.ts';
import { isSealed, sealKey } from '../../../../../../main/media/ice/relay/ms-turn/seal.ts';
import { type Attribute, writeMessage } from '../../../../../../main/media/ice/relay/ms-turn/write-message.ts';
import '../../../../same-inputs.ts';

const transactionId = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const key = Buffer.alloc(16, 1);
const header = `0003LLLL${transactionId.toString('hex')}`;
const cookie = '000f000472c64bc6';

/** A message by hand; the length is filled in. */
function bytes(hex: string): Buffer {
  const length = hex.length / 2 - 20;
  return Buffer.from(hex.replace('LLLL', length.toString(16).padStart(4, '0')), 'hex');
}

test('a message begins with the cookie, and its attributes stand without gaps', () => {
  const attributes: Attribute[] = [
    [attributeTypes.username, Buffer.from('abc')],
    [attributeTypes.realm, Buffer.from('r')],
  ];
  const written = writeMessage({ type: messageTypes.allocate, transactionId, attributes }, null);
  assert.deepEqual(written, bytes(`${header}${cookie}0006000361626300150001${'72'}`));
  assert.deepEqual(
    readMessage(written)?.attributes.map(({ type, value }) => [type, value.toString('hex')]),
    [
      [0x000f, '72c64bc6'],
      [0x0006, '616263'],
      [0x0015, '72'],
    ],
  );
});

test('the seal is an HMAC over the text filled up to 64 bytes, with the final length in the header', () => {
  for (const [hash, length] of [
    ['sha1', 20],
    ['sha256', 32],
  ] as const) {
    const attributes: Attribute[] = [[attributeTypes.username, Buffer.from('abc')]];
    const sealed = writeMessage({ type: messageTypes.allocate, transactionId, attributes }, { key, hash });
    const text = sealed.subarray(0, 20 + 8 + 7);
    assert.equal(text.readUInt16BE(2), 8 + 7 + 4 + length);
    const filled = Buffer.concat([text, Buffer.alloc(64 - text.length)]);
    assert.deepEqual(sealed.subarray(-length), createHmac(hash, key).update(filled).digest());
    assert.equal(sealed.readUInt16BE(text.length), 0x0008);
    const message = readMessage(sealed);
    assert.ok(message !== null && isSealed(message, key) && !isSealed(message, Buffer.alloc(16, 2)));
  }
});

test('the key is MD5 over user name, realm and password, whose bytes the tokens stand for in base64', () => {
  const credentials = longTermCredentials({ userName: 'AgAA/yQ=', password: 'c2VjcmV0' });
  assert.deepEqual(credentials, { username: Buffer.from('020000ff24', 'hex'), password: Buffer.from('secret') });
  const text = Buffer.concat([Buffer.from('020000ff24', 'hex'), Buffer.from(':rtcmedia:secret')]);
  assert.deepEqual(sealKey(credentials, Buffer.from('rtcmedia')), createHash('md5').update(text).digest());
  assert.deepEqual(longTermCredentials({ userName: 'no base64', password: 'c2VjcmV0=' }), {
    username: Buffer.from('no base64'),
    password: Buffer.from('c2VjcmV0='),
  });
});

for (const [what, hex] of [
  ['too short for a cookie', header],
  ['a cookie that is not first', `${header}000600036162630${'0'}0f000472c64bc6`],
  ['another cookie', `${header}000f00042112a442`],
  ['a cookie of another length', `${header}000f000872c64bc600000000`],
  ['a length that is not its own', `00030009${transactionId.toString('hex')}${cookie}`],
  ['an attribute beyond the end', `${header}${cookie}0006000461`],
  ['half an attribute', `${header}${cookie}0006`],
  ['bits that no message has', `4003LLLL${transactionId.toString('hex')}${cookie}`],
  ['too many attributes', `${header}${cookie}${'00060000'.repeat(32)}`],
] as const) {
  test(`no message: ${what}`, () => assert.equal(readMessage(bytes(hex)), null));
}

test('what stands behind the seal does not count, and then there is none', () => {
  const sealed = writeMessage({ type: messageTypes.allocate, transactionId, attributes: [] }, { key, hash: 'sha1' });
  const longer = Buffer.concat([sealed, Buffer.from('000d000400000258', 'hex')]);
  longer.writeUInt16BE(longer.length - 20, 2);
  const message = readMessage(longer);
  assert.ok(message !== null && !isSealed(message, key));
  assert.equal(
    message.attributes.some(({ type }) => type === attributeTypes.lifetime),
    false,
  );
});

test('addresses of both families are read as they were written, others are none', () => {
  const read = (value: Buffer) => {
    const attributes: Attribute[] = [[attributeTypes.mappedAddress, value]];
    const message = readMessage(writeMessage({ type: messageTypes.allocated, transactionId, attributes }, null));
    assert.ok(message !== null);
    return addressIn(message, attributeTypes.mappedAddress);
  };
  for (const host of ['203.0.113.9', '2001:db8::9']) {
    assert.deepEqual(read(addressValue({ host, port: 50_001 })), { host, port: 50_001 });
  }
  for (const hex of ['', '0001', '0001c350cb0071', '0003c350cb007109', '0002c350cb007109']) {
    assert.equal(read(Buffer.from(hex, 'hex')), null);
  }
});

test('error codes are read where they are some', () => {
  const code = (hex: string) => {
    const attributes: Attribute[] = [[attributeTypes.errorCode, Buffer.from(hex, 'hex')]];
    const message = readMessage(writeMessage({ type: messageTypes.allocateError, transactionId, attributes }, null));
    assert.ok(message !== null);
    return errorCodeOf(message);
  };
  assert.deepEqual(['00000401', '00000426', '0000', '00000100'].map(code), [401, 438, null, null]);
});

test('whatever comes is read or is none, and what is read is written so again', () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 0xffff }), fc.uint8Array({ maxLength: 40 })), { maxLength: 6 }).map(
      (attributes) =>
        new Uint8Array(
          writeMessage(
            {
              type: 0x0103,
              transactionId,
              attributes: attributes.map(([type, value]) => [type, Buffer.from(value)]),
            },
            null,
          ),
        ),
    ),
  );
  fc.assert(
    fc.property(anything, (input) => {
      const datagram = Buffer.from(input);
      const message = readMessage(datagram);
      if (message === null || message.attributes.some(({ type }) => type === attributeTypes.messageIntegrity)) return;
      const attributes = message.attributes.slice(1).map(({ type, value }): Attribute => [type, value]);
      const { type } = message;
      assert.deepEqual(writeMessage({ type, transactionId: message.transactionId, attributes }, null), datagram);
    }),
  );
});
