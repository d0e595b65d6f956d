import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reduceCalls } from '../../../main/core/calls/reduce.ts';
import type { MediaFailure } from '../../../main/core/ports.ts';
import { acceptUrl, declineUrl, onlinePhone } from './fakes/calls.ts';
import type { TestPhone } from './fakes/phone.ts';
import { settle } from './fakes/settle.ts';
import { call, completed, started } from './fixtures/call.ts';

/** A call that rings; the test prepares its media itself. */
async function ringing(): Promise<TestPhone> {
  const phone = await onlinePhone();
  phone.media.holdPreparing();
  await phone.server.push('communication', started);
  return phone;
}

function prepare(phone: TestPhone, farAnswer: string): void {
  phone.media.say({ type: 'prepared', callId: phone.call().id, farAnswer, nearOffer: farAnswer, held: false });
}

function fail(phone: TestPhone, failure: MediaFailure): void {
  phone.media.say({ type: 'failed', callId: phone.call().id, failure, message: 'why' });
}

/** What failed is closed after a second, and is gone. */
async function pause(phone: TestPhone): Promise<void> {
  await phone.clock.advance(1_000);
  phone.media.say({ type: 'closed', callId: phone.call().id });
}

async function answer(phone: TestPhone): Promise<void> {
  assert.deepEqual(phone.send({ type: 'answer', callId: phone.call().id }), { ok: true });
  await settle();
}

const sent = (phone: TestPhone) => phone.http.sentTo('POST', acceptUrl);

describe('the media of a call that nobody answered yet fails by a fault of this computer', () => {
  for (const failure of ['allocation', 'near-leg'] as const) {
    test(`${failure}: it rings on, is prepared once more, and is answered by that`, async () => {
      const phone = await ringing();
      const { id } = phone.call();
      prepare(phone, 'first');
      fail(phone, failure);
      assert.equal(phone.call().state, 'ringing');
      assert.deepEqual(phone.media.told(id), ['prepare'], 'not at once: what was in the way has to pass');
      await pause(phone);
      assert.deepEqual(phone.media.told(id), ['prepare', 'close', 'prepare']);
      prepare(phone, 'second');
      await answer(phone);
      assert.equal(sent(phone).length, 1);
      assert.match(sent(phone)[0]?.body ?? '', /second/);
    });
  }

  test('the window cannot set up sound: the same', async () => {
    const phone = await ringing();
    prepare(phone, 'first');
    phone.phone.mediaReport({ type: 'leg-failed', callId: phone.call().id, message: 'why' });
    await pause(phone);
    assert.deepEqual(phone.media.told(phone.call().id), ['prepare', 'close', 'prepare']);
    assert.equal(phone.call().state, 'ringing');
  });

  test('an answer that is pressed meanwhile goes out as soon as there is sound', async () => {
    const phone = await ringing();
    fail(phone, 'allocation');
    await answer(phone);
    assert.equal(phone.call().state, 'answering');
    await pause(phone);
    fail(phone, 'allocation');
    await pause(phone);
    assert.equal(sent(phone).length, 0);
    assert.deepEqual(phone.media.told(phone.call().id).slice(-2), ['prepare', 'hurry']);
    prepare(phone, 'late');
    await settle();
    assert.match(sent(phone)[0]?.body ?? '', /late/);
  });

  test('six times: it is over, rings on elsewhere, and says why', async () => {
    const phone = await ringing();
    for (let failures = 1; failures <= 5; failures += 1) {
      fail(phone, 'allocation');
      assert.equal(phone.call().state, 'ringing');
      await pause(phone);
    }
    fail(phone, 'allocation');
    await settle();
    assert.equal(phone.call().ending?.title, 'Sound could not be set up.');
    assert.equal(phone.http.sentTo('POST', declineUrl)[0]?.body, '{"reason":"Local"}');
    assert.deepEqual(phone.media.open, []);
  });

  test('the caller gives up meanwhile: nothing is prepared any more', async () => {
    const phone = await ringing();
    const { id } = phone.call();
    fail(phone, 'allocation');
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
    await phone.clock.advance(2_000);
    assert.deepEqual(phone.media.told(id), ['prepare', 'close']);
  });

  const failure = { type: 'media-failed', callId: 'call', failure: 'allocation' } as const;

  test('the far side was told already where it is heard: it is over, for an offer has one answer', () => {
    const [after] = reduceCalls([call({ early: 'told' })], failure, 0).calls;
    assert.equal(after?.state, 'ended');
  });

  test('the far side might have been told, and was not: it rings on', () => {
    const [after] = reduceCalls([call({ early: 'decided' })], failure, 0).calls;
    assert.equal(after?.state, 'ringing');
  });

  test('what the far side offers cannot be met: it is over at once', async () => {
    for (const failure of ['no-path', 'codec-mismatch', 'encryption-mismatch', 'no-network'] as const) {
      const phone = await ringing();
      fail(phone, failure);
      assert.equal(phone.call().state, 'ended', failure);
    }
  });
});
