import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../../../main/core/result.ts';
import type { BusConnection } from '../../../../main/electron/dbus/connection.ts';
import { createSessionBus } from '../../../../main/electron/dbus/session-bus.ts';
import type { OnSignal } from '../../../../main/electron/dbus/signals.ts';
import { createManualClock, settled } from '../manual-clock.ts';
import { silentLog } from '../silent-log.ts';

const signal = { sender: 'org.example', path: '/', interface: 'org.example', member: 'Said' };
const method = { destination: 'org.example', path: '/', interface: 'org.example', member: 'Do' };

interface Made {
  readonly heard: Set<OnSignal>;
  readonly lose: () => void;
  ended: boolean;
}

/** A bus whose connections come up when the test lets them. */
function setUp(reply: () => Promise<Result<readonly unknown[], string>> = async () => ({ ok: true, value: [] })) {
  const made: Made[] = [];
  const coming: (() => void)[] = [];
  const clock = createManualClock();
  const bus = createSessionBus({
    clock,
    log: silentLog,
    connect: (onEnd) =>
      new Promise((resolve) => {
        coming.push(() => {
          const one: Made = { heard: new Set(), lose: onEnd, ended: false };
          const connection: BusConnection = {
            call: reply,
            onSignal: (_signal, listener) => {
              one.heard.add(listener);
              return () => void one.heard.delete(listener);
            },
            end: () => {
              one.ended = true;
            },
          };
          made.push(one);
          resolve(connection);
        });
      }),
  });
  return {
    bus,
    clock,
    made,
    async comeUp() {
      coming.shift()?.();
      await settled();
    },
    say: () => {
      for (const listener of [...(made.at(-1)?.heard ?? [])]) listener([]);
    },
  };
}

test('what is subscribed while the bus is connecting is heard once, and its end is one', async () => {
  const { bus, made, comeUp, say } = setUp();
  const heard: string[] = [];
  bus.onSignal(signal, () => heard.push('first'));
  const end = bus.onSignal(signal, () => heard.push('second'));
  await comeUp();
  say();
  assert.deepEqual(heard, ['first', 'second']);
  end();
  assert.equal(made[0]?.heard.size, 1);
  bus.onSignal(signal, () => heard.push('third'));
  say();
  assert.deepEqual(heard, ['first', 'second', 'first', 'third']);
});

test('after a reconnection each is heard once again', async () => {
  const { bus, clock, made, comeUp, say } = setUp();
  let heard = 0;
  bus.onSignal(signal, () => {
    heard += 1;
  });
  await comeUp();
  made[0]?.lose();
  clock.advance(1_000);
  bus.onSignal(signal, () => {});
  await comeUp();
  assert.equal(made.length, 2);
  say();
  assert.deepEqual([heard, made[1]?.heard.size], [1, 2]);
});

test('a call that cannot be written for the bus fails alone: the connection stays', async () => {
  const { bus, made, comeUp } = setUp(() => Promise.reject(new Error('no such signature')));
  const first = bus.call(method);
  await comeUp();
  const reply = await first;
  assert.ok(!reply.ok);
  assert.match(reply.failure, /no such signature/);
  await bus.call(method);
  assert.deepEqual([made.length, made[0]?.ended], [1, false]);
});

test('a bus that is not there fails what is called, and the next call tries again', async () => {
  let tries = 0;
  const bus = createSessionBus({
    clock: createManualClock(),
    log: silentLog,
    connect: () => {
      tries += 1;
      return Promise.reject(new Error('no socket'));
    },
  });
  for (let call = 1; call <= 2; call += 1) {
    assert.deepEqual(await bus.call(method), { ok: false, failure: 'The message bus cannot be reached' });
    assert.equal(tries, call);
  }
});
