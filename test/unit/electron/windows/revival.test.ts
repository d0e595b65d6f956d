import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRevival } from '../../../../main/electron/windows/revival.ts';
import { createManualClock } from '../manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const done: string[] = [];
  const page = createRevival({ clock, revive: () => done.push('revive'), giveUp: () => done.push('give up') });
  const crash = (times: number) => {
    for (let count = 0; count < times; count += 1) page.crashed();
  };
  /** What happened since the last look. */
  const news = () => done.splice(0);
  return { clock, page, crash, news };
}

test('a page is brought back three times within a minute, not a fourth time', () => {
  const { crash, news } = setUp();
  crash(4);
  assert.deepEqual(news(), ['revive', 'revive', 'revive', 'give up']);
});

test('crashes of more than a minute ago are forgiven', () => {
  const { crash, news, clock } = setUp();
  crash(3);
  clock.advance(60_000);
  crash(1);
  assert.deepEqual(news(), ['revive', 'revive', 'revive', 'revive']);
});

test('the user gives it all its lives again', () => {
  const { page, crash, news } = setUp();
  crash(4);
  news();
  page.startOver();
  page.startOver();
  assert.deepEqual(news(), ['revive']);
  crash(4);
  assert.deepEqual(news(), ['revive', 'revive', 'revive', 'give up']);
});

test('a call gives it one', () => {
  const { page, crash, news } = setUp();
  crash(4);
  news();
  page.tryAgain();
  page.tryAgain();
  assert.deepEqual(news(), ['revive']);
  crash(1);
  assert.deepEqual(news(), ['give up']);
});

test('a page that is there is left alone', () => {
  const { page, crash, news } = setUp();
  crash(1);
  news();
  page.startOver();
  page.tryAgain();
  assert.deepEqual(news(), []);
});
