import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLatch, reportRule, voiceRule } from '../../../main/media/far/latch.ts';
import { leastPort } from '../../../main/media/sdp/far-address.ts';
import { fuzzTarget } from '../target.ts';

const described = { host: '10.0.0.9', port: 4000 };
const source = fc.record({
  host: fc.oneof(
    { weight: 5, arbitrary: fc.constant(described.host) },
    fc.constantFrom('10.0.0.8', '', '::ffff:10.0.0.9'),
  ),
  port: fc.oneof(fc.constantFrom(4000, 5000, 5001, 5002, 80, 1023, 1024, 0), fc.nat(65_535)),
});
const arrival = fc.option(
  fc.record({
    ssrc: fc.constantFrom(1, 2),
    sequenceNumber: fc.option(fc.oneof(fc.nat(4), fc.constantFrom(65_534, 65_535))),
  }),
  { nil: null },
);
const packet = fc.record({ source, arrival, afterMs: fc.oneof(fc.nat(40), fc.nat(20_000)), isExpected: fc.boolean() });

export default fuzzTarget({
  about: 'where the far side is taken to be: never another host, and another port only after a silence',
  inputs: fc.record({ rule: fc.constantFrom(voiceRule, reportRule), packets: fc.array(packet, { maxLength: 80 }) }),
  run({ rule, packets }) {
    let now = 0;
    let silentSince = 0;
    const latch = createLatch(described, { now: () => now }, rule);
    for (const { source: from, arrival: what, afterMs, isExpected } of packets) {
      now += afterMs;
      if (isExpected) {
        latch.expect();
        silentSince = now;
      }
      const before = latch.target();
      const isTaken = latch.accepts(from, what);
      const after = latch.target();
      assert.equal(after.host, described.host);
      if (!isTaken) {
        assert.deepEqual(after, before, 'what is not taken moves nothing');
        continue;
      }
      assert.equal(from.host, described.host);
      assert.equal(after.port, from.port);
      if (from.port !== before.port && from.port !== described.port) {
        assert.ok(what !== null && from.port >= leastPort);
        assert.ok(now - silentSince >= rule.silentMs, 'somebody slipped in while the far side was heard');
      }
      silentSince = now;
    }
  },
});
