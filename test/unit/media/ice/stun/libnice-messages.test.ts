import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeRequest } from '../../../../../main/media/ice/stun/binding.ts';
import { priorityOf, roleOf, tellsVersion, usernameOf } from '../../../../../main/media/ice/stun/binding-attributes.ts';
import { hasFingerprint, withFaultyFingerprint } from '../../../../../main/media/ice/stun/fingerprint.ts';
import { sealedForm } from '../../../../../main/media/ice/stun/integrity.ts';
import { readStun } from '../../../../../main/media/ice/stun/read-stun.ts';

/** What libnice 0.1.21 sent in its mode OC2007R2 to an agent with this password, once with either checksum. */
const password = Buffer.from('yk3Vn6MXXcGhIr29kZFgZyAi');
const text = `
  000100542112a4421a68b0779488e10f0ecd3521 002400046ef003ff 802a00088a01f8fbb42ef25b
  0006000c527732613a32684256000000 8054000431000000 8070000400000002
  00080014bdbeafc5c6952fe5c1c36fd3356f0ae0b6e691fb`;
const bytes = (hex: string) => Buffer.from(hex.replace(/\s+/g, ''), 'hex');
const right = bytes(`${text} 802800049cb3954c`);
const twin = bytes(`${text} 80280004ec241c33`);

test('a check of libnice for Skype for Business is read, and is sealed in the old form', () => {
  const message = readStun(right);
  assert.ok(message);
  assert.equal(usernameOf(message), 'Rw2a:2hBV');
  assert.equal(priorityOf(message), 0x6ef003ff);
  assert.equal(roleOf(message)?.controlling, true);
  assert.ok(tellsVersion(message));
  assert.ok(hasFingerprint(message));
  assert.equal(sealedForm(message, password), 'draft-02');
});

test('its twin has the faulty checksum, which does not count beside a version', () => {
  assert.deepEqual(withFaultyFingerprint(right), twin);
  assert.equal(withFaultyFingerprint(twin), null);
  const message = readStun(twin);
  assert.ok(message);
  assert.equal(hasFingerprint(message), false);
});

test('the same check of ours is the same, byte for byte', () => {
  const request = {
    transactionId: right.subarray(8, 20),
    username: 'Rw2a:2hBV',
    controlling: true,
    tieBreaker: bytes('8a01f8fbb42ef25b'),
    priority: 0x6ef003ff,
    useCandidate: false,
    foundation: '1',
  };
  assert.deepEqual(writeRequest(request, password, { form: 'draft-02', microsoft: true }), right);
});
