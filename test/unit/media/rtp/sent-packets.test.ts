import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSentPackets } from '../../../../main/media/rtp/sent-packets.ts';

function rig() {
  let now = 0;
  const sent = createSentPackets({ now: () => now });
  const keep = (first: number, count = 1) => {
    for (let number = first; number < first + count; number += 1) sent.keep(number & 0xffff, packet(number & 0xffff));
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { sent, keep, pass };
}

const packet = (number: number) => Buffer.from(`packet ${number}`);

test('a packet goes out again byte by byte', () => {
  const { sent, keep, pass } = rig();
  keep(65_530, 10);
  pass(50);
  assert.deepEqual(sent.again([65_535, 0, 3]), [65_535, 0, 3].map(packet));
});

test('what was never sent, and what is too old, does not', () => {
  const { sent, keep, pass } = rig();
  keep(1, 300);
  pass(50);
  assert.deepEqual(sent.again([1, 400, 45]), [packet(45)]);
  pass(2001);
  assert.deepEqual(sent.again([300]), []);
});

test('at once, but not again sooner than an answer could have come, and four times at most', () => {
  const { sent, keep, pass } = rig();
  keep(1);
  for (let times = 0; times < 4; times += 1) {
    assert.equal(sent.again([1]).length, 1);
    pass(19);
    assert.equal(sent.again([1]).length, 0);
    pass(1);
  }
  assert.equal(sent.again([1]).length, 0);
});

test('whoever asks for everything again and again gets half as much as goes out', () => {
  const { sent, keep, pass } = rig();
  let again = 0;
  for (let round = 0; round < 100; round += 1) {
    keep(round * 10, 10);
    pass(30);
    again += sent.again(
      Array.from({ length: 256 }, (_, index) => round * 10 + 9 - index).filter((each) => each >= 0),
    ).length;
  }
  assert.ok(again <= 64 + 500, String(again));
  assert.ok(again >= 400, String(again));
});
