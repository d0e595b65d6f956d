import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { SrtpSession } from 'werift';
import { writeRtp } from '../../../../main/media/rtp/packet.ts';
import { createGcmReceiver, createGcmSender } from '../../../../main/media/srtp/srtp-gcm.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
const none = Buffer.alloc(0);
const key = { key: hex('000102030405060708090a0b0c0d0e0f'), salt: hex('a0a1a2a3a4a5a6a7a8a9aaab') };

const packet = (sequenceNumber: number, text = 'voice', ssrc = 7): Buffer =>
  writeRtp({ payloadType: 0, marker: false, sequenceNumber, timestamp: 0, ssrc, payload: Buffer.from(text) });

test('a packet as libsrtp protects it', () => {
  const rtp = hex('800f1234decafbadcafebabe abababababababababababababababab');
  const sealed = hex('800f1234decafbadcafebabe c5002ede04cfdd2eb91159e0880aa06e d2976826f796b201df3131a127e8a392');
  assert.deepEqual(createGcmSender(key)(rtp), sealed);
  assert.deepEqual(createGcmReceiver(key)(sealed), rtp);
});

test('another implementation opens what we protect, and we what it protects, over rollovers', () => {
  const keys = {
    ...{ localMasterKey: key.key, localMasterSalt: key.salt },
    ...{ remoteMasterKey: key.key, remoteMasterSalt: key.salt },
  };
  const session = () => new SrtpSession({ keys, profile: 7 });
  const [ours, theirs, open, protect] = [createGcmSender(key), session(), createGcmReceiver(key), session()];
  for (let number = 65_000; number < 65_000 + 2 * 0x10000; number += 101) {
    const clear = packet(number % 0x10000, `voice ${number}`);
    assert.deepEqual(theirs.decrypt(ours(clear) ?? none), clear);
    const header = {
      ...{ serialize: () => clear.subarray(0, 12), serializeSize: 12 },
      ...{ sequenceNumber: number % 0x10000, ssrc: 7, payloadOffset: 12 },
    };
    assert.deepEqual(open(protect.encrypt(clear.subarray(12), header as never)), clear);
  }
});

test('nothing that was changed is taken, and nothing twice', () => {
  const sent = createGcmSender(key)(packet(1));
  assert.ok(sent !== null);
  const open = createGcmReceiver(key);
  for (let bit = 0; bit < sent.length * 8; bit += 1) {
    const changed: Buffer = Buffer.from(sent);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    assert.equal(open(changed), null, `bit ${bit}`);
  }
  for (let cut = 0; cut < sent.length; cut += 1) assert.equal(open(sent.subarray(0, cut)), null);
  assert.ok(open(sent));
  assert.equal(open(sent), null, 'it came again');
});

test('a nonce covers one text only', () => {
  const send = createGcmSender(key);
  assert.ok(send(packet(1, 'one')));
  assert.equal(send(packet(1, 'two')), null);
});

test('no bytes make it throw', () => {
  const [open, protect] = [createGcmReceiver(key), createGcmSender(key)];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.equal(open(Buffer.from(bytes)), null);
      protect(Buffer.from(bytes));
    }),
  );
});
