import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failed, ok } from '../../../../../main/core/result.ts';
import type { UcwaFailure } from '../../../../../main/core/session/failure.ts';
import { createRenewal } from '../../../../../main/core/session/tokens/renewal.ts';
import { createFakeClock } from '../../fakes/clock.ts';

const passing: UcwaFailure = { kind: 'transport', host: '', failure: { kind: 'network', message: '' } };
const final: UcwaFailure = { kind: 'sign-in', failure: { kind: 'password', host: '', code: '' } };

function setUp(lifetimeMs: number, fraction = 0) {
  const clock = createFakeClock();
  let until = clock.now() + lifetimeMs;
  let failure: UcwaFailure | null = null;
  const renewedAt: number[] = [];
  const told: string[] = [];
  const begun = clock.now();
  const renewal = createRenewal({
    clock,
    random: { uuid: () => '', fraction: () => fraction },
    remainingMs: () => until - clock.now(),
    renew: async () => {
      renewedAt.push(clock.now() - begun);
      if (failure !== null) return failed(failure);
      until = clock.now() + lifetimeMs;
      parts.onRenewed();
      return ok('new');
    },
    onPlanned: (remaining) => told.push(`good for ${remaining}`),
    onFailing: (isFinal) => told.push(isFinal ? 'refused' : 'failing'),
  });
  const parts = {
    clock,
    renewal,
    renewedAt,
    told,
    onRenewed: () => {},
    fail: (next: UcwaFailure | null) => {
      failure = next;
    },
  };
  return parts;
}

const minute = 60_000;
const hour = 60 * minute;

describe('a token is renewed before it ends', () => {
  for (const [name, lifetime, fraction, at] of [
    ['five minutes before, for one of eight hours', 8 * hour, 0, 8 * hour - 5 * minute],
    ['up to as long again earlier, so that clients differ', 8 * hour, 1, 8 * hour - 10 * minute],
    ['a tenth of its life before, for a short one', 10 * minute, 0, 9 * minute],
    ['at once, for one that ends', 0, 0, 1_000],
  ] as const) {
    test(name, async () => {
      const { clock, renewal, renewedAt } = setUp(lifetime, fraction);
      renewal.plan();
      await clock.advance(at - 1);
      assert.deepEqual(renewedAt, []);
      await clock.advance(1);
      assert.deepEqual(renewedAt, [at]);
      renewal.stop();
    });
  }
});

test('again and again, whatever the date is set to', async () => {
  const { clock, renewal, renewedAt, told } = setUp(8 * hour);
  renewal.plan();
  clock.setWall(0);
  await clock.advance(24 * hour);
  clock.setWall(4e12);
  assert.equal(renewedAt.length, 3);
  await clock.advance(24 * hour);
  assert.equal(renewedAt.length, 6);
  assert.equal(told[0], `good for ${8 * hour}`);
});

test('what fails for now is tried again, ever less often, until it works', async () => {
  const { clock, renewal, renewedAt, told, fail } = setUp(8 * hour, 0.5);
  fail(passing);
  renewal.plan();
  await clock.advance(8 * hour);
  assert.ok(renewedAt.length > 10 && renewedAt.length < 60, `${renewedAt.length} attempts in seven and a half minutes`);
  assert.equal(told.at(-1), 'failing');
  fail(null);
  await clock.advance(minute);
  assert.equal(told.at(-1), `good for ${8 * hour}`);
});

test('tokens that are good for a second do not send the password each second', async () => {
  // Whoever keeps tokens has each new one planned for, before the renewal that brought it ends.
  for (const plansItself of [false, true]) {
    const parts = setUp(1_000);
    const { clock, renewal, renewedAt } = parts;
    if (plansItself) parts.onRenewed = () => renewal.plan();
    renewal.plan();
    await clock.advance(10 * minute);
    assert.ok(renewedAt.length > 10 && renewedAt.length <= 21, `${renewedAt.length} renewals in ten minutes`);
    renewal.stop();
  }
});

test('a page in place of an answer is no refusal', async () => {
  const { clock, renewal, renewedAt, told, fail } = setUp(8 * hour);
  fail({ kind: 'refused', host: '', status: 403, reason: null, foreign: true, location: null, retryAfterMs: null });
  renewal.plan();
  await clock.advance(8 * hour);
  assert.ok(renewedAt.length > 5, `${renewedAt.length} attempts`);
  assert.equal(told.at(-1), 'failing');
});

test('what is refused for good is not tried again', async () => {
  const { clock, renewal, renewedAt, told, fail } = setUp(8 * hour);
  fail(final);
  renewal.plan();
  await clock.advance(48 * hour);
  assert.equal(renewedAt.length, 1);
  assert.equal(told.at(-1), 'refused');
});

test('a token that came otherwise replaces the plan', async () => {
  const { clock, renewal, renewedAt } = setUp(8 * hour);
  renewal.plan();
  await clock.advance(hour);
  renewal.plan();
  assert.equal(clock.waiting.length, 1);
  renewal.stop();
  await clock.advance(24 * hour);
  assert.deepEqual(renewedAt, []);
});
