import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deriveSessionKeys } from '../../../main/media/srtp/key-derivation.ts';
import { applyKeyStream, authenticationTag, isAuthentic, tagBytes } from '../../../main/media/srtp/transform.ts';
import { fuzzTarget } from '../target.ts';

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((each) => Buffer.from(each));
const place = fc.record({ ssrc: fc.nat(2 ** 32 - 1), index: fc.nat(2 ** 48 - 1) });
const masters = fc.uint8Array({ minLength: 30, maxLength: 30 }).map((each) => Buffer.from(each));

export default fuzzTarget({
  about: 'the key stream and the tag of SRTP: each place has a stream of its own, each text a tag of its own',
  inputs: fc.record({
    master: masters,
    kind: fc.constantFrom('rtp' as const, 'rtcp' as const),
    one: place,
    other: place,
    text: bytes(400),
    change: fc.record({ at: fc.nat(10_000), bit: fc.nat(7) }),
  }),
  run({ master, kind, one, other, text, change }) {
    const keys = deriveSessionKeys(master, kind);
    const covered = applyKeyStream(keys, one, text);
    assert.equal(covered.length, text.length);
    assert.ok(applyKeyStream(keys, one, covered).equals(text));
    const isSamePlace = one.ssrc === other.ssrc && one.index === other.index;
    const zeroes = Buffer.alloc(32);
    const isSameStream = applyKeyStream(keys, one, zeroes).equals(applyKeyStream(keys, other, zeroes));
    assert.equal(isSameStream, isSamePlace, 'two packets under one key stream');
    const tag = authenticationTag(keys, [covered]);
    assert.equal(tag.length, tagBytes);
    assert.ok(isAuthentic(keys, [covered], tag));
    const all = Buffer.concat([covered, tag]);
    all.writeUInt8(all.readUInt8(change.at % all.length) ^ (1 << change.bit), change.at % all.length);
    assert.equal(isAuthentic(keys, [all.subarray(0, -tagBytes)], all.subarray(-tagBytes)), false);
  },
});
