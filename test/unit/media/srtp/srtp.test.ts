import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { SrtcpSession, SrtpSession } from 'werift';
import { writeRtp } from '../../../../main/media/rtp/packet.ts';
import { deriveSessionKeys } from '../../../../main/media/srtp/key-derivation.ts';
import { createSrtcpReceiver, createSrtcpSender } from '../../../../main/media/srtp/srtcp.ts';
import { createSrtpReceiver, createSrtpSender } from '../../../../main/media/srtp/srtp.ts';
import { applyKeyStream } from '../../../../main/media/srtp/transform.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
const none = Buffer.alloc(0);
const master = hex('e1f97a0d3e018be0d64fa32c06de4139 0ec675ad498afeebb6960b3aabe6');
const key = { master, mki: none };
const named = { master, mki: hex('01') };

const packet = (sequenceNumber: number, text = 'voice', ssrc = 7): Buffer =>
  writeRtp({ payloadType: 0, marker: false, sequenceNumber, timestamp: 0, ssrc, payload: Buffer.from(text) });
const report = hex('81c8000bcafebabe abababababababababababababababab');

/** What werift, which knows no key identifiers, makes of packets. */
const reference = {
  keys: {
    localMasterKey: master.subarray(0, 16),
    localMasterSalt: master.subarray(16),
    remoteMasterKey: master.subarray(0, 16),
    remoteMasterSalt: master.subarray(16),
  },
  profile: 1 as const,
};

test('the keys of RFC 3711, appendix B.3', () => {
  const { cipher, salt, authentication } = deriveSessionKeys(master, 'rtp');
  assert.equal(cipher.export().toString('hex'), 'c61e7a93744f39ee10734afe3ff7a087');
  assert.equal(salt.toString('hex'), '30cbbc08863d8c85d49db34a9ae1');
  assert.equal(authentication.export().toString('hex'), 'cebe321f6ff7716b6fd4ab49af256a156d38baa4');
});

test('the key stream of RFC 3711, appendix B.2', () => {
  const cipher = createSecretKey(hex('2b7e151628aed2a6abf7158809cf4f3c'));
  const keys = { cipher, salt: hex('f0f1f2f3f4f5f6f7f8f9fafbfcfd'), authentication: cipher };
  const stream = applyKeyStream(keys, { ssrc: 0, index: 0 }, Buffer.alloc(32));
  assert.equal(stream.toString('hex'), 'e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab');
});

test('a packet of RTP and one of RTCP as libsrtp protects them', () => {
  const rtp = hex('800f1234decafbadcafebabe abababababababababababababababab');
  const protectedRtp = hex('800f1234decafbadcafebabe 4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb');
  assert.deepEqual(createSrtpSender(key)(rtp), protectedRtp);
  assert.deepEqual(createSrtpReceiver(key)(protectedRtp), rtp);
  const protectedRtcp = hex('81c8000bcafebabe 7128035be487b9bdbef89041f977a5a8 80000001 993e08cd54d6c1230798');
  assert.deepEqual(createSrtcpSender(key)(report), protectedRtcp);
  assert.deepEqual(createSrtcpReceiver(key)(protectedRtcp), report);
});

for (const each of [key, named]) {
  const length = each.mki.length;
  test(`what goes out comes in, over any rollover, with an identifier of ${length} bytes`, () => {
    const [send, receive] = [createSrtpSender(each), createSrtpReceiver(each)];
    for (let number = 0; number < 3 * 0x10000; number += 997) {
      const clear = packet(number % 0x10000, `voice ${number}`);
      const sent = send(clear);
      assert.equal(sent?.length, clear.length + length + 10);
      assert.deepEqual(receive(sent), clear, String(number));
    }
  });

  test(`nothing that was changed is taken, with an identifier of ${length} bytes`, () => {
    const sent = createSrtpSender(each)(packet(1));
    const sentReport = createSrtcpSender(each)(report);
    assert.ok(sent !== null && sentReport !== null);
    for (const [whole, open] of [
      [sent, createSrtpReceiver(each)],
      [sentReport, createSrtcpReceiver(each)],
    ] as const) {
      for (let bit = 0; bit < whole.length * 8; bit += 1) {
        const changed = Buffer.from(whole);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        assert.equal(open(changed), null, `bit ${bit}`);
      }
      for (let cut = 0; cut < whole.length; cut += 1) assert.equal(open(whole.subarray(0, cut)), null);
      assert.ok(open(whole));
      assert.equal(open(whole), null, 'it came again');
    }
  });
}

test('another implementation opens what we protect, and we what it protects, over rollovers', () => {
  const [ours, theirs] = [createSrtpSender(key), new SrtpSession(reference)];
  const [open, protect] = [createSrtpReceiver(key), new SrtpSession(reference)];
  for (let number = 65_000; number < 65_000 + 2 * 0x10000; number += 101) {
    const clear = packet(number % 0x10000, `voice ${number}`);
    assert.deepEqual(theirs.decrypt(ours(clear) ?? none), clear);
    const header = {
      serialize: () => clear.subarray(0, 12),
      sequenceNumber: number % 0x10000,
      ssrc: 7,
      payloadOffset: 12,
    };
    assert.deepEqual(open(protect.encrypt(clear.subarray(12), header as never)), clear);
  }
  const [reports, theirReports] = [createSrtcpSender(key), new SrtcpSession(reference)];
  for (let round = 0; round < 100; round += 1) assert.deepEqual(theirReports.decrypt(reports(report) ?? none), report);
  const openReport = createSrtcpReceiver(key);
  for (let round = 0; round < 100; round += 1) assert.deepEqual(openReport(theirReports.encrypt(report)), report);
});

test('late packets are taken within 512, once, also from before a rollover', () => {
  const [send, receive] = [createSrtpSender(key), createSrtpReceiver(key)];
  const sent = Array.from({ length: 1400 }, (_, at) => send(packet((64_836 + at) % 0x10000)) ?? none);
  const taken = (at: number): boolean => receive(sent[at] ?? none) !== null;
  assert.ok(taken(0));
  assert.ok(taken(1000), 'after the rollover');
  assert.ok(taken(699), 'before the rollover');
  assert.ok(!taken(699));
  assert.ok(taken(489), '511 behind');
  assert.ok(!taken(488), '512 behind');
  assert.ok(taken(1399));
});

test('a stream that is met after rollovers is opened, and goes on', () => {
  const send = createSrtpSender(key);
  const sent: Buffer[] = [];
  for (let number = 0; number < 7 * 0x10000 + 50; number += 500) sent.push(send(packet(number % 0x10000)) ?? none);
  assert.equal(createSrtpReceiver(key)(sent.at(-1) ?? none), null, 'in a call that was here from its start');
  const receive = createSrtpReceiver(key, new Map(), true);
  for (const protectedPacket of sent.slice(-20)) assert.ok(receive(protectedPacket));
  assert.equal(receive(sent.at(-1) ?? none), null, 'once');
  assert.equal(receive(sent[3] ?? none), null, 'nothing from long before');
});

test('rollovers are not sought for without end', () => {
  const [send, receive] = [createSrtpSender(key), createSrtpReceiver(key, new Map(), true)];
  for (let number = 0; number < 0x10000; number += 16_000) send(packet(number));
  const late = send(packet(5)) ?? none;
  const stranger = createSrtpSender({ master: Buffer.alloc(30, 1), mki: none });
  for (let ssrc = 100; ssrc < 200; ssrc += 1) assert.equal(receive(stranger(packet(1, 'x', ssrc)) ?? none), null);
  assert.equal(receive(late), null);
  assert.ok(receive(createSrtpSender(key)(packet(9)) ?? none), 'a stream from its start is opened all the same');
});

test('a stream of another SSRC has counters of its own', () => {
  const [send, receive] = [createSrtpSender(key), createSrtpReceiver(key)];
  for (const ssrc of [1, 2, 3]) {
    for (const number of [65_534, 65_535, 0, 1]) {
      const clear = packet(number, `${ssrc}`, ssrc);
      assert.deepEqual(receive(send(clear) ?? none), clear);
    }
  }
});

test('the key stream of a number covers one text only', () => {
  const send = createSrtpSender(key);
  assert.ok(send(packet(1, 'one')));
  assert.equal(send(packet(1, 'two')), null);
});

test('what is not authentic moves no counter and costs no memory', () => {
  const [send, receive] = [createSrtpSender(key), createSrtpReceiver(key)];
  assert.ok(receive(send(packet(10)) ?? none));
  const stranger = createSrtpSender({ master: Buffer.alloc(30, 1), mki: none });
  for (let ssrc = 0; ssrc < 1000; ssrc += 1) assert.equal(receive(stranger(packet(40_000, 'x', ssrc)) ?? none), null);
  assert.ok(receive(send(packet(11)) ?? none));
});

test('no bytes make it throw', () => {
  const receivers = [key, named].flatMap((each) => [createSrtpReceiver(each), createSrtcpReceiver(each)]);
  const senders = [createSrtpSender(key), createSrtcpSender(key)];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const datagram = Buffer.from(bytes);
      for (const open of receivers) assert.equal(open(datagram), null);
      for (const protect of senders) protect(datagram);
    }),
  );
});
