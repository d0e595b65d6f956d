import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createToneEar } from '../../../main/media/rtp/tone-ear.ts';
import { keyTones } from '../../../preload/contract/index.ts';
import { fuzzTarget } from '../target.ts';

const edge = fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff);
const packet = fc.record({
  afterMs: fc.nat(200),
  marker: fc.boolean(),
  sequenceNumber: fc.nat(0xffff),
  timestamp: fc.oneof(fc.nat(0xffffffff), fc.nat(20_000), edge),
  ssrc: fc.oneof(fc.nat(3), fc.nat(0xffffffff)),
  payload: fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc
      .tuple(fc.nat(17), fc.constantFrom(0x0a, 0x8a, 0xff), fc.nat(255), fc.nat(255))
      .map((bytes) => Uint8Array.from(bytes)),
  ),
});

export default fuzzTarget({
  about: 'telephone events of the far side',
  inputs: fc.array(packet, { maxLength: 60 }),
  run(packets) {
    let now = 0;
    const heard: string[] = [];
    const ear = createToneEar({
      clock: { now: () => now },
      ticksPerMs: 8,
      onTone: (tone) => heard.push(tone),
    });
    for (const { afterMs, payload, ...fields } of packets) {
      now += afterMs;
      const before = heard.length;
      ear.take({ ...fields, payloadType: 101, payload: Buffer.from(payload) });
      const [code = 255, , high = 0, low = 0] = payload;
      const isKey = payload.length >= 4 && code < keyTones.length && high + low > 0;
      assert.ok(heard.length - before <= (isKey ? 1 : 0));
      if (heard.length > before) assert.equal(heard.at(-1), keyTones[code]);
    }
    assert.ok(heard.length <= 32 + now / 80);
  },
});
