import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type ChannelOutcome, openChannel, retryBound, stepChannel } from '../../../../main/core/ucwa/event-channel.ts';
import type { NextLink } from '../../../../main/core/ucwa/events.ts';

const url = 'https://pool.contoso.com/events?ack=1';
const nextUrl = 'https://pool.contoso.com/events?ack=2';
const batch = (kind: NextLink['kind']): ChannelOutcome => ({
  kind: 'batch',
  batch: { next: { kind, href: nextUrl }, events: [] },
  nextUrl,
});
const refused = (status: number, code = 'X', subcode: string | null = null): ChannelOutcome => ({
  kind: 'refused',
  status,
  reason: { code, subcode, message: null, parameters: [] },
  retryAfterMs: null,
});

describe('each answer and what is done then', () => {
  for (const [name, outcome, kind] of [
    ['200 next', batch('next'), 'poll'],
    ['200 resync', batch('resync'), 'poll'],
    ['200 resume', batch('resume'), 'poll'],
    ['no or no fit answer', { kind: 'broken' }, 'retry'],
    ['302', refused(302), 'retry'],
    ['400', refused(400, 'BadRequest', 'ParameterValidationFailure'), 'retry'],
    ['401 without a challenge', refused(401), 'retry'],
    ['403', refused(403, 'Forbidden'), 'retry'],
    ['403 MaxEventCountReached', refused(403, 'Forbidden', 'MaxEventCountReached'), 'recreate'],
    ['404 ApplicationNotFound', refused(404, 'NotFound', 'ApplicationNotFound'), 'recreate'],
    ['404 of a proxy', { kind: 'refused', status: 404, reason: null, retryAfterMs: null }, 'recreate'],
    ['408', refused(408, 'ClientTimeout'), 'retry'],
    ['409 PGetReplaced', refused(409, 'Conflict', 'PGetReplaced'), 'stop'],
    ['409 of another kind', refused(409, 'Conflict', 'AnotherOperationPending'), 'retry'],
    ['410 TooManyApplications', refused(410, 'Gone', 'TooManyApplications'), 'stop'],
    ['410 InactiveApplicationExpired', refused(410, 'Gone', 'InactiveApplicationExpired'), 'stop'],
    ['429', refused(429, 'TooManyRequests'), 'retry'],
    ['500', refused(500, 'ServiceFailure'), 'retry'],
    ['502', { kind: 'refused', status: 502, reason: null, retryAfterMs: null }, 'retry'],
    ['503', refused(503, 'ServiceUnavailable'), 'retry'],
  ] as const) {
    test(`${name}: ${kind}`, () => assert.equal(stepChannel(openChannel(url), outcome).kind, kind));
  }
});

test('a batch moves on to the next URL and forgets failures', () => {
  const step = stepChannel({ url, failures: 5 }, batch('next'));
  assert.ok(step.kind === 'poll');
  assert.deepEqual(step.state, { url: nextUrl, failures: 0 });
});

test('only resync and resume ask for a comparison', () => {
  const compare = (kind: NextLink['kind']) => {
    const step = stepChannel(openChannel(url), batch(kind));
    return step.kind === 'poll' && step.compare;
  };
  assert.deepEqual((['next', 'resync', 'resume'] as const).map(compare), [false, true, true]);
});

test('a stop says why', () => {
  const why = (outcome: ChannelOutcome) => {
    const step = stepChannel(openChannel(url), outcome);
    return step.kind === 'stop' ? [step.why, step.reason?.subcode] : null;
  };
  assert.deepEqual(why(refused(409, 'Conflict', 'PGetReplaced')), ['replaced', 'PGetReplaced']);
  assert.deepEqual(why(refused(410, 'Gone', 'UserAgentNotAllowed')), ['gone', 'UserAgentNotAllowed']);
});

test('what failed is asked again by the same URL, so that nothing is lost', () => {
  const step = stepChannel({ url, failures: 1 }, { kind: 'broken' });
  assert.ok(step.kind === 'retry');
  assert.deepEqual(step.state, { url, failures: 2 });
  assert.equal(step.upToMs, retryBound(2));
});

test('a server that asks to be left alone is, and then for the usual time besides', () => {
  const step = stepChannel(openChannel(url), { kind: 'refused', status: 503, reason: null, retryAfterMs: 7_000 });
  assert.ok(step.kind === 'retry');
  assert.deepEqual([step.atLeastMs, step.upToMs], [7_000, 100]);
});

test('waits double from 100 ms to 30 s and stay there', () => {
  assert.deepEqual([1, 2, 3, 4].map(retryBound), [100, 200, 400, 800]);
  assert.deepEqual([10, 100, 1e9].map(retryBound), [30_000, 30_000, 30_000]);
  assert.equal(retryBound(0), 100);
  fc.assert(fc.property(fc.nat(), (failures) => retryBound(failures) <= retryBound(failures + 1)));
});
