import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlinePhone, ringingPhone } from '../fakes/calls.ts';
import { noContent } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import { started } from '../fixtures/call.ts';
import { checkOf, written } from '../fixtures/health.ts';

const devices = {
  type: 'devices',
  inputs: [{ id: 'default', label: 'System default' }],
  outputs: [{ id: 'default', label: 'System default' }],
} as const;

/** Rings on a device that was known before. */
async function ringingWithSound(): Promise<TestPhone> {
  const phone = await onlinePhone();
  phone.phone.mediaReport(devices);
  await phone.server.push('communication', started);
  return phone;
}

const level = (phone: TestPhone, id: Parameters<typeof checkOf>[1]) => checkOf(phone.view().health, id).level;
const steps = (phone: TestPhone) =>
  phone.view().health.ringTest?.steps.map(({ path, outcome }) => `${path} ${outcome}`);

describe('how a call rang', () => {
  test('each path that told, in its time', async () => {
    const phone = await ringingWithSound();
    const callId = phone.call().id;
    await phone.clock.advance(130);
    phone.phone.mediaReport({ type: 'ring-tone', callId, playing: true });
    await phone.clock.advance(70);
    phone.phone.desktopReported({ type: 'rang', callId, path: 'card', worked: true });
    phone.phone.desktopReported({ type: 'rang', callId, path: 'notification', worked: true });
    const [ring] = phone.view().health.lastCalls;
    assert.equal(ring?.outcome, 'rang');
    assert.equal(ring?.label, 'Ana Lindqvist');
    assert.equal(
      written(ring?.words ?? []),
      'Pop-up after 0.2 s, sound on System default after 0.1 s, notification after 0.2 s',
    );
  });

  test('a call that the user deleted is told of no more, until it is taken back', async () => {
    const phone = await ringingPhone();
    const callId = phone.call().id;
    phone.send({ type: 'decline', callId });
    await settle();
    const told = () => phone.view().health.lastCalls.map(({ label }) => label);
    assert.deepEqual(told(), ['Ana Lindqvist']);
    phone.send({ type: 'delete-row', callId, list: { filter: 'all', text: '' } });
    assert.deepEqual(told(), []);
    phone.send({ type: 'restore-row' });
    assert.deepEqual(told(), ['Ana Lindqvist']);
    phone.send({ type: 'clear-history' });
    assert.deepEqual(told(), []);
  });

  test('a path that says nothing for three seconds has failed, without any other event', async () => {
    const phone = await ringingPhone();
    let told = 0;
    phone.phone.subscribe(() => {
      told += 1;
    });
    await phone.clock.advance(2_999);
    assert.equal(level(phone, 'pop-up'), 'unknown');
    const before = told;
    await phone.clock.advance(1);
    assert.ok(told > before, 'the windows are told');
    assert.equal(level(phone, 'pop-up'), 'warning');
    assert.equal(phone.view().health.lastCalls[0]?.outcome, 'partly');
  });

  test('the end of a ring is no failure of its tone, a refused tone is', async () => {
    const phone = await ringingWithSound();
    const callId = phone.call().id;
    phone.send({ type: 'silence', callId });
    phone.phone.mediaReport({ type: 'ring-tone', callId, playing: false });
    await phone.clock.advance(4_000);
    assert.equal(level(phone, 'ring-device'), 'ok');
    assert.match(JSON.stringify(phone.view().health.lastCalls[0]?.words), /you silenced it/);

    const other = await ringingWithSound();
    other.phone.mediaReport({ type: 'ring-tone', callId: other.call().id, playing: false });
    assert.equal(level(other, 'ring-device'), 'warning');
  });
});

describe('the test ring', () => {
  test('is a ring to card, sound, tray and notification, and to nobody else', async () => {
    const phone = await onlinePhone();
    const requests = phone.http.sent.length;
    assert.deepEqual(phone.send({ type: 'ring-test' }), { ok: true });
    assert.deepEqual(phone.send({ type: 'ring-test' }), { ok: false, refusal: 'repeated' });
    const { id, state, party, actions } = phone.call();
    assert.deepEqual([state, party.label, actions], ['ringing', 'Switchhook', ['answer', 'decline', 'silence']]);
    assert.equal(phone.phone.mediaView().ring?.callId, id);
    assert.deepEqual(phone.phone.mediaView().legs, []);
    assert.equal(phone.phone.mayOpenMicrophone(), false);
    assert.deepEqual(steps(phone), ['card waiting', 'sound waiting', 'notification waiting', 'tray waiting']);
    for (const path of ['card', 'tray'] as const) {
      phone.phone.desktopReported({ type: 'rang', callId: id, path, worked: true });
    }
    phone.phone.desktopReported({ type: 'rang', callId: id, path: 'notification', worked: false });
    phone.phone.mediaReport({ type: 'ring-tone', callId: id, playing: true });
    assert.deepEqual(steps(phone), ['card worked', 'sound worked', 'notification failed', 'tray worked']);
    assert.deepEqual(phone.send({ type: 'answer', callId: id }), { ok: true });
    assert.deepEqual(phone.send({ type: 'answer', callId: id }), { ok: false, refusal: 'stale' });
    assert.equal(phone.phone.mediaView().ring, null);
    assert.deepEqual([phone.view().calls, phone.past(), phone.view().health.lastCalls], [[], [], []]);
    assert.equal(phone.view().health.ringTest?.ringing, false);
    assert.equal(phone.http.sent.length, requests);
  });

  test('ends by itself, and a path that said nothing has failed', async () => {
    const phone = await onlinePhone();
    phone.send({ type: 'ring-test' });
    await phone.clock.advance(10_000);
    assert.deepEqual(phone.view().calls, []);
    assert.deepEqual(steps(phone), ['card failed', 'sound failed', 'notification failed', 'tray failed']);
  });

  test('gives way to a real call, and does not begin while there is one', async () => {
    const phone = await onlinePhone();
    phone.send({ type: 'ring-test' });
    await phone.server.push('communication', started);
    assert.deepEqual(
      phone.view().calls.map(({ party }) => party.label),
      ['Ana Lindqvist'],
    );
    assert.equal(phone.phone.mediaView().ring?.callId, phone.call().id);
    assert.deepEqual(phone.send({ type: 'ring-test' }), { ok: false, refusal: 'unavailable' });
  });

  test('is silenced as a call is', async () => {
    const phone = await onlinePhone();
    phone.send({ type: 'ring-test' });
    const callId = phone.call().id;
    assert.deepEqual(phone.send({ type: 'silence', callId }), { ok: true });
    assert.equal(phone.phone.mediaView().ring, null);
    assert.deepEqual(phone.call().actions, ['answer', 'decline']);
  });
});

describe('what the desktop tells', () => {
  test('is in the next snapshot, and what changes nothing is no news', async () => {
    const phone = await onlinePhone();
    phone.phone.desktopReported({ type: 'facts', facts: { notifications: 'working', tray: 'shown' } });
    assert.equal(level(phone, 'notifications'), 'ok');
    let told = 0;
    phone.phone.subscribe(() => {
      told += 1;
    });
    phone.phone.desktopReported({ type: 'facts', facts: { notifications: 'working' } });
    assert.equal(told, 0);
    phone.phone.desktopReported({ type: 'facts', facts: { notifications: 'missing' } });
    assert.deepEqual([told, level(phone, 'notifications'), phone.view().health.level], [1, 'warning', 'degraded']);
  });

  for (const proof of ['shortcut-pressed', 'ordered'] as const)
    test(`${proof} proves that the user can answer by keys`, async () => {
      const phone = await onlinePhone();
      phone.phone.shortcutsRegistered([{ action: 'answer', keys: 'Ctrl Shift F9', registered: true }]);
      phone.phone.desktopReported({ type: 'facts', facts: { windows: 'xwayland' } });
      assert.equal(level(phone, 'shortcuts'), 'warning');
      phone.phone.desktopReported({ type: proof, action: 'answer' });
      assert.equal(level(phone, 'shortcuts'), 'ok');
    });
});

describe('an outage', () => {
  test('is told of after two minutes, for as long as it lasts', async () => {
    const phone = await onlinePhone();
    phone.http.on('DELETE', /./, noContent);
    await phone.server.down();
    await phone.clock.advance(20_000);
    assert.equal(phone.view().session.status, 'Reconnecting');
    assert.deepEqual(phone.view().health.alerts, []);
    assert.equal(phone.view().health.outages[0]?.to, null);
    await phone.clock.advance(120_000);
    assert.deepEqual(
      phone.view().health.alerts.map(({ title, body }) => [title, body]),
      [['Calls do not ring here', 'The server has not answered for 2 minutes. Switchhook keeps trying.']],
    );
    assert.equal(phone.view().notes.at(-1)?.kind, 'error');
    phone.server.up();
    await phone.clock.advance(300_000);
    assert.equal(phone.view().session.status, 'Ready');
    assert.deepEqual(phone.view().health.alerts, []);
  });

  test('of the server’s making asks to sign in again, until that is done', async () => {
    const phone = await onlinePhone();
    await phone.server.answerPoll({
      status: 410,
      headers: { 'content-type': ['application/json'] },
      body: JSON.stringify({ code: 'Gone', subcode: 'TooManyApplications' }),
    });
    assert.equal(phone.view().session.status, 'Signed out');
    assert.deepEqual(
      phone.view().health.alerts.map(({ title }) => title),
      ['Sign in again to get calls'],
    );
    await phone.signIn();
    assert.deepEqual(phone.view().health.alerts, []);
  });

  test('signing out oneself is none', async () => {
    const phone = await onlinePhone();
    phone.send({ type: 'sign-out' });
    assert.deepEqual(phone.view().health.alerts, []);
  });
});
