import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncomingCheck } from '../../../../../main/media/ice/agent/incoming-check.ts';
import { settleRole } from '../../../../../main/media/ice/agent/role-conflict.ts';

const [small, large] = [Buffer.alloc(8, 1), Buffer.alloc(8, 2)];

function outcome(ours: boolean, own: Buffer, theirs: boolean, other: Buffer): string {
  const check: IncomingCheck = {
    transactionId: Buffer.alloc(12),
    username: Buffer.from('us:them'),
    form: 'rfc5389',
    priority: 1,
    useCandidate: false,
    role: { controlling: theirs, tieBreaker: other },
  };
  return settleRole(check, { controlling: ours, tieBreaker: own });
}

test('two roles that fit are agreed, whatever the tie-breakers', () => {
  assert.equal(outcome(true, small, false, large), 'agreed');
  assert.equal(outcome(false, large, true, small), 'agreed');
});

test('of two that control the one with the smaller tie-breaker yields', () => {
  assert.equal(outcome(true, large, true, small), 'refuse');
  assert.equal(outcome(true, small, true, large), 'switch');
  assert.equal(outcome(true, small, true, small), 'refuse');
});

test('of two that are controlled the one with the larger tie-breaker takes over', () => {
  assert.equal(outcome(false, large, false, small), 'switch');
  assert.equal(outcome(false, small, false, large), 'refuse');
  assert.equal(outcome(false, small, false, small), 'switch');
});

test('who says no role is taken to have the other', () => {
  const check = { role: null } as IncomingCheck;
  assert.equal(settleRole(check, { controlling: true, tieBreaker: small }), 'agreed');
});
