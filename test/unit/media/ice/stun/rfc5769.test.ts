import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { priorityOf, roleOf, usernameOf } from '../../../../../main/media/ice/stun/binding-attributes.ts';
import { hasFingerprint } from '../../../../../main/media/ice/stun/fingerprint.ts';
import { sealedForm } from '../../../../../main/media/ice/stun/integrity.ts';
import { readMappedAddress, xorMappedAddress } from '../../../../../main/media/ice/stun/mapped-address.ts';
import type { StunMessage } from '../../../../../main/media/ice/stun/message.ts';
import { readStun } from '../../../../../main/media/ice/stun/read-stun.ts';

const password = Buffer.from('VOkJxbRl1RmTxUk/WvJxBt');
const transactionId = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex');

function vector(hex: string): StunMessage {
  const message = readStun(Buffer.from(hex.replace(/\s+/g, ''), 'hex'));
  assert.ok(message);
  return message;
}

const request = `
  000100582112a442b7e7a701bc34d686fa87dfae 802200105354554e207465737420636c69656e74 002400046e0001ff
  80290008932ff9b151263b36 000600096576746a3a68367659202020
  000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2 80280004e57a3bcf`;
const ipv4Response = `
  0101003c2112a442b7e7a701bc34d686fa87dfae 8022000b7465737420766563746f7220 002000080001a147e112a643
  000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7 80280004c07d4c96`;
const ipv6Response = `
  010100482112a442b7e7a701bc34d686fa87dfae 8022000b7465737420766563746f7220
  002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9
  00080014a382954e4be67bf11784c97c8292c275bfe3ed41 80280004c8fb0b4c`;

describe('the test vectors of RFC 5769', () => {
  test('a request, whose padding is not of zeroes', () => {
    const message = vector(request);
    assert.deepEqual([message.class, message.method], ['request', 1]);
    assert.deepEqual(message.transactionId, transactionId);
    assert.equal(usernameOf(message), 'evtj:h6vY');
    assert.equal(priorityOf(message), 0x6e0001ff);
    assert.deepEqual(roleOf(message), { controlling: false, tieBreaker: Buffer.from('932ff9b151263b36', 'hex') });
    assert.ok(hasFingerprint(message));
    assert.equal(sealedForm(message, password), 'rfc5389');
  });

  for (const [name, hex, mapped] of [
    ['IPv4', ipv4Response, { host: '192.0.2.1', port: 32_853 }],
    ['IPv6', ipv6Response, { host: '2001:db8:1234:5678:11:2233:4455:6677', port: 32_853 }],
  ] as const) {
    test(`a response with an ${name} address`, () => {
      const message = vector(hex);
      assert.equal(message.class, 'success');
      assert.ok(hasFingerprint(message));
      assert.equal(sealedForm(message, password), 'rfc5389');
      assert.deepEqual(readMappedAddress(message), mapped);
      const written = message.attributes.find(({ type }) => type === 0x20)?.value;
      assert.deepEqual(xorMappedAddress(mapped, message.transactionId), written);
    });
  }

  test('with any bit changed they are no longer sealed', () => {
    const bytes = Buffer.from(request.replace(/\s+/g, ''), 'hex');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const message = readStun(changed);
      assert.ok(message === null || !hasFingerprint(message) || sealedForm(message, password) === null, `bit ${bit}`);
    }
  });
});
