import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../../same-inputs.ts';
import { writeError, writeRequest, writeSuccess } from '../../../../../main/media/ice/stun/binding.ts';
import {
  errorCodeOf,
  priorityOf,
  roleOf,
  tellsVersion,
  usernameOf,
  usesCandidate,
} from '../../../../../main/media/ice/stun/binding-attributes.ts';
import {
  fingerprintOf,
  hasFingerprint,
  withFaultyFingerprint,
} from '../../../../../main/media/ice/stun/fingerprint.ts';
import { sealedForm } from '../../../../../main/media/ice/stun/integrity.ts';
import { readMappedAddress } from '../../../../../main/media/ice/stun/mapped-address.ts';
import { attribute, attributeTypes, type StunMessage } from '../../../../../main/media/ice/stun/message.ts';
import { readStun } from '../../../../../main/media/ice/stun/read-stun.ts';
import { keys, manners, requests } from './messages.ts';

function read(datagram: Buffer): StunMessage {
  const message = readStun(datagram);
  assert.ok(message);
  return message;
}

test('a written check reads back as it was, and is sealed in its form with its key alone', () => {
  fc.assert(
    fc.property(requests, keys, keys, manners, (request, key, other, manner) => {
      const message = read(writeRequest(request, key, manner));
      assert.equal(message.class, 'request');
      assert.deepEqual(message.transactionId, request.transactionId);
      assert.equal(usernameOf(message), request.username);
      assert.equal(priorityOf(message), request.priority);
      assert.deepEqual(roleOf(message), { controlling: request.controlling, tieBreaker: request.tieBreaker });
      assert.equal(usesCandidate(message), request.useCandidate);
      assert.equal(tellsVersion(message), manner.microsoft);
      assert.ok(hasFingerprint(message));
      assert.equal(sealedForm(message, key), manner.form);
      if (!key.equals(other)) assert.equal(sealedForm(message, other), null);
    }),
  );
});

test('what goes to Skype for Business has lengths of four, the foundation and the version 2', () => {
  fc.assert(
    fc.property(requests, keys, (request, key) => {
      const message = read(writeRequest(request, key, { form: 'draft-02', microsoft: true }));
      for (const { value } of message.attributes) assert.equal(value.length % 4, 0);
      const identifier = attribute(message, attributeTypes.candidateIdentifier)?.value.toString() ?? '';
      assert.equal(identifier.replace(/\0+$/, ''), request.foundation);
      assert.equal(attribute(message, attributeTypes.implementationVersion)?.value.readUInt32BE(0), 2);
    }),
  );
});

test('answers read back, with the user name for Skype for Business and without it for others', () => {
  const addresses = fc.oneof(
    fc.ipV4(),
    fc.ipV6().filter((text) => !text.includes('.')),
  );
  fc.assert(
    fc.property(requests, keys, manners, addresses, fc.nat(65_535), (request, key, manner, host, port) => {
      const answer = { transactionId: request.transactionId, username: Buffer.from(request.username) };
      const message = read(writeSuccess(answer, { host, port }, key, manner));
      const mapped = readMappedAddress(message);
      assert.equal(mapped?.port, port);
      const again = read(writeSuccess(answer, mapped ?? { host, port }, key, manner));
      assert.deepEqual(readMappedAddress(again), mapped);
      assert.equal(usernameOf(message), manner.microsoft ? request.username : null);
      assert.equal(tellsVersion(message), manner.microsoft);
      assert.equal(sealedForm(message, key), manner.form);
    }),
  );
});

test('no refusal of somebody unproved is longer than what it answers', () => {
  fc.assert(
    fc.property(requests, keys, manners, (request, key, manner) => {
      const answer = { transactionId: request.transactionId, username: Buffer.from(request.username) };
      const refusal = writeError(answer, 401, null, manner);
      assert.equal(errorCodeOf(read(refusal)), 401);
      assert.ok(refusal.length <= 20 + 4 + request.username.length + 8);
      assert.equal(sealedForm(read(refusal), key), null);
    }),
  );
});

test('an error code that is not padded, as libnice writes it in answer to Skype for Business, is read', () => {
  const reason = Buffer.from('Role conflict');
  const error = Buffer.concat([Buffer.from([0, 9, 0, 4 + reason.length, 0, 0, 4, 87]), reason]);
  const tail = Buffer.from([0x80, 0x70, 0, 4, 0, 0, 0, 2]);
  const header = Buffer.from('010100002112a442000000000000000000000001', 'hex');
  header.writeUInt16BE(0x0111, 0);
  header.writeUInt16BE(error.length + tail.length, 2);
  const message = read(Buffer.concat([header, error, tail]));
  assert.equal(errorCodeOf(message), 487);
  assert.ok(tellsVersion(message));
});

test('a faulty checksum is taken from a peer that tells no version, and from no other', () => {
  fc.assert(
    fc.property(requests, keys, (request, key) => {
      for (const microsoft of [true, false]) {
        const twin = withFaultyFingerprint(writeRequest(request, key, { form: 'draft-02', microsoft }));
        if (twin === null) continue;
        assert.equal(hasFingerprint(read(twin)), !microsoft);
        assert.equal(sealedForm(read(twin), key), 'draft-02');
      }
    }),
  );
  // CRC-32 of "123456789" is cbf43926.
  assert.equal((fingerprintOf(Buffer.from('123456789')) ^ 0x5354554e) >>> 0, 0xcbf43926);
});

test('what stands behind the seal does not count', () => {
  const request = fc.sample(requests, 1)[0];
  assert.ok(request);
  const key = Buffer.from('key');
  const plain = writeRequest({ ...request, useCandidate: false }, key, { form: 'rfc5389', microsoft: false });
  const body = plain.subarray(0, plain.length - 8);
  const added = Buffer.concat([body, Buffer.from([0, 0x25, 0, 0])]);
  const whole = Buffer.concat([added, Buffer.from([0x80, 0x28, 0, 4, 0, 0, 0, 0])]);
  whole.writeUInt16BE(whole.length - 20, 2);
  whole.writeUInt32BE(fingerprintOf(whole.subarray(0, whole.length - 8)), whole.length - 4);
  const message = read(whole);
  assert.ok(hasFingerprint(message));
  assert.equal(sealedForm(message, key), 'rfc5389');
  assert.equal(usesCandidate(message), false);
});

test('no bytes make the reader throw, and no attribute reaches outside of the message', () => {
  const cookie = Buffer.from('2112a442', 'hex');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, repaired) => {
      const datagram = Buffer.from(bytes);
      if (repaired && datagram.length >= 20) {
        datagram.writeUInt8(datagram.readUInt8(0) & 3, 0);
        datagram.writeUInt16BE(datagram.length - 20, 2);
        cookie.copy(datagram, 4);
      }
      const message = readStun(datagram);
      if (message === null) return;
      for (const { at, value } of message.attributes) assert.ok(at >= 20 && at + 4 + value.length <= datagram.length);
      for (const look of [usernameOf, priorityOf, roleOf, errorCodeOf, readMappedAddress, hasFingerprint])
        look(message);
      assert.equal(sealedForm(message, Buffer.from('key')), null);
    }),
    { numRuns: 3000 },
  );
});

test('a datagram that is too long, or has too many attributes, is none', () => {
  const header = Buffer.from('000100002112a442000000000000000000000001', 'hex');
  const empty = (count: number) => {
    const datagram = Buffer.concat([header, Buffer.alloc(count * 4)]);
    datagram.writeUInt16BE(count * 4, 2);
    return readStun(datagram);
  };
  assert.equal(empty(32)?.attributes.length, 32);
  assert.equal(empty(33), null);
  assert.equal(empty(10_000), null);
});
