import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import {
  type ChannelOutcome,
  openChannel,
  querySettings,
  stepChannel,
} from '../../../../main/core/ucwa/event-channel.ts';
import type { EventBatch, NextLink } from '../../../../main/core/ucwa/events.ts';
import { retryBound, retryWait } from '../../../../main/core/ucwa/retry-wait.ts';

const url = 'https://pool.contoso.com/events?ack=1';
const nextUrl = 'https://pool.contoso.com/events?ack=2';
const batch = (
  kind: NextLink['kind'],
  more: Partial<EventBatch> & { readonly to?: string; readonly atOnce?: boolean } = {},
): ChannelOutcome & { kind: 'batch' } => {
  const { to = nextUrl, atOnce = true, ...rest } = more;
  return {
    kind: 'batch',
    batch: { next: { kind, href: to }, events: [], unknown: new Map(), overflowed: false, ...rest },
    nextUrl: to,
    atOnce,
  };
};
const event = (href: string): EventBatch['events'][number] => ({
  sender: { rel: 'communication', href: '/' },
  type: 'updated',
  rel: 'conversation',
  href,
  title: null,
  container: null,
  resource: null,
  status: null,
  reason: null,
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

test('why the application is made anew, and that both the status and the code have to say so', () => {
  const stepOf = (status: number, subcode: string) => stepChannel(openChannel(url), refused(status, 'X', subcode));
  assert.deepEqual(stepOf(404, 'ApplicationNotFound'), { kind: 'recreate', why: 'gone' });
  assert.deepEqual(stepOf(403, 'MaxEventCountReached'), { kind: 'recreate', why: 'full' });
  for (const [status, subcode] of [
    [403, 'ApplicationNotFound'],
    [404, 'MaxEventCountReached'],
    [400, 'PGetReplaced'],
  ] as const) {
    assert.equal(stepOf(status, subcode).kind, 'retry', `${status} ${subcode}`);
  }
});

test('the server may wait 15 s and 5 s for more, and hold a request for three minutes', () => {
  assert.deepEqual(querySettings, { low: '15', medium: '5', timeout: '180' });
});

test('a batch moves on to the next URL and forgets failures', () => {
  const step = stepChannel({ ...openChannel(url), failures: 5, refusals: 2, priority: 4 }, batch('next'));
  assert.ok(step.kind === 'poll');
  const { url: to, failures, refusals, priority, tellSettings } = step.state;
  assert.deepEqual([to, failures, refusals, priority, tellSettings], [nextUrl, 0, 0, 0, false]);
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
  const after = stepChannel(state, batch('next', { to: 'https://pool.contoso.com/events?ack=3' }));
  assert.equal(after.kind === 'poll' && after.state.failures, 0);
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

test('404 and 410 again and again: the URL may be at fault, and the channel begins where the application says', () => {
  for (const outcome of [refused(404, 'NotFound', 'ResourceNotFound'), ofProxy(404), ofProxy(410)]) {
    let state = openChannel(url);
    const first = Array.from({ length: 12 }, () => {
      const step = retryOf(outcome, state);
      state = step.state;
      return step.first;
    });
    assert.deepEqual(
      first.flatMap((what, index) => (what === 'events' ? [index + 1] : [])),
      [3, 12],
    );
    assert.equal(new Set(first).size, 2, 'and the application is asked each time');
  }
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

test('waits double from 100 ms to 30 s, and stay there', () => {
  assert.deepEqual(
    [1, 2, 3, 4].map((failures) => retryBound(failures)),
    [100, 200, 400, 800],
  );
  for (const failures of [20, 100, 1e9]) assert.equal(retryBound(failures), 30_000);
  assert.equal(retryBound(0), 100);
  fc.assert(fc.property(fc.nat(), (failures) => retryBound(failures) <= retryBound(failures + 1)));
});

describe('a wait in an outage', () => {
  const longestOf = (failures: number, failingMs: number, who: 'network' | 'server' = 'network'): number => {
    const { atLeastMs, upToMs } = retryWait(failures, failingMs, who);
    return Math.round(atLeastMs + upToMs);
  };

  test('is a quarter of what it has lasted, three seconds at least and thirty at most', () => {
    const lasted = [1_000, 12_000, 20_000, 60_000, 120_000, 3_600_000];
    assert.deepEqual(
      lasted.map((failingMs) => longestOf(50, failingMs)),
      [3_000, 3_000, 5_000, 15_000, 30_000, 30_000],
    );
  });

  test('begins short all the same, also where nothing was heard for long', () => {
    assert.deepEqual(
      [1, 2, 3].map((failures) => longestOf(failures, 28_800_000)),
      [100, 200, 400],
    );
  });

  test('of a server that refuses for long grows to 90 s', () => {
    const lasted = [60_000, 600_000, 1_200_000, 3_600_000];
    assert.deepEqual(
      lasted.map((failingMs) => longestOf(50, failingMs, 'server')),
      [15_000, 30_000, 60_000, 90_000],
    );
  });

  test('never ends later than that share of the outage, whatever is drawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(4_000_000), (failures, failingMs) => {
        const longest = Math.min(Math.max(failingMs / 4, 3_000), 30_000);
        return longestOf(failures, failingMs) <= Math.round(longest);
      }),
    );
  });
});

describe('what can never be read is left behind', () => {
  const unreadable = (costly: boolean): ChannelOutcome => ({ kind: 'unreadable', costly, held: false });

  function tries(outcome: ChannelOutcome): readonly string[] {
    let state = openChannel(url);
    const kinds: string[] = [];
    for (let count = 0; count < 10; count += 1) {
      const step = stepChannel(state, outcome);
      kinds.push(step.kind === 'recreate' ? step.why : step.kind);
      if (step.kind !== 'retry') break;
      assert.equal(step.state.url, url, 'nothing is passed over');
      state = step.state;
    }
    return kinds;
  }

  test('an answer that is too large after the second, any other after the fourth', () => {
    assert.deepEqual(tries(unreadable(true)), ['retry', 'unreadable']);
    assert.deepEqual(tries(unreadable(false)), ['retry', 'retry', 'retry', 'unreadable']);
  });

  test('a connection that ends each time it is asked on after the eighth, unless the request was held', () => {
    assert.equal(tries({ kind: 'broken', held: false, written: true }).length, 8);
    assert.equal(tries({ kind: 'broken', held: false, written: true }).at(-1), 'unreadable');
    assert.equal(tries({ kind: 'broken', held: true, written: true }).at(-1), 'retry');
    assert.equal(tries(broken).at(-1), 'retry', 'what could not be asked says nothing');
  });

  test('one that came late each time, too', () => {
    assert.deepEqual(tries({ kind: 'unreadable', costly: false, held: true }).at(-1), 'unreadable');
  });

  test('only where they come in a row: what is read between begins a new one', () => {
    let state = { ...openChannel(url), unreadable: 3 };
    const step = stepChannel(state, batch('next'));
    assert.ok(step.kind === 'poll');
    state = step.state;
    assert.equal(stepChannel(state, unreadable(true)).kind, 'retry');
  });
});

describe('a server that leads in a circle', () => {
  /** What is done with the answers, one after the other; the last one is given again and again. */
  function follow(...answers: readonly (ChannelOutcome & { kind: 'batch' })[]): readonly string[] {
    let state = openChannel(url);
    const done: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      const answer = answers[count % answers.length];
      assert.ok(answer !== undefined);
      const step = stepChannel(state, answer);
      done.push(step.kind === 'recreate' ? step.why : step.kind === 'poll' && step.afterMs ? 'waits' : step.kind);
      if (step.kind !== 'poll') break;
      state = step.state;
    }
    return done;
  }
  const [one, two] = ['https://pool.contoso.com/events?ack=7', 'https://pool.contoso.com/events?ack=8'];

  test('a link that repeats with nothing behind it, or with the same, is left', () => {
    assert.equal(follow(batch('next', { to: url })).at(-1), 'unreadable');
    assert.equal(follow(batch('next', { to: url, events: [event('/a')] })).at(-1), 'unreadable');
  });

  test('and so is one that comes back by way of another', () => {
    const there = batch('next', { to: one, events: [event('/a')] });
    const back = batch('next', { to: two, events: [event('/b')] });
    assert.equal(follow(there, back).at(-1), 'unreadable');
  });

  test('whatever this client adds to the URL', () => {
    for (const name of ['low', 'medium', 'timeout', 'priority']) {
      const answers = Array.from({ length: 12 }, (_, index) => batch('next', { to: `${url}&${name}=${index}&x=1` }));
      assert.equal(follow(...answers).at(-1), 'unreadable', name);
    }
  });

  test('after the ninth answer, and no more answers are remembered than that takes', () => {
    assert.equal(follow(batch('next', { to: url })).length, 9);
    let state = openChannel(url);
    for (let ack = 2; ack < 40; ack += 1) {
      const step = stepChannel(state, batch('next', { to: `https://pool.contoso.com/events?ack=${ack}` }));
      if (step.kind === 'poll') state = step.state;
    }
    assert.equal(state.lately.length, 8);
  });

  test('a resync that brings the same by new links is slowed down', () => {
    const answers = Array.from({ length: 12 }, (_, index) =>
      batch('resync', { to: `https://pool.contoso.com/events?ack=${index + 2}`, events: [event('/same')] }),
    );
    assert.ok(follow(...answers).includes('waits'));
  });

  test('a link that repeats and brings news, or that was held, is followed for ever', () => {
    const news = Array.from({ length: 12 }, (_, index) => batch('next', { to: url, events: [event(`/${index}`)] }));
    assert.deepEqual(new Set(follow(...news)), new Set(['poll']));
    assert.deepEqual(new Set(follow(batch('next', { to: url, atOnce: false }))), new Set(['poll']));
  });

  test('nothing, at once, by new links for ever: asked ever more slowly, two seconds apart at most', () => {
    let state = openChannel(url);
    const waits = Array.from({ length: 12 }, (_, index) => {
      const step = stepChannel(state, batch('next', { to: `https://pool.contoso.com/events?ack=${index + 2}` }));
      assert.ok(step.kind === 'poll');
      state = step.state;
      return step.afterMs ?? 0;
    });
    assert.deepEqual(waits, [0, 0, 0, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000, 2_000]);
  });

  test('a storm of like events by new links is never slowed down', () => {
    let state = openChannel(url);
    for (let ack = 2; ack < 40; ack += 1) {
      const to = `https://pool.contoso.com/events?ack=${ack}`;
      const step = stepChannel(state, batch('next', { to, events: [event('/same')] }));
      assert.ok(step.kind === 'poll' && step.afterMs === undefined);
      state = step.state;
    }
  });

  test('the same resync or resume again and again is waited for, and with the same events slowed down', () => {
    for (const kind of ['resync', 'resume'] as const) {
      assert.equal(follow(batch(kind)).at(-1), 'retry');
      assert.ok(follow(batch(kind, { events: [event('/a')] })).includes('waits'));
    }
  });

  test('what a resume asks for is done each time', () => {
    const state = { ...openChannel(url), barren: 7 };
    assert.equal(retryOf(batch('resume'), state).outOfStep, 'resume');
  });

  test('what is told three times, a resync before each, is no circle', () => {
    const told = batch('next', { to: two, events: [event('/a')] });
    const back = batch('resync', { to: one });
    let state = openChannel(one);
    for (const answer of [told, back, told, back, told]) {
      const step = stepChannel(state, answer);
      assert.equal(step.kind, 'poll');
      if (step.kind === 'poll') state = step.state;
    }
  });
});

test('more events than are taken ask for a comparison', () => {
  const step = stepChannel(openChannel(url), batch('next', { events: [event('/a')], overflowed: true }));
  assert.equal(step.kind === 'poll' && step.compare, true);
});
