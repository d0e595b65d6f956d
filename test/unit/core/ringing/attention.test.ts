import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RingPath } from '../../../../preload/contract/index.ts';
import { onlinePhone } from '../fakes/calls.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { started } from '../fixtures/call.ts';
import { written } from '../fixtures/health.ts';

const attention = (phone: TestPhone) => phone.view().attention?.how ?? null;

function confirm(phone: TestPhone, path: RingPath): void {
  const callId = phone.call().id;
  if (path === 'sound') phone.phone.mediaReport({ type: 'ring-tone', callId, playing: true });
  else phone.phone.desktopReported({ type: 'rang', callId, path, worked: true });
}

async function silentPhone(): Promise<TestPhone> {
  const phone = await onlinePhone();
  phone.send({ type: 'silence-rings', span: '1-hour' });
  await phone.server.push('communication', started);
  return phone;
}

describe('a ring that is confirmed', () => {
  test('has the windows flash, and nothing besides', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started);
    for (const path of ['card', 'notification', 'sound'] as const) confirm(phone, path);
    await phone.clock.advance(10_000);
    assert.equal(attention(phone), 'flash');
    phone.send({ type: 'silence', callId: phone.call().id });
    assert.equal(attention(phone), null);
  });
});

describe('a ring that is not', () => {
  test('becomes an alarm, then brings up the main window; the windows are told by time alone', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started);
    let told = 0;
    phone.phone.subscribe(() => {
      told += 1;
    });
    await phone.clock.advance(499);
    assert.deepEqual([attention(phone), told], ['flash', 0]);
    await phone.clock.advance(1);
    assert.deepEqual([attention(phone), told > 0], ['alarm', true]);
    await phone.clock.advance(2_500);
    assert.equal(attention(phone), 'main');
    confirm(phone, 'card');
    assert.notEqual(attention(phone), 'main');
  });

  test('is told of in the diagnostics, by what was late and what was tried', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started);
    confirm(phone, 'sound');
    confirm(phone, 'notification');
    await phone.clock.advance(600);
    phone.phone.desktopReported({ type: 'rang', callId: phone.call().id, path: 'flash', worked: true });
    await phone.clock.advance(4_000);
    assert.equal(
      written(phone.view().health.lastCalls[0]?.words ?? []),
      'Pop-up failed, sound after 0.1 s, notification after 0.1 s, flash and beep after 0.6 s; ' +
        'louder than usual, because something of it was not confirmed within half a second',
    );
  });
});

describe('a silent call whose card does not appear', () => {
  test('has a notification, then a sound, until one of them is there', async () => {
    const phone = await silentPhone();
    assert.deepEqual([phone.call().quiet?.noticed, phone.phone.mediaView().ring], [undefined, null]);
    await phone.clock.advance(500);
    assert.deepEqual([phone.call().quiet?.noticed, phone.phone.mediaView().ring], [true, null]);
    await phone.clock.advance(500);
    assert.equal(phone.phone.mediaView().ring?.tone, 'ring');
    confirm(phone, 'card');
    assert.deepEqual(
      [phone.call().quiet?.noticed, phone.phone.mediaView().ring],
      [undefined, null],
      'late, and enough',
    );
  });

  test('stays silent with its card', async () => {
    const phone = await silentPhone();
    confirm(phone, 'card');
    await phone.clock.advance(10_000);
    assert.deepEqual(
      [phone.call().quiet?.noticed, phone.phone.mediaView().ring, attention(phone)],
      [undefined, null, null],
    );
  });
});
