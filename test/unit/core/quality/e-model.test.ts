import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codecOf } from '../../../../main/core/quality/codecs.ts';
import { opinionOf, ratingOf, scoreOf } from '../../../../main/core/quality/e-model.ts';

const telephone = codecOf('PCMU');
const near = (actual: number, expected: number, within: number, what: string) =>
  assert.ok(Math.abs(actual - expected) <= within, `${what}: ${actual}, not ${expected}`);

test('with every parameter as G.107 has it, a connection is rated 93.2, which is a score of 4.41', () => {
  const rating = ratingOf({ codec: telephone, missing: 0, delayMs: 0 });
  near(rating, 93.2, 0.05, 'rating');
  near(scoreOf(telephone, rating), 4.41, 0.005, 'score');
});

test('a rating is the score that table B.1 of G.107 puts to it', () => {
  for (const [rating, score] of [
    [90, 4.34],
    [80, 4.03],
    [70, 3.6],
    [60, 3.1],
    [50, 2.58],
  ] as const) {
    near(scoreOf(telephone, rating), score, 0.01, String(rating));
  }
  assert.deepEqual([scoreOf(telephone, 0), scoreOf(telephone, -5), scoreOf(telephone, 100)], [1, 1, 4.5]);
});

test('losses of G.711 with concealment cost what appendix I of G.113 says, as near as its formula comes to its table', () => {
  const whole = ratingOf({ codec: telephone, missing: 0, delayMs: 0 });
  for (const [percent, impairment] of [
    [0, 0],
    [1, 5],
    [2, 7],
    [3, 10],
    [5, 15],
    [7, 20],
    [10, 25],
    [15, 35],
    [20, 45],
  ] as const) {
    const rating = ratingOf({ codec: telephone, missing: percent / 100, delayMs: 0 });
    near(whole - rating, impairment, 3, `${percent} %`);
  }
});

test('up to 150 ms most are satisfied, and from 400 ms on nearly nobody is (G.114)', () => {
  const rating = (delayMs: number) => ratingOf({ codec: telephone, missing: 0, delayMs });
  assert.ok(rating(150) > 85 && rating(150) < rating(100));
  assert.ok(rating(400) < 70 && rating(400) > 55);
  near(rating(100) - rating(99.9), 0, 0.05, 'no step where the delay begins to count');
});

test('a wide band sounds no worse than a telephone, and losses count in it too', () => {
  const g722 = codecOf('G722');
  const score = (missing: number) => opinionOf({ codec: g722, missing, delayMs: 50 });
  assert.ok(score(0) > 4.2 && score(0) <= 4.5);
  assert.ok(score(0.1) < score(0.03) && score(0.03) < score(0));
});

test('no figure takes the score out of its bounds', () => {
  for (const name of ['PCMU', 'g722', 'opus', 'constructor', '__proto__', '']) {
    for (const missing of [-1, 0, 0.5, 1, 7]) {
      for (const delayMs of [-5, 0, 177.3, 1e4, 1e9]) {
        const score = opinionOf({ codec: codecOf(name), missing, delayMs });
        assert.ok(score >= 1 && score <= 4.5, `${name} ${missing} ${delayMs}: ${score}`);
      }
    }
  }
});
