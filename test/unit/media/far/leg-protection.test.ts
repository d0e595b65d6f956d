import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFirstKey, createLegProtection, type LegProtection } from '../../../../main/media/far/leg-protection.ts';
import { writeRtp } from '../../../../main/media/rtp/packet.ts';
import { chooseKey, type OfferedKey } from '../../../../main/media/sdp/crypto-line.ts';
import { type Protection, protectedBy } from '../../../../main/media/srtp/protection.ts';
import { createSrtpReceiver, createSrtpSender } from '../../../../main/media/srtp/srtp.ts';

const none = Buffer.alloc(0);
const ssrc = 7;
const [one, other, third] = ['1', '2', '3'].map((tag) => ({
  tag,
  master: Buffer.alloc(30, tag),
  mki: none,
})) as [OfferedKey, OfferedKey, OfferedKey];

const packet = (index: number, text = `voice ${index}`): Buffer =>
  writeRtp({
    ...{ payloadType: 0, marker: false, sequenceNumber: index % 0x10000, timestamp: 0, ssrc },
    payload: Buffer.from(text),
  });
const report = Buffer.from('81c9000700000007000000630000000000000000000000000000000000000000', 'hex');

/** Our key as our line says it. */
function ours(leg: LegProtection): OfferedKey {
  const key = chooseKey([leg.line() ?? '']);
  assert.ok(key !== null);
  return key;
}

/** The far side's, whose key `theirs` is. */
const farSide = (leg: LegProtection, theirs: OfferedKey): Protection => protectedBy(theirs, ours(leg));

const sealed = (protection: Pick<Protection, 'protectRtp'>, index: number): Buffer =>
  protection.protectRtp(packet(index)) ?? none;
/** What our key makes of a packet whose numbers never began anew. */
const fromTheStart = (leg: LegProtection, index: number): Buffer => createSrtpSender(ours(leg))(packet(index)) ?? none;
const wrapped = [65_534, 65_535, 65_536, 65_537];
const indexIn = (srtcp: Buffer | null): number => (srtcp ?? none).readUInt32BE((srtcp ?? none).length - 14) % 2 ** 31;

test('at the same place our rollovers and the index of our reports go on under another key', () => {
  const leg = createLegProtection(one);
  for (const index of wrapped) sealed(leg.present(), index);
  for (let count = 0; count < 3; count += 1) leg.present().protectRtcp(report);
  const before = ours(leg);
  leg.renew(other, true);
  assert.notDeepEqual(ours(leg).master, before.master);
  const sent = sealed(leg.present(), 65_538);
  const goingOn = createSrtpReceiver(ours(leg), new Map([[ssrc, 65_537]]));
  assert.deepEqual(goingOn(sent), packet(65_538));
  assert.notDeepEqual(sent, fromTheStart(leg, 65_538), 'under the first rollover');
  assert.equal(indexIn(leg.present().protectRtcp(report)), 4);
});

test('at another place, and after a while without a key, ours begin anew', () => {
  for (const renew of [
    (leg: LegProtection) => leg.renew(other, false),
    (leg: LegProtection) => {
      leg.renew(null, true);
      leg.renew(other, true);
    },
  ]) {
    const leg = createLegProtection(one);
    for (const index of wrapped) sealed(leg.present(), index);
    leg.present().protectRtcp(report);
    renew(leg);
    assert.deepEqual(sealed(leg.present(), 65_538), fromTheStart(leg, 65_538));
    assert.equal(indexIn(leg.present().protectRtcp(report)), 1);
  }
});

for (const isSamePlace of [true, false]) {
  for (const goesOn of [true, false]) {
    test(`a far side whose rollovers ${goesOn ? 'go on' : 'begin anew'} at ${isSamePlace ? 'the same' : 'another'} place is understood`, () => {
      const leg = createLegProtection(one);
      const before = farSide(leg, one);
      for (const index of wrapped) assert.deepEqual(leg.present().openRtp(sealed(before, index)), packet(index));
      leg.renew(other, isSamePlace);
      const after = createSrtpSender(other, goesOn ? new Map([[ssrc, 65_537]]) : undefined);
      for (const index of [65_538, 65_540, 65_539])
        assert.deepEqual(leg.present().openRtp(sealed({ protectRtp: after }, index)), packet(index));
      leg.renew(third, isSamePlace);
      const last = createSrtpSender(third, goesOn ? new Map([[ssrc, 65_540]]) : undefined);
      assert.deepEqual(leg.present().openRtp(sealed({ protectRtp: last }, 65_541)), packet(65_541));
    });
  }
}

test('rollovers go on over several keys, of which some were never used', () => {
  const leg = createLegProtection(one);
  const before = farSide(leg, one);
  for (const index of wrapped) leg.present().openRtp(sealed(before, index));
  leg.renew(other, true);
  leg.renew(third, true);
  assert.deepEqual(leg.present().openRtp(sealed(before, 65_538)), packet(65_538), 'still under way');
  const last = createSrtpSender(third, new Map([[ssrc, 65_538]]));
  assert.deepEqual(leg.present().openRtp(sealed({ protectRtp: last }, 65_539)), packet(65_539));
  assert.equal(leg.present().openRtp(sealed(before, 65_540)), null);
});

test('from the moment that a key is agreed nothing is opened but what is authentic', () => {
  for (const agree of [
    (leg: LegProtection) => leg.renew(one, true),
    (leg: LegProtection) => {
      leg.renew(other, true);
      leg.renew(null, true);
      leg.renew(one, true);
    },
  ]) {
    const leg = createLegProtection(null);
    agree(leg);
    const { openRtp, openRtcp } = leg.present();
    const stranger = farSide(leg, third);
    for (const each of [packet(1), stranger.protectRtp(packet(2)), none]) assert.equal(openRtp(each ?? none), null);
    for (const each of [report, stranger.protectRtcp(report), none]) assert.equal(openRtcp(each ?? none), null);
    const theirs = farSide(leg, one);
    assert.deepEqual(openRtp(sealed(theirs, 3)), packet(3));
    assert.deepEqual(openRtcp(theirs.protectRtcp(report) ?? none), report);
    assert.equal(openRtp(packet(4)), null);
  }
});

test('once no key is agreed any more, what is still under way is opened once and never taken for voice', () => {
  for (const isUsed of [true, false]) {
    const leg = createLegProtection(one);
    const theirs = farSide(leg, one);
    if (isUsed) for (const index of wrapped) leg.present().openRtp(sealed(theirs, index));
    const [late, report1] = [sealed(theirs, 65_538), theirs.protectRtcp(report) ?? none];
    leg.renew(null, true);
    assert.equal(leg.line(), null);
    const { openRtp, openRtcp, protectRtp } = leg.present();
    for (let round = 0; round < 2; round += 1) {
      assert.deepEqual(openRtp(packet(65_600 + round)), packet(65_600 + round), 'in the clear');
      assert.deepEqual(openRtcp(report), report);
      assert.deepEqual(openRtcp(report1), round === 0 ? report : null);
      assert.deepEqual(openRtp(late), round === 0 ? packet(65_538) : null);
    }
    assert.deepEqual(protectRtp(packet(1)), packet(1));
  }
});

test('our first key is spoken by the latest answer: in the clear where that has none, and else under the key', () => {
  const first = createFirstKey();
  const leg = first.answered(null);
  assert.deepEqual([leg.line(), leg.tag(), sealed(leg.present(), 1)], [null, null, packet(1)]);
  leg.accept(one);
  assert.deepEqual([leg.line(), leg.tag()], [first.line, first.tag]);
  const theirs = farSide(leg, one);
  assert.deepEqual(theirs.openRtp(sealed(leg.present(), 2)), packet(2));
  assert.deepEqual(leg.present().openRtp(sealed(theirs, 1)), packet(1));
  assert.equal(leg.present().openRtp(packet(2)), null);
  leg.accept(null);
  assert.deepEqual([leg.line(), sealed(leg.present(), 3)], [null, packet(3)]);
  leg.accept(other);
  assert.deepEqual(theirs.openRtp(sealed(leg.present(), 4)), packet(4));
  assert.equal(leg.present().protectRtp(packet(2, 'another text')), null, 'a number under one key has one text');
});

test('an answer with another key is read by that, and ours goes on', () => {
  const leg = createLegProtection(one);
  const theirs = farSide(leg, one);
  for (const index of wrapped) assert.deepEqual(theirs.openRtp(sealed(leg.present(), index)), packet(index));
  const line = leg.line();
  leg.accept(other);
  assert.equal(leg.line(), line);
  assert.deepEqual(theirs.openRtp(sealed(leg.present(), 65_538)), packet(65_538));
  assert.deepEqual(leg.present().openRtp(sealed(farSide(leg, other), 1)), packet(1));
});

test('how often the numbers began anew before is sought for in a call that is carried on alone, under the key that it had', () => {
  const [far, farLater] = [createSrtpSender(one), createSrtpSender(other)];
  for (let index = 0; index < 0x10000; index += 16_000) for (const send of [far, farLater]) send(packet(index));
  const [late, later] = [far(packet(0x10005)) ?? none, farLater(packet(0x10005)) ?? none];
  const [here, carriedOn] = [createLegProtection(one), createLegProtection(one, true)];
  assert.equal(here.present().openRtp(late), null);
  carriedOn.renew(other, true);
  assert.equal(carriedOn.present().openRtp(later), null);
  assert.ok(carriedOn.present().openRtp(late), 'what was sent before the far side knew of the other key');
});
