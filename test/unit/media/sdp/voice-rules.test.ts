import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFarOffer } from '../../../../main/media/sdp/far-offer.ts';
import { plainOffer } from '../../../peers/gateway-call.ts';

const local = { address: '192.0.2.9', rtpPort: 50_000, rtcpPort: 50_001 };
const key = Buffer.alloc(30, 1).toString('base64');
const read = (offer: string, encrypted: boolean, relayOnly = false) => {
  const result = readFarOffer(offer, { loopback: false, rules: { encrypted, relayOnly } });
  return result.ok ? (result.value.audio.protection.key === null ? 'plain' : 'encrypted') : result.failure.failure;
};

test('where voice has to be encrypted an offer in the clear is refused, and others are not', () => {
  const plain = plainOffer(local);
  const secure = plainOffer({ ...local, key });
  assert.deepEqual([read(plain, false), read(plain, true)], ['plain', 'encryption-missing']);
  assert.deepEqual([read(secure, false), read(secure, true)], ['encrypted', 'encrypted']);
});

test('an offer that leaves it open is encrypted, and one that refuses it is refused', () => {
  const open = plainOffer({ ...local, key }).replace('RTP/SAVP', 'RTP/AVP');
  assert.equal(read(open, true), 'encrypted');
  assert.equal(read(`${open}a=encryption:rejected\r\n`, true), 'encryption-missing');
});

test('where voice goes over a relay alone an offer without ICE has no path, unless it only holds', () => {
  assert.equal(read(plainOffer(local), false, true), 'no-path');
  const candidates = ['a=candidate:1 1 UDP 2130706431 192.0.2.9 50000 typ host'];
  const ice = { ufrag: 'abcd', pwd: 'password-of-22-letters', candidates };
  assert.equal(read(plainOffer({ ...local, ice }), false, true), 'plain');
  assert.equal(read(plainOffer(local).replace('c=IN IP4 192.0.2.9', 'c=IN IP4 0.0.0.0'), false, true), 'plain');
});
