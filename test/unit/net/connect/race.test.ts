import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { describe, mock, type TestContext, test } from 'node:test';
import { race } from '../../../../main/net/connect/race.ts';

/** What becomes of a connection to an address, and after how many milliseconds; null: nothing ever. */
type Fate = readonly [afterMs: number, code: 'up' | string] | null;

/** Runs a race on a clock that stands still until it is moved. */
function run(t: TestContext, fates: Readonly<Record<string, Fate>>) {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const tried: string[] = [];
  const sockets = new Map<string, Socket>();
  const outcome = race(Object.keys(fates), (address) => {
    tried.push(address);
    const socket = new Socket();
    sockets.set(address, socket);
    const fate = fates[address] ?? null;
    if (fate === null) return socket;
    const [afterMs, code] = fate;
    setTimeout(() => {
      if (socket.destroyed) return;
      if (code === 'up') socket.emit('connect');
      else socket.destroy(Object.assign(new Error(code), { code }));
    }, afterMs);
    return socket;
  }).then(
    (socket) => [...sockets].find(([, each]) => each === socket)?.[0] ?? '',
    (error: Error) => `fails: ${Reflect.get(error, 'code')}`,
  );
  let ended: string | null = null;
  void outcome.then((how) => {
    ended = how;
  });
  return {
    tried,
    ended: () => ended,
    left: () => [...sockets].filter(([, socket]) => !socket.destroyed).map(([address]) => address),
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 10) {
        mock.timers.tick(10);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

const [v4, other4, third4, v6, other6] = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '2001:db8::1', '2001:db8::2'];

describe('each address is given its time', () => {
  test('the first is slow, the last is dead: the first one is waited for', async (t) => {
    const { pass, ended, left, tried } = run(t, { [v4]: [700, 'up'], [other4]: null });
    await pass(300);
    assert.deepEqual(tried, [v4, other4]);
    await pass(500);
    assert.equal(ended(), v4);
    assert.deepEqual(left(), [v4], 'what lost is ended');
  });

  test('the first is dead: the next one is tried beside it', async (t) => {
    const { pass, ended, left } = run(t, { [v4]: null, [other4]: [20, 'up'] });
    await pass(240);
    assert.equal(ended(), null);
    await pass(100);
    assert.equal(ended(), other4);
    assert.deepEqual(left(), [other4]);
  });

  test('where IPv6 leads nowhere, IPv4 is next, whatever the resolver says', async (t) => {
    const { pass, ended, tried } = run(t, { [v6]: null, [other6]: null, [v4]: [20, 'up'], [other4]: null });
    await pass(400);
    assert.equal(ended(), v4);
    assert.deepEqual(tried, [v6, v4]);
  });

  test('one that fails at once hands over at once', async (t) => {
    const { pass, ended, tried } = run(t, { [v6]: [0, 'ENETUNREACH'], [v4]: [20, 'up'] });
    await pass(50);
    assert.deepEqual(tried, [v6, v4]);
    assert.equal(ended(), v4);
  });

  test('all are slow: the quickest counts, however late it was begun', async (t) => {
    const { pass, ended, left } = run(t, { [v4]: [3_000, 'up'], [v6]: [900, 'up'], [other4]: [2_000, 'up'] });
    await pass(1_300);
    assert.equal(ended(), v6);
    await pass(3_000);
    assert.deepEqual(left(), [v6]);
  });
});

describe('where none answers', () => {
  test('it is told as soon as the last has failed, by what says most', async (t) => {
    const { pass, ended } = run(t, {
      [v6]: [0, 'ENETUNREACH'],
      [v4]: [10, 'ECONNREFUSED'],
      [other4]: [600, 'ETIMEDOUT'],
    });
    await pass(500);
    assert.equal(ended(), null);
    await pass(200);
    assert.equal(ended(), 'fails: ECONNREFUSED');
  });

  test('that there is no way is told where it is all there is to tell', async (t) => {
    const { pass, ended } = run(t, { [v6]: [0, 'ENETUNREACH'], [v4]: [0, 'ENETUNREACH'] });
    await pass(50);
    assert.equal(ended(), 'fails: ENETUNREACH');
  });

  test('and where there is no address at all', async (t) => {
    const { pass, ended } = run(t, {});
    await pass(10);
    assert.equal(ended(), 'fails: ENOTFOUND');
  });
});

test('a hundred addresses are not all tried', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`198.51.100.${index}`, null]));
  const { pass, tried } = run(t, { ...many, [third4]: [0, 'up'] });
  await pass(9_000);
  assert.equal(tried.length, 16);
});
