import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSuccession } from '../../../../main/electron/windows/succession.ts';
import { createManualClock } from '../manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const ended: number[] = [];
  const readies: (() => void)[] = [];
  const succession = createSuccession<number>({
    clock,
    make: (ready) => readies.push(ready),
    end: (thing) => ended.push(thing),
  });
  return { clock, ended, ready: (thing: number) => readies[thing - 1]?.(), made: () => readies.length, succession };
}

test('is made once, when it is wanted', () => {
  const { succession, made } = setUp();
  assert.equal(succession.present(), null);
  succession.renew();
  succession.keep();
  assert.equal(made(), 0, 'nothing is made anew that is not there');
  assert.equal(succession.wanted(), 1);
  assert.equal(succession.wanted(), 1);
  assert.deepEqual([succession.present(), succession.all()], [1, [1]]);
});

test('stays until the next one has been ready for a second', () => {
  const { clock, succession, ready, ended } = setUp();
  succession.wanted();
  succession.renew();
  assert.deepEqual([succession.present(), succession.all()], [1, [1, 2]]);
  clock.advance(60_000);
  assert.equal(succession.present(), 1, 'it waits for a page that does not come');
  ready(2);
  ready(2);
  clock.advance(999);
  assert.deepEqual([succession.present(), ended], [1, []]);
  clock.advance(1);
  assert.deepEqual([succession.present(), succession.all(), ended], [2, [2], [1]]);
});

test('has one heir at a time', () => {
  const { succession, made } = setUp();
  succession.wanted();
  succession.renew();
  succession.renew();
  assert.equal(made(), 2);
});

test('stays where it is needed; the heir goes, whatever it says later', () => {
  const { clock, succession, ready, ended } = setUp();
  succession.wanted();
  succession.renew();
  ready(2);
  clock.advance(500);
  succession.keep();
  assert.deepEqual([succession.all(), ended], [[1], [2]]);
  ready(2);
  clock.advance(60_000);
  assert.deepEqual([succession.present(), ended], [1, [2]]);
  succession.renew();
  ready(3);
  clock.advance(1_000);
  assert.deepEqual([succession.present(), ended], [3, [2, 1]]);
});

test('another one takes over at once, and an heir goes with the one before', () => {
  const { clock, succession, ready, ended } = setUp();
  succession.wanted();
  succession.renew();
  succession.replace(7);
  assert.deepEqual([succession.all(), ended], [[7], [2, 1]]);
  ready(2);
  clock.advance(60_000);
  assert.equal(succession.present(), 7);
});
