import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeSilence, endOfSilence, longestSilenceMs } from '../../../../main/core/ringing/state.ts';
import { onlinePhone } from '../fakes/calls.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createTestPhone, type TestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';
import { invitationBody, invitationEvent, started } from '../fixtures/call.ts';
import { checkOf, written } from '../fixtures/health.ts';

const minuteMs = 60_000;
const tone = (phone: TestPhone) => phone.phone.mediaView().ring?.tone ?? null;

async function silencedPhone(): Promise<TestPhone> {
  const phone = await onlinePhone();
  assert.deepEqual(phone.send({ type: 'silence-rings', span: '30-minutes' }), { ok: true });
  return phone;
}

describe('while rings are silenced', () => {
  test('a call is shown without a sound, and says why', async () => {
    const phone = await silencedPhone();
    await phone.server.push('communication', started);
    assert.equal(tone(phone), null);
    const { quiet, actions, state } = phone.call();
    assert.equal(state, 'ringing');
    assert.deepEqual([quiet?.rule, quiet?.left], ['silenced', 'card']);
    assert.match(quiet?.text ?? '', /^Silent until /);
    assert.equal(actions.includes('silence'), false, 'there is nothing left to silence');
    assert.ok(actions.includes('answer'));
  });

  test('the diagnostics say why it was silent, and that nothing failed', async () => {
    const phone = await silencedPhone();
    await phone.server.push('communication', started);
    phone.phone.desktopReported({ type: 'rang', callId: phone.call().id, path: 'card', worked: true });
    await phone.clock.advance(5_000);
    const [last] = phone.view().health.lastCalls;
    assert.equal(last?.outcome, 'silent');
    assert.match(written(last?.words ?? []), /^Pop-up after 0\.1 s; silent: you had silenced rings$/);
    assert.equal(checkOf(phone.view().health, 'notifications').level, 'unknown', 'no notice was to be shown');
  });

  test('an emergency call back and the private line are heard', async () => {
    const cases = [
      [{ importance: 'Emergency' }, 'ring'],
      [{ privateLine: true }, 'ring-glass'],
    ] as const;
    for (const [properties, heard] of cases) {
      const phone = await silencedPhone();
      await phone.server.push('communication', invitationEvent('started', invitationBody({ properties })));
      assert.equal(tone(phone), heard);
      assert.equal(phone.call().quiet, undefined);
    }
  });

  test('status, tooltip and check say so, and how it ends', async () => {
    const phone = await silencedPhone();
    const { health, session, ringing } = phone.view();
    assert.deepEqual([health.level, health.answer], ['degraded', 'Yes, but without a sound.']);
    assert.match(health.inBrief, /^rings are silenced until /);
    assert.equal(session.detail, ringing.silence);
    assert.equal(ringing.now.rule, 'silenced');
    const check = checkOf(health, 'silence');
    assert.equal(check.level, 'warning');
    assert.deepEqual(check.action, { label: 'Ring again', command: { type: 'ring-again' } });
  });

  test('a test ring is heard all the same: it is about the ways to ring', async () => {
    const phone = await silencedPhone();
    phone.send({ type: 'ring-test' });
    assert.equal(tone(phone), 'ring');
    assert.equal(phone.call().quiet, undefined);
  });

  test('who is called hears nothing else', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started);
    assert.equal(tone(phone), 'ring');
    phone.send({ type: 'silence-rings', span: '1-hour' });
    assert.equal(tone(phone), null, 'also the call that rings already');
    phone.send({ type: 'ring-again' });
    assert.equal(tone(phone), 'ring');
  });
});

describe('a silence is over', () => {
  test('by itself, on the minute', async () => {
    const phone = await silencedPhone();
    let told = 0;
    phone.phone.subscribe(() => {
      told += 1;
    });
    await phone.clock.advance(30 * minuteMs - 1);
    assert.notEqual(phone.view().ringing.silentUntil, null);
    const before = told;
    await phone.clock.advance(1);
    assert.ok(told > before, 'the windows are told');
    assert.equal(phone.view().ringing.silentUntil, null);
    assert.equal(phone.records.read('silence'), null);
    await phone.server.push('communication', started);
    assert.equal(tone(phone), 'ring');
  });

  test('when the user wants it', async () => {
    const phone = await silencedPhone();
    assert.deepEqual(phone.send({ type: 'ring-again' }), { ok: true });
    assert.deepEqual(phone.send({ type: 'ring-again' }), { ok: false, refusal: 'repeated' });
    await phone.server.push('communication', started);
    assert.equal(tone(phone), 'ring');
  });

  test('after a sleep in which no timer ran', async () => {
    const phone = await silencedPhone();
    phone.clock.setWall(phone.clock.wall() + 31 * minuteMs);
    await phone.clock.advance(minuteMs);
    assert.equal(phone.view().ringing.silentUntil, null);
  });

  test('in its time, although somebody set the date back', async () => {
    const phone = await silencedPhone();
    phone.clock.setWall(phone.clock.wall() - 10 * 365 * 24 * 60 * minuteMs);
    await phone.clock.advance(30 * minuteMs);
    assert.equal(phone.view().ringing.silentUntil, null);
  });

  test('later where another one follows it', async () => {
    const phone = await silencedPhone();
    await phone.clock.advance(20 * minuteMs);
    phone.send({ type: 'silence-rings', span: '1-hour' });
    await phone.clock.advance(59 * minuteMs);
    assert.notEqual(phone.view().ringing.silentUntil, null);
    await phone.clock.advance(minuteMs);
    assert.equal(phone.view().ringing.silentUntil, null);
  });
});

describe('a new start', () => {
  test('goes on with what is left of a silence, and ends it', async () => {
    const clock = createFakeClock();
    const records = createFakeRecords({ silence: { until: clock.wall() + 10 * minuteMs } });
    const phone = createTestPhone({ clock, records });
    assert.equal(phone.view().ringing.silentUntil, clock.wall() + 10 * minuteMs);
    await clock.advance(10 * minuteMs);
    assert.equal(phone.view().ringing.silentUntil, null);
  });

  test('leaves no timer behind when it stops', async () => {
    const phone = createTestPhone();
    const before = phone.clock.waiting.length;
    phone.send({ type: 'silence-rings', span: 'until-tomorrow' });
    assert.equal(phone.clock.waiting.length, before + 1);
    void phone.phone.stop();
    assert.ok(phone.clock.waiting.every((ms) => ms !== minuteMs));
  });

  test('believes no record that cannot be', () => {
    const wall = 1_700_000_000_000;
    const documents = [
      ...[undefined, null, 'x', [], {}, { until: '1' }, { until: Number.NaN }, { until: Number.POSITIVE_INFINITY }],
      ...[{ until: wall }, { until: wall - 1 }, { until: wall + longestSilenceMs + 1 }],
    ];
    for (const document of documents) assert.equal(decodeSilence(document, wall).silentUntil, null);
    assert.equal(decodeSilence({ until: wall + 1 }, wall).silentUntil, wall + 1);
  });
});

test('until tomorrow is until the next morning, where the user is', () => {
  for (const time of ['2026-03-10T00:30:00', '2026-03-10T12:00:00', '2026-03-10T23:59:00']) {
    const end = new Date(endOfSilence('until-tomorrow', Date.parse(time)));
    assert.deepEqual([end.getDate(), end.getHours(), end.getMinutes()], [11, 8, 0]);
  }
});
