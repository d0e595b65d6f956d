import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAnswer } from '../../../main/media/ice/agent/answer.ts';
import { judgeCheck } from '../../../main/media/ice/agent/incoming-check.ts';
import { type Manner, writeRequest, writeSuccess } from '../../../main/media/ice/stun/binding.ts';
import { fingerprintOf } from '../../../main/media/ice/stun/fingerprint.ts';
import { readStun } from '../../../main/media/ice/stun/read-stun.ts';
import { fuzzTarget } from '../target.ts';

const local = { ufrag: 'ufrg', pwd: 'password-of-22-letters' };
const key = Buffer.from(local.pwd);
const transactionId = Buffer.alloc(12, 5);
const username = `${local.ufrag}:peer`;

function goodMessages(manner: Manner): Buffer[] {
  const request = { transactionId, username, controlling: true, tieBreaker: Buffer.alloc(8, 1), priority: 1 };
  const answer = { transactionId, username: Buffer.from(username) };
  return [
    writeRequest({ ...request, useCandidate: true, foundation: '1' }, key, manner),
    writeSuccess(answer, { host: '10.0.0.1', port: 5000 }, key, manner),
    writeSuccess(answer, { host: '2001:db8::1', port: 5000 }, key, manner),
  ];
}

const good = [
  ...goodMessages({ form: 'rfc5389', microsoft: false }),
  ...goodMessages({ form: 'draft-02', microsoft: true }),
];

/** Header and checksum are made right again, so that what is wrong in between is reached. */
function repaired(datagram: Buffer): Buffer {
  if (datagram.length < 28) return datagram;
  datagram.writeUInt16BE(datagram.length - 20, 2);
  datagram.writeUInt32BE(0x2112a442, 4);
  datagram.writeUInt32BE(0x80280004, datagram.length - 8);
  datagram.writeUInt32BE(fingerprintOf(datagram.subarray(0, datagram.length - 8)), datagram.length - 4);
  return datagram;
}

const edit = fc.record({ at: fc.nat(200), byte: fc.nat(255), how: fc.constantFrom('set', 'cut', 'insert') });
const edited = fc.tuple(fc.constantFrom(...good), fc.array(edit, { maxLength: 6 })).map(([message, edits]) => {
  let datagram = Buffer.from(message);
  for (const { at, byte, how } of edits) {
    const place = at % Math.max(datagram.length, 1);
    const [head, tail] = [datagram.subarray(0, place), datagram.subarray(how === 'insert' ? place : place + 1)];
    datagram = Buffer.concat(how === 'cut' ? [head, tail] : [head, Buffer.from([byte]), tail]);
  }
  return datagram;
});
const datagrams = fc.oneof(
  fc.uint8Array({ maxLength: 2100 }).map((bytes) => Buffer.from(bytes)),
  edited,
  edited.map((datagram) => repaired(Buffer.from(datagram))),
);

const timed = (make: () => Buffer) => {
  const datagram = make();
  return () => {
    const message = readStun(datagram);
    if (message !== null) judgeCheck(message, local);
  };
};

export default fuzzTarget({
  about: 'datagrams that may be STUN',
  inputs: datagrams,
  run(datagram) {
    const before = Buffer.from(datagram);
    const message = readStun(datagram);
    if (message !== null) {
      const verdict = judgeCheck(message, local);
      const answer = readAnswer(message, key);
      // Who changes a byte in front of the seal no longer proves anything.
      const isGood = good.some((each) => each.subarray(4, -32).equals(datagram.subarray(4, each.length - 32)));
      if (verdict.kind === 'proved' || answer !== null) assert.ok(isGood);
      if (verdict.kind === 'dropped') assert.deepEqual(Object.keys(verdict), ['kind']);
    }
    assert.ok(before.equals(datagram));
  },
  growing: {
    bytes: (size) => timed(() => repaired(Buffer.alloc(Math.min(size, 60_000)))),
  },
});
