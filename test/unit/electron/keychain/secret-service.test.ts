import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../../../main/core/result.ts';
import type { BusCall } from '../../../../main/electron/dbus/connection.ts';
import type { SessionBus } from '../../../../main/electron/dbus/session-bus.ts';
import { createSecretService } from '../../../../main/electron/keychain/secret-service.ts';
import { createManualClock, settled } from '../manual-clock.ts';

type Reply = Result<readonly unknown[], string>;
const collection = '/org/freedesktop/secrets/collection/login';
const prompt = '/org/freedesktop/secrets/prompt/u1';
const attributes = { service: 'Switchhook' };

/** A bus on which the Secret Service answers as told; anything not told is an error of the bus. */
function setUp(answers: Readonly<Record<string, readonly unknown[] | string>>) {
  const calls: BusCall[] = [];
  const listeners = new Map<string, (body: readonly unknown[]) => void>();
  let ownerChanged = () => {};
  const bus: SessionBus = {
    call: async (call): Promise<Reply> => {
      calls.push(call);
      const answer = answers[call.member] ?? 'org.freedesktop.DBus.Error.ServiceUnknown: nobody';
      return typeof answer === 'string' ? { ok: false, failure: answer } : { ok: true, value: answer };
    },
    onSignal: ({ path, member }, listener) => {
      listeners.set(`${path} ${member}`, listener);
      return () => listeners.delete(`${path} ${member}`);
    },
    onOwnerChange: (_name, listener) => {
      ownerChanged = listener;
    },
    close: () => {},
  };
  const clock = createManualClock();
  const service = createSecretService(bus, clock);
  return {
    service,
    clock,
    calls,
    listeners,
    signal: (key: string, ...body: unknown[]) => listeners.get(key)?.(body),
    daemonGone: () => ownerChanged(),
  };
}

const unlocking = {
  ReadAlias: [collection],
  SearchItems: [[], [`${collection}/1`, '/org/freedesktop/secrets/collection/other/7']],
  Unlock: [[], prompt],
  Prompt: [],
};

test('an item is readable, locked or missing', async () => {
  for (const [reply, expected] of [
    [[[`${collection}/1`], []], 'readable'],
    [[[], [`${collection}/1`]], 'locked'],
    [[[`${collection}/1`], [`${collection}/2`]], 'readable'],
    [[[], []], 'missing'],
    [['odd', null], 'missing'],
  ] as const) {
    const { service, calls } = setUp({ SearchItems: reply });
    assert.deepEqual(await service.item(attributes), { ok: true, value: expected });
    assert.deepEqual(calls[0]?.body, [[['service', 'Switchhook']]]);
  }
});

test('the default collection is open, locked or not there', async () => {
  const variant = (value: unknown) => [[[{ type: 'b', child: [] }], [value]]];
  for (const [alias, locked, expected] of [
    [collection, false, 'open'],
    [collection, true, 'locked'],
    ['/', false, 'none'],
  ] as const) {
    const { service } = setUp({ ReadAlias: [alias], Get: variant(locked) });
    assert.deepEqual(await service.collection(), { ok: true, value: expected });
  }
});

test('nobody, nobody answering, and a refusal are told apart', async () => {
  for (const [failure, why] of [
    ['org.freedesktop.DBus.Error.ServiceUnknown: x', 'absent'],
    ['org.freedesktop.DBus.Error.Spawn.ChildExited: x', 'absent'],
    ['The message bus cannot be reached', 'absent'],
    ['SearchItems: no reply', 'silent'],
    ['org.freedesktop.DBus.Error.NoReply: x', 'silent'],
    ['org.freedesktop.DBus.Error.AccessDenied: x', 'failed'],
  ] as const) {
    const found = await setUp({ SearchItems: failure }).service.item(attributes);
    assert.equal(found.ok ? '' : found.failure.why, why, failure);
  }
  const none = await createSecretService(null, createManualClock()).item(attributes);
  assert.equal(none.ok ? '' : none.failure.why, 'absent');
});

test('unlocking asks for each collection once, and ends with the answer', async () => {
  for (const [dismissed, kind] of [
    [false, 'done'],
    [true, 'locked'],
  ] as const) {
    const { service, calls, clock, listeners, signal } = setUp(unlocking);
    const outcome = service.unlock(attributes);
    await settled();
    const asked = calls.find(({ member }) => member === 'Unlock')?.body;
    assert.deepEqual(asked, [[collection, '/org/freedesktop/secrets/collection/other']]);
    signal(`${prompt} Completed`, dismissed, []);
    assert.deepEqual(await outcome, { kind });
    assert.equal(clock.waiting, 0);
    assert.equal(listeners.size, 0);
  }
});

test('what needs no prompt is unlocked at once', async () => {
  const { service, calls } = setUp({ ...unlocking, Unlock: [[collection], '/'] });
  assert.deepEqual(await service.unlock(attributes), { kind: 'done' });
  assert.ok(!calls.some(({ member }) => member === 'Prompt'));
});

test('a prompt that cannot be shown, a daemon that dies and a user who never answers: still locked', async () => {
  const shown = setUp({ ...unlocking, Prompt: 'org.freedesktop.DBus.Error.Failed: no' });
  assert.deepEqual(await shown.service.unlock(attributes), { kind: 'locked' });
  const dying = setUp(unlocking);
  dying.service.onChange(() => {});
  const left = dying.service.unlock(attributes);
  await settled();
  dying.daemonGone();
  assert.deepEqual(await left, { kind: 'locked' });
  const away = setUp(unlocking);
  const never = away.service.unlock(attributes);
  await settled();
  away.clock.advance(600_000);
  assert.deepEqual(await never, { kind: 'locked' });
});
