import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type ChannelOutcome, openChannel, retryBound, stepChannel } from '../../../../main/core/ucwa/event-channel.ts';
import type { NextLink } from '../../../../main/core/ucwa/events.ts';

const url = 'https://pool.contoso.com/events?ack=1';
const nextUrl = 'https://pool.contoso.com/events?ack=2';
const batch = (kind: NextLink['kind']): ChannelOutcome => ({
  kind: 'batch',
  batch: { next: { kind, href: nextUrl }, events: [], unknown: new Map(), overflowed: false },
  nextUrl,
});
const refused = (status: number, code = 'X', subcode: string | null = null): ChannelOutcome => ({
  kind: 'refused',
  status,
  reason: { code, subcode, message: null, parameters: [], debugInfo: null },
  retryAfterMs: null,
  held: false,
});
const ofProxy = (status: number): ChannelOutcome => ({
  kind: 'refused',
  status,
  reason: null,
  retryAfterMs: null,
  held: false,
});
const broken: ChannelOutcome = { kind: 'broken', held: false };

describe('each answer and what is done then', () => {
  for (const [name, outcome, kind] of [
    ['200 next', batch('next'), 'poll'],
    ['200 resync', batch('resync'), 'poll'],
    ['200 resume', batch('resume'), 'poll'],
    ['no or no fit answer', broken, 'retry'],
    ['302', refused(302), 'retry'],
    ['400', refused(400, 'BadRequest', 'ParameterValidationFailure'), 'retry'],
    ['401 without a challenge', refused(401), 'retry'],
    ['403', refused(403, 'Forbidden'), 'retry'],
    ['403 MaxEventCountReached', refused(403, 'Forbidden', 'MaxEventCountReached'), 'recreate'],
    ['404 ApplicationNotFound', refused(404, 'NotFound', 'ApplicationNotFound'), 'recreate'],
    ['404 of a proxy', ofProxy(404), 'retry'],
    ['404 of something else', refused(404, 'NotFound', 'ResourceNotFound'), 'retry'],
    ['408', refused(408, 'ClientTimeout'), 'retry'],
    ['409 PGetReplaced', refused(409, 'Conflict', 'PGetReplaced'), 'replaced'],
    ['409 of another kind', refused(409, 'Conflict', 'AnotherOperationPending'), 'retry'],
    ['410 TooManyApplications', refused(410, 'Gone', 'TooManyApplications'), 'stop'],
    ['410 InactiveApplicationExpired', refused(410, 'Gone', 'InactiveApplicationExpired'), 'stop'],
    ['429', refused(429, 'TooManyRequests'), 'retry'],
    ['500', refused(500, 'ServiceFailure'), 'retry'],
    ['502', ofProxy(502), 'retry'],
    ['503', refused(503, 'ServiceUnavailable'), 'retry'],
  ] as const) {
    test(`${name}: ${kind}`, () => assert.equal(stepChannel(openChannel(url), outcome).kind, kind));
  }
});

test('a batch moves on to the next URL and forgets failures', () => {
  const step = stepChannel({ ...openChannel(url), failures: 5, refusals: 2, priority: 4 }, batch('next'));
  assert.ok(step.kind === 'poll');
  assert.deepEqual(step.state, { ...openChannel(nextUrl), tellSettings: false });
});

test('after resume, and at the start, the server is told how long it may wait', () => {
  assert.equal(openChannel(url).tellSettings, true);
  const step = stepChannel(openChannel(url), batch('resume'));
  assert.ok(step.kind === 'poll');
  assert.equal(step.state.tellSettings, true);
});

test('only resync and resume ask for a comparison', () => {
  const compare = (kind: NextLink['kind']) => {
    const step = stepChannel(openChannel(url), batch(kind));
    return step.kind === 'poll' && step.compare;
  };
  assert.deepEqual((['next', 'resync', 'resume'] as const).map(compare), [false, true, true]);
});

test('a refusal that says resync or resume leads on there, unless the application is gone', () => {
  for (const kind of ['resync', 'resume'] as const) {
    const link = { kind, url: nextUrl };
    for (const outcome of [refused(500), ofProxy(404), refused(400, 'BadRequest')]) {
      const { state, first, outOfStep } = retryOf({ ...outcome, link } as ChannelOutcome, {
        ...openChannel(url),
        tellSettings: false,
      });
      assert.deepEqual(
        [state.url, first, outOfStep, state.tellSettings],
        [nextUrl, 'nothing', kind, kind === 'resume'],
      );
    }
    const gone = { ...refused(404, 'NotFound', 'ApplicationNotFound'), link } as ChannelOutcome;
    assert.equal(stepChannel(openChannel(url), gone).kind, 'recreate');
  }
});

test('a server that says nothing but resync is followed three times, then ever more slowly', () => {
  let state = openChannel(url);
  const bounds = Array.from({ length: 7 }, () => {
    const step = stepChannel(state, batch('resync'));
    assert.ok(step.kind === 'poll' || step.kind === 'retry');
    state = step.state;
    return step.kind === 'poll' ? 0 : step.upToMs;
  });
  assert.deepEqual(bounds, [0, 0, 0, 100, 200, 400, 800]);
  const after = stepChannel(state, batch('next'));
  assert.equal(after.kind === 'poll' && after.state.resyncs, 0);
});

const retryOf = (outcome: ChannelOutcome, state = openChannel(url)) => {
  const step = stepChannel(state, outcome);
  assert.ok(step.kind === 'retry');
  return step;
};

test('410 says why', () => {
  const step = stepChannel(openChannel(url), refused(410, 'Gone', 'UserAgentNotAllowed'));
  assert.equal(step.kind === 'stop' && step.reason?.subcode, 'UserAgentNotAllowed');
});

test('what failed is asked again by the same URL, so that nothing is lost, and with the right of way', () => {
  const step = retryOf(broken, { ...openChannel(url), failures: 1, priority: 3 });
  assert.deepEqual(step.state, { ...openChannel(url), failures: 2, priority: 4 });
  assert.equal(step.upToMs, retryBound(2));
  assert.equal(step.first, 'nothing');
});

test('a request that was held before it failed begins a new row of failures', () => {
  const late = { ...openChannel(url), failures: 7, refusals: 7 };
  assert.equal(retryOf({ kind: 'broken', held: true }, late).state.failures, 1);
  const step = retryOf({ kind: 'refused', status: 504, reason: null, retryAfterMs: null, held: true }, late);
  assert.deepEqual([step.state.failures, step.state.refusals], [1, 1]);
});

test('404 of a proxy: the application is asked first', () => {
  assert.equal(retryOf(ofProxy(404)).first, 'application');
  assert.equal(retryOf(refused(404, 'NotFound', 'ResourceNotFound')).first, 'application');
});

test('what is refused again and again is begun anew from the application’s own link, unless the moment is at fault', () => {
  const afterThree = (outcome: ChannelOutcome) => {
    let state = openChannel(url);
    return [1, 2, 3].map(() => {
      const step = retryOf(outcome, state);
      state = step.state;
      return step.first;
    });
  };
  assert.deepEqual(afterThree(refused(500, 'ServiceFailure', 'CallbackChannelError')), [
    'nothing',
    'nothing',
    'events',
  ]);
  assert.deepEqual(afterThree(refused(400, 'BadRequest')), ['nothing', 'nothing', 'events']);
  assert.deepEqual(afterThree(ofProxy(503)), ['nothing', 'nothing', 'nothing']);
  const anew = Array.from({ length: 60 }, (_, index) => index + 1).filter((count) => {
    const state = { ...openChannel(url), refusals: count - 1 };
    return retryOf(refused(400, 'BadRequest'), state).first === 'events';
  });
  assert.deepEqual(anew, [3, 12, 48], 'ever more rarely');
  assert.deepEqual(afterThree(broken), ['nothing', 'nothing', 'nothing']);
});

test('a server that asks to be left alone is; those that were told so together do not come back together', () => {
  const step = retryOf({ kind: 'refused', status: 503, reason: null, retryAfterMs: 7_000, held: false });
  assert.deepEqual([step.atLeastMs, step.upToMs], [7_000, 3_500]);
});

test('a machine that takes no connection is left alone for as long as one that refuses', () => {
  const late = { ...openChannel(url), failures: 20 };
  assert.deepEqual([retryOf(broken, late).upToMs, retryOf({ ...broken, closed: true }, late).upToMs], [30_000, 90_000]);
});

test('waits double from 100 ms to 30 s, or to 90 s where the server refuses, and stay there', () => {
  assert.deepEqual(
    [1, 2, 3, 4].map((failures) => retryBound(failures)),
    [100, 200, 400, 800],
  );
  for (const failures of [20, 100, 1e9]) {
    assert.deepEqual([retryBound(failures), retryBound(failures, 'server')], [30_000, 90_000]);
  }
  assert.equal(retryBound(0), 100);
  fc.assert(fc.property(fc.nat(), (failures) => retryBound(failures) <= retryBound(failures + 1)));
});
