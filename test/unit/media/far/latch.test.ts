import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { type Arrival, createLatch, type Latch, reportRule, voiceRule } from '../../../../main/media/far/latch.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';

const host = '192.0.2.1';
const [described, other, third] = [6020, 7000, 8000];

let clock: FakeClock;
let latch: Latch;

beforeEach(() => {
  clock = createFakeClock();
  latch = createLatch({ host, port: described }, clock, voiceRule);
});

const voice = (sequenceNumber: number, ssrc = 1): Arrival => ({ sequenceNumber, ssrc });
const from = (port: number, arrival: Arrival | null) => latch.accepts({ host, port }, arrival);
/** How many of so many packets in a row are let through. */
const row = (port: number, first: number, count: number, ssrc = 1) =>
  Array.from({ length: count }, (_, index) => from(port, voice((first + index) % 65_536, ssrc))).filter(Boolean).length;
const target = () => latch.target().port;

describe('voice', () => {
  test('one packet, or many, from another port move nothing while the described one speaks', () => {
    for (let index = 0; index < 200; index += 1) {
      assert.equal(from(described, voice(index)), true);
      assert.equal(row(other, 1000 + index * 3, 3, 2), 0);
      clock.advance(20);
    }
    assert.equal(target(), described);
  });

  test('a described port that never sends is left after a second, for one that does', () => {
    assert.equal(row(other, 1, 50), 0);
    clock.advance(999);
    assert.equal(row(other, 51, 1), 0);
    clock.advance(1);
    assert.equal(row(other, 52, 2), 2);
    assert.equal(target(), other);
  });

  test('after a second without a packet it takes several, not one', () => {
    clock.advance(5000);
    assert.equal(row(other, 1, 3), 0);
    assert.equal(target(), described);
    assert.equal(row(other, 4, 1), 1);
  });

  test('they must be of one source', () => {
    clock.advance(5000);
    for (let index = 0; index < 20; index += 1) assert.equal(from(other, voice(index, index)), false);
    assert.equal(row(other, 20, 4, 7), 1);
  });

  test('they must follow each other, over the end of the numbers too', () => {
    clock.advance(5000);
    for (let index = 0; index < 20; index += 1) assert.equal(from(other, voice(index * 2)), false);
    for (let index = 0; index < 20; index += 1) assert.equal(from(other, voice(100)), false);
    assert.equal(row(other, 65_533, 4), 1);
  });

  test('the described port wins back at once, and by one packet', () => {
    clock.advance(5000);
    row(other, 1, 10);
    assert.equal(target(), other);
    assert.equal(from(described, voice(1)), true);
    assert.equal(target(), described);
    assert.equal(row(other, 11, 50), 0);
    clock.advance(999);
    assert.equal(row(other, 61, 50), 0);
    clock.advance(1);
    assert.equal(row(other, 111, 1), 1);
  });

  test('a described port that begins a new source is still the described one', () => {
    assert.equal(from(described, voice(1, 1)), true);
    assert.equal(from(described, voice(60_000, 2)), true);
    assert.equal(target(), described);
  });

  test('the port that is followed may begin a new source; a third has to wait like the second', () => {
    clock.advance(5000);
    row(other, 1, 4);
    assert.equal(from(other, voice(9, 5)), true);
    assert.equal(row(third, 1, 20), 0);
    clock.advance(1000);
    assert.equal(row(third, 21, 1), 1);
    assert.equal(target(), third);
    assert.equal(from(other, voice(10)), false);
  });

  test('a far side that had reason to be silent is waited for anew, where it was heard last', () => {
    clock.advance(5000);
    row(other, 1, 4);
    clock.advance(60_000);
    row(third, 1, 3);
    latch.expect();
    assert.equal(row(third, 4, 20), 0);
    assert.equal(target(), other);
    assert.equal(from(other, voice(5)), true);
  });

  test('whoever tries many ports keeps nobody else out, and fills no memory', () => {
    row(other, 1, 2);
    for (let port = 20_000; port < 21_000; port += 1) row(port, 1, 1);
    clock.advance(1000);
    assert.equal(row(other, 3, 2), 1);
  });

  test('another host never is followed, whatever comes from it', () => {
    clock.advance(5000);
    for (let index = 0; index < 20; index += 1) {
      for (const port of [described, other]) {
        assert.equal(latch.accepts({ host: '192.0.2.2', port }, voice(index)), false);
      }
    }
    assert.deepEqual(latch.target(), { host, port: described });
  });

  test('a port of another service is not followed', () => {
    clock.advance(5000);
    assert.equal(row(53, 1, 20), 0);
    assert.equal(target(), described);
  });
});

describe('reports', () => {
  const report = { ssrc: 1, sequenceNumber: null };

  beforeEach(() => {
    latch = createLatch({ host, port: described }, clock, reportRule);
  });

  test('from another port they count after three of their intervals, and never alone', () => {
    clock.advance(14_999);
    for (let index = 0; index < 20; index += 1) assert.equal(from(other, report), false);
    clock.advance(1);
    assert.equal(from(third, report), false);
    assert.equal(from(other, report), true);
    assert.equal(from(described, null), true);
    assert.equal(target(), described);
  });

  test('those that are not about the voice never move anything', () => {
    clock.advance(60_000);
    for (let index = 0; index < 20; index += 1) assert.equal(from(other, null), false);
    assert.equal(target(), described);
  });
});
