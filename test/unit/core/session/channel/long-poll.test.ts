import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failed, ok } from '../../../../../main/core/result.ts';
import { openLongPoll, type PollEnd } from '../../../../../main/core/session/channel/long-poll.ts';
import type { Transport, UcwaResult } from '../../../../../main/core/session/requests/transport.ts';
import { get, type Operation } from '../../../../../main/core/ucwa/request/operation.ts';
import { createFakeClock } from '../../fakes/clock.ts';
import { settle } from '../../fakes/settle.ts';

const batch: UcwaResult = ok({ status: 200, body: {}, url: 'https://pool.contoso.com/events' });
const reset: UcwaResult = failed({
  kind: 'transport',
  host: '',
  failure: { kind: 'network', message: 'reset' },
});
const replacedReason = { code: 'Conflict', subcode: 'PGetReplaced', message: null, debugInfo: null };
const timedOut: UcwaResult = failed({
  kind: 'transport',
  host: '',
  failure: { kind: 'timeout', message: 'The time is over' },
});
const pGetReplaced: UcwaResult = failed({
  kind: 'refused',
  host: '',
  status: 409,
  reason: replacedReason as never,
  location: null,
  retryAfterMs: null,
});

interface Begun {
  readonly operation: Operation;
  cancelled: boolean;
  written(yes?: boolean): Promise<void>;
  /** The server asks for another token. */
  challenged(): Promise<void>;
  writtenAgain(): Promise<void>;
  answer(result: UcwaResult): Promise<void>;
}

interface More {
  readonly fresh?: boolean;
  readonly sentWithinMs?: number;
  readonly doubted?: boolean;
}

function openPoll(more: More = {}) {
  const clock = createFakeClock();
  const begun: Begun[] = [];
  const heard: string[] = [];
  const begin = (operation: Operation): ReturnType<Transport['begin']> => {
    const result = Promise.withResolvers<UcwaResult>();
    const [sent, challenged, resent] = [1, 2, 3].map(() => Promise.withResolvers<boolean>()) as [
      PromiseWithResolvers<boolean>,
      PromiseWithResolvers<boolean>,
      PromiseWithResolvers<boolean>,
    ];
    const entry: Begun = {
      operation,
      cancelled: false,
      async written(yes = true) {
        sent.resolve(yes);
        await settle();
      },
      async challenged() {
        challenged.resolve(true);
        await settle();
      },
      async writtenAgain() {
        resent.resolve(true);
        await settle();
      },
      async answer(answer) {
        result.resolve(answer);
        await settle();
      },
    };
    begun.push(entry);
    const cancel = (): void => {
      entry.cancelled = true;
    };
    return {
      result: result.promise,
      sent: sent.promise,
      challenged: challenged.promise,
      resent: resent.promise,
      cancel,
    };
  };
  const transport = { begin, dropIdle: () => heard.push('idle connections dropped') } as unknown as Transport;
  const poll = openLongPoll({
    transport,
    clock,
    operationOf: (priority) => get(`https://pool.contoso.com/events?priority=${priority}`),
    priority: 4,
    fresh: false,
    sentWithinMs: 15_000,
    acceptedMs: 500,
    onAlive: () => heard.push('alive'),
    onHeld: () => heard.push('held'),
    onDeaf: () => heard.push('deaf'),
    onDoubt: () => heard.push('doubt'),
    onPriority: (priority) => heard.push(`priority ${priority}`),
    ...more,
  });
  let end: PollEnd | null = null;
  void poll.end.then((how) => {
    end = how;
  });
  const nth = (index: number): Begun => {
    const entry = begun[index];
    if (entry === undefined) throw new Error(`there is no request ${index}`);
    return entry;
  };
  const ended = (): string | undefined => end?.kind;
  return { poll, clock, begun, nth, heard, ended, end: () => end };
}

const held = async (): Promise<ReturnType<typeof openPoll>> => {
  const parts = openPoll();
  await parts.nth(0).written();
  await parts.clock.advance(500);
  assert.deepEqual(parts.heard.splice(0), ['held']);
  return parts;
};

test('a request that cannot be written in its time: the link is down', async () => {
  const { clock, ended, nth } = openPoll({ sentWithinMs: 4_000 });
  await clock.advance(3_999);
  assert.equal(ended(), undefined);
  await clock.advance(1);
  assert.equal(ended(), 'unsent');
  assert.ok(nth(0).cancelled);
  assert.deepEqual(clock.waiting, []);
});

test('how long a request was held counts from when it was written', async () => {
  const { clock, nth, end } = openPoll();
  await clock.advance(2_000);
  await nth(0).written();
  await clock.advance(7_000);
  await nth(0).answer(batch);
  assert.deepEqual(end(), { kind: 'answer', result: batch, heldMs: 7_000 });
  assert.deepEqual(clock.waiting, []);
});

describe('after a minute of silence it is replaced', () => {
  test('by the same one with a higher priority, on a connection of its own; each minute anew', async () => {
    const { clock, nth, begun, heard } = await held();
    await clock.advance(60_000);
    assert.equal(begun.length, 2);
    assert.match(nth(1).operation.href, /priority=5$/);
    assert.equal(nth(1).operation.ownConnection, true);
    assert.equal(nth(0).operation.ownConnection, undefined);
    await nth(1).written();
    await nth(0).answer(pGetReplaced);
    await clock.advance(60_000);
    assert.equal(begun.length, 3);
    assert.match(nth(2).operation.href, /priority=6$/);
    assert.deepEqual(heard, ['priority 5', 'alive', 'held', 'priority 6']);
  });

  test('and 409 for the old one is not heard, whether it comes before or after the new one is written', async () => {
    for (const early of [true, false]) {
      const { clock, nth, ended } = await held();
      await clock.advance(60_000);
      if (early) await nth(0).answer(pGetReplaced);
      await nth(1).written();
      if (!early) await nth(0).answer(pGetReplaced);
      assert.equal(ended(), undefined);
      await nth(1).answer(batch);
      assert.equal(ended(), 'answer');
    }
  });

  test('and where the old one gets no answer, every connection of its time is dropped', async () => {
    const { clock, nth, heard, ended } = await held();
    await clock.advance(60_000);
    await nth(1).written();
    await clock.advance(1_999);
    assert.ok(!nth(0).cancelled);
    await clock.advance(1);
    assert.ok(nth(0).cancelled);
    assert.ok(heard.includes('idle connections dropped'));
    assert.equal(ended(), undefined);
  });

  test('and an answer that was on its way is taken, and the replacement let go', async () => {
    const { clock, nth, end } = await held();
    await clock.advance(60_000);
    await nth(0).answer(batch);
    assert.deepEqual(end(), { kind: 'answer', result: batch, heldMs: 60_500 });
    assert.ok(nth(1).cancelled);
  });

  test('one connection that cannot be made is tried once more; the second says that the link is down', async () => {
    const { clock, nth, begun, ended } = await held();
    await clock.advance(60_000);
    await nth(1).written(false);
    assert.equal(begun.length, 2);
    await clock.advance(250);
    assert.equal(begun.length, 3);
    assert.equal(ended(), undefined);
    await nth(2).written(false);
    assert.equal(ended(), 'unsent');
    assert.ok(begun.every(({ cancelled }) => cancelled));
  });

  test('and one that hangs says so after 15 s, although the old connection failed meanwhile', async () => {
    const { clock, nth, ended } = await held();
    await clock.advance(60_000);
    await nth(0).answer(reset);
    assert.equal(ended(), undefined, 'the replacement decides');
    await clock.advance(15_000);
    assert.equal(ended(), 'unsent');
    assert.deepEqual(clock.waiting, []);
  });
});

describe('a server that takes the request and never answers', () => {
  /** Replaced twice, and no answer to either. */
  const doubtful = async () => {
    const parts = await held();
    await parts.clock.advance(60_000);
    await parts.nth(1).written();
    await parts.clock.advance(2_000);
    assert.equal(parts.begun.length, 3, 'whose connection is new is replaced at once');
    assert.ok(!parts.heard.includes('doubt'), 'one connection may have been dead');
    await parts.nth(2).written();
    await parts.clock.advance(2_000);
    assert.equal(parts.heard.at(-1), 'doubt');
    parts.heard.length = 0;
    return parts;
  };

  test('is found when the time for which it may hold one is over, and said as soon as it is likely', async () => {
    const { clock, nth, begun, end, heard } = await doubtful();
    await clock.advance(207_500);
    assert.equal(begun.length, 3, 'the last one stands');
    assert.deepEqual(heard, [], 'and does not count as held');
    assert.equal(end(), null);
    await nth(2).answer(timedOut);
    assert.deepEqual(end(), { kind: 'silent' });
    assert.deepEqual(clock.waiting, []);
  });

  test('is none where TCP finds that the link is dead', async () => {
    const { clock, nth, end } = await doubtful();
    await clock.advance(25_000);
    await nth(2).answer(timedOut);
    assert.equal(end()?.kind, 'answer');
  });

  test('is none where the second is answered: only the first connection was dead', async () => {
    const { clock, nth, begun, heard } = await held();
    await clock.advance(60_000);
    await nth(1).written();
    await clock.advance(2_000);
    await nth(2).written();
    await nth(1).answer(pGetReplaced);
    assert.equal(heard.at(-1), 'held');
    await clock.advance(59_999);
    assert.equal(begun.length, 3);
    await clock.advance(1);
    assert.equal(begun.length, 4, 'and it is replaced each minute as ever');
  });

  test('is none where it answers late: what comes is taken', async () => {
    const { clock, nth, end } = await doubtful();
    await clock.advance(150_000);
    await nth(2).answer(batch);
    assert.equal(end()?.kind, 'answer');
  });

  test('is not given more time by a network that changes each minute', async () => {
    const { poll, clock, nth, begun } = await doubtful();
    await clock.advance(100_000);
    poll.replace();
    await nth(3).written();
    assert.equal(nth(3).operation.timeoutMs, 108_000);
    await clock.advance(2_000);
    await clock.advance(104_000);
    poll.replace();
    assert.equal(begun.at(-1)?.operation.timeoutMs, 5_000);
  });

  test('is held to have done so before it is proved wrong, where that is known of it', async () => {
    const { clock, nth, begun, heard } = openPoll({ doubted: true });
    await nth(0).written();
    await clock.advance(2_000);
    assert.deepEqual(heard, ['priority 5']);
    await nth(1).written();
    await nth(0).answer(pGetReplaced);
    assert.equal(heard.at(-1), 'held');
    await clock.advance(50_000);
    assert.equal(begun.length, 2);
  });
});

test('a request for which another token is asked for is not held, and that is said where the token does not come', async () => {
  const { nth, clock, heard, end } = openPoll();
  await nth(0).written();
  await nth(0).challenged();
  await clock.advance(1_499);
  assert.deepEqual(heard, []);
  await clock.advance(1);
  assert.deepEqual(heard.splice(0), ['deaf']);
  await nth(0).writtenAgain();
  await clock.advance(500);
  assert.deepEqual(heard, ['held']);
  await nth(0).answer(batch);
  assert.deepEqual(end(), { kind: 'answer', result: batch, heldMs: 500 });
  assert.deepEqual(clock.waiting, []);
});

test('409 without a replacement is an answer: somebody else polls', async () => {
  const { nth, end } = await held();
  await nth(0).answer(pGetReplaced);
  assert.deepEqual(end(), { kind: 'answer', result: pGetReplaced, heldMs: 500 });
});

test('tried at once when asked; asked again and again, there are never more than two and the one that was let go', async () => {
  const { poll, nth, begun } = await held();
  for (let count = 1; count <= 5; count += 1) {
    poll.replace();
    await nth(count).written();
    const open = begun.filter(({ cancelled }) => !cancelled);
    assert.ok(open.length <= 2, `${open.length} requests`);
  }
});

test('dropped: nothing is left, and what comes after is not heard', async () => {
  const { poll, clock, nth, ended, heard } = await held();
  poll.drop();
  await settle();
  assert.equal(ended(), 'dropped');
  assert.ok(nth(0).cancelled);
  await nth(0).answer(batch);
  await clock.advance(120_000);
  assert.deepEqual([ended(), heard, clock.waiting], ['dropped', [], []]);
});
