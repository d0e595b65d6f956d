import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { writeError, writeSuccess } from '../../../../../main/media/ice/stun/binding.ts';
import { errorCodeOf, priorityOf, roleOf, usernameOf } from '../../../../../main/media/ice/stun/binding-attributes.ts';
import { fingerprintOf, hasFingerprint } from '../../../../../main/media/ice/stun/fingerprint.ts';
import { sealedForm } from '../../../../../main/media/ice/stun/integrity.ts';
import { readMappedAddress } from '../../../../../main/media/ice/stun/mapped-address.ts';
import type { StunMessage } from '../../../../../main/media/ice/stun/message.ts';
import { looksLikeStun, readStun } from '../../../../../main/media/ice/stun/read-stun.ts';
import { writeStun } from '../../../../../main/media/ice/stun/write-stun.ts';

const transactionId = Buffer.alloc(12, 1);

/** A request with one attribute. */
function withAttribute(type: number, value: Buffer): StunMessage {
  const draft = { class: 'request', transactionId, attributes: [[type, value]] } as const;
  const message = readStun(writeStun(draft, { form: 'rfc5389', key: null }));
  assert.ok(message);
  return message;
}

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const bare = withAttribute(0x8022, Buffer.from('x'));

test('what is not there is null', () => {
  for (const look of [usernameOf, priorityOf, roleOf, errorCodeOf, readMappedAddress]) assert.equal(look(bare), null);
  assert.equal(sealedForm(bare, Buffer.from('key')), null);
});

describe('values that are none', () => {
  for (const [what, look, type, values] of [
    ['priority', priorityOf, 0x24, ['00000000', '80000000', 'ffffffff', '000001', '0000000001', '']],
    ['role', roleOf, 0x802a, ['', '00'.repeat(7), '00'.repeat(9)]],
    ['error code', errorCodeOf, 0x09, ['', '000004', '00000200', '00000700', '00000763']],
    [
      'mapped address',
      readMappedAddress,
      0x20,
      ['', '0001', '00010000', '000100000a0000', '000100000a00000100', '000300000a000001', '000200000a000001'],
    ],
    ['plain mapped address', readMappedAddress, 0x01, ['', '000300000a000001', '00010000']],
  ] as const) {
    test(`as ${what}`, () => {
      for (const value of values) assert.equal(look(withAttribute(type, bytes(value))), null, value);
    });
  }
});

describe('values at the ends of their range', () => {
  test('priority', () => {
    assert.equal(priorityOf(withAttribute(0x24, bytes('00000001'))), 1);
    assert.equal(priorityOf(withAttribute(0x24, bytes('7fffffff'))), 2 ** 31 - 1);
  });
  test('error code', () => {
    assert.equal(errorCodeOf(withAttribute(0x09, bytes('00000300'))), 300);
    assert.equal(errorCodeOf(withAttribute(0x09, bytes('0000066352'))), 699);
    assert.equal(errorCodeOf(withAttribute(0x09, bytes('0000fc57'))), 487);
  });
  test('plain mapped address, as old peers have it', () => {
    const message = withAttribute(0x01, bytes('000113880a000001'));
    assert.deepEqual(readMappedAddress(message), { host: '10.0.0.1', port: 5000 });
  });
  test('user name with zeroes inside', () => {
    assert.equal(usernameOf(withAttribute(0x06, Buffer.from('a\0:b\0\0'))), 'a\0:b');
  });
});

test('classes and methods are read from their bits', () => {
  const typed = (type: number) => {
    const datagram = Buffer.alloc(20);
    datagram.writeUInt16BE(type, 0);
    datagram.writeUInt32BE(0x2112a442, 4);
    const message = readStun(datagram);
    return message === null ? null : [message.class, message.method];
  };
  assert.deepEqual(typed(0x0001), ['request', 1]);
  assert.deepEqual(typed(0x0011), ['indication', 1]);
  assert.deepEqual(typed(0x0101), ['success', 1]);
  assert.deepEqual(typed(0x0111), ['error', 1]);
  assert.deepEqual(typed(0x0003), ['request', 3]);
  assert.deepEqual(typed(0x02ef), ['request', 0xff]);
  assert.equal(typed(0x3eef), null);
  assert.equal(typed(0x4001), null);
});

test('only what begins with two zero bits may be STUN', () => {
  assert.deepEqual(
    [0, 3, 4, 20, 64, 128, 255].map((first) => looksLikeStun(Buffer.from([first]))),
    [true, true, false, false, false, false, false],
  );
  assert.equal(looksLikeStun(Buffer.alloc(0)), false);
});

test('another length, another cookie or an attribute cut short is no message', () => {
  const whole = writeStun({ class: 'request', transactionId, attributes: [] }, { form: 'rfc5389', key: null });
  assert.ok(readStun(whole));
  for (let length = 0; length < whole.length; length += 1) assert.equal(readStun(whole.subarray(0, length)), null);
  assert.equal(readStun(Buffer.concat([whole, Buffer.alloc(1)])), null);
  const otherCookie = Buffer.from(whole);
  otherCookie.writeUInt8(0, 5);
  assert.equal(readStun(otherCookie), null);
  const tooLong = Buffer.from(whole);
  tooLong.writeUInt16BE(5, 22);
  assert.equal(readStun(tooLong), null);
});

test('a checksum counts only at the end, and whole', () => {
  const attributes = [[0x8028, Buffer.alloc(4)]] as const;
  const twice = readStun(writeStun({ class: 'request', transactionId, attributes }, { form: 'rfc5389', key: null }));
  assert.ok(twice);
  assert.equal(hasFingerprint(twice), false);
  const header = Buffer.from(twice.datagram.subarray(0, 20));
  header.writeUInt16BE(8, 2);
  for (const tail of ['80280003000000ff', '80280004ffffffff']) {
    const message = readStun(Buffer.concat([header, bytes(tail)]));
    assert.ok(message);
    assert.equal(hasFingerprint(message), false);
  }
  const rightOne = Buffer.concat([header, bytes('8028000400000000')]);
  rightOne.writeUInt32BE(fingerprintOf(header), 24);
  const message = readStun(rightOne);
  assert.ok(message && hasFingerprint(message));
});

test('a seal of another length is none', () => {
  assert.equal(sealedForm(withAttribute(0x08, Buffer.alloc(19)), Buffer.from('key')), null);
  assert.equal(sealedForm(withAttribute(0x08, Buffer.alloc(32)), Buffer.from('key')), null);
});

test('answers have their class, their code and what each dialect wants', () => {
  const answer = { transactionId, username: Buffer.from('us:them') };
  const key = Buffer.from('key');
  const microsoft = { form: 'draft-02', microsoft: true } as const;
  const plain = { form: 'rfc5389', microsoft: false } as const;
  const read = (datagram: Buffer) => {
    const message = readStun(datagram);
    assert.ok(message && hasFingerprint(message));
    return message;
  };
  const types = (message: StunMessage) => message.attributes.map(({ type }) => type);
  const from = { host: '10.0.0.1', port: 5000 };
  const [ours, theirs] = [
    read(writeSuccess(answer, from, key, microsoft)),
    read(writeSuccess(answer, from, key, plain)),
  ];
  assert.deepEqual([ours.class, types(ours)], ['success', [0x20, 0x06, 0x8070, 0x08, 0x8028]]);
  assert.deepEqual([theirs.class, types(theirs)], ['success', [0x20, 0x08, 0x8028]]);
  const [refused, conflict] = [
    read(writeError(answer, 401, null, microsoft)),
    read(writeError(answer, 487, key, microsoft)),
  ];
  assert.deepEqual([refused.class, errorCodeOf(refused), types(refused)], ['error', 401, [0x09, 0x8028]]);
  assert.deepEqual([conflict.class, errorCodeOf(conflict)], ['error', 487]);
  assert.deepEqual(types(conflict), [0x09, 0x06, 0x8070, 0x08, 0x8028]);
  assert.equal(usernameOf(conflict), 'us:them');
  assert.deepEqual(types(read(writeError(answer, 487, key, plain))), [0x09, 0x08, 0x8028]);
});
