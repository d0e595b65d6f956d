import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NoteView } from '../../../../../preload/contract/index.ts';
import { createTestPhone, dana, type TestPhone } from '../../fakes/phone.ts';
import { tokenUrl } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import { createFakeRecords, createFakeSecrets, type FakeSecrets } from '../../fakes/storage.ts';

const account = { address: dana, userName: '', server: '', keep: true };
const item = JSON.stringify({ version: 1, password: 'secret', tokens: {} });

async function started(state: FakeSecrets['state']): Promise<TestPhone> {
  const secrets = createFakeSecrets();
  secrets.items.set(dana, item);
  secrets.state = state;
  const phone = createTestPhone({ secrets, records: createFakeRecords({ account }) });
  phone.phone.start();
  await settle();
  return phone;
}

const note = (phone: TestPhone): NoteView | undefined => phone.view().notes.find(({ id }) => id === 'keychain');

async function unlock(phone: TestPhone): Promise<void> {
  const command = note(phone)?.action?.command;
  assert.ok(command !== undefined, 'there is a button');
  assert.deepEqual(phone.send(command), { ok: true });
  await settle();
}

describe('locked at start', () => {
  test('the user sees why nothing is signed in, and the button signs in', async () => {
    const phone = await started('locked');
    assert.equal(phone.view().session.status, 'Signed out');
    assert.match(note(phone)?.help ?? '', /signs in by itself/);
    assert.ok(!phone.secrets.calls.includes('unlock'), 'nobody is asked by itself');
    await unlock(phone);
    assert.equal(phone.view().session.status, 'Ready');
    assert.equal(note(phone), undefined);
  });

  test('it was unlocked elsewhere: signed in without a click', async () => {
    const phone = await started('locked');
    phone.secrets.state = 'working';
    phone.secrets.changed();
    await settle();
    assert.equal(phone.view().session.status, 'Ready');
  });

  test('the user dismisses the prompt: the button stays, and nothing is deleted', async () => {
    const phone = await started('locked');
    phone.secrets.user = 'dismisses';
    await unlock(phone);
    assert.equal(note(phone)?.action?.label, 'Unlock');
    assert.equal(phone.secrets.items.size, 1);
  });

  test('while the system asks, a second press is refused', async () => {
    const phone = await started('locked');
    const gate = phone.secrets.hold();
    await unlock(phone);
    assert.equal(note(phone)?.action, undefined);
    assert.deepEqual(phone.send({ type: 'unlock-keychain' }), { ok: false, refusal: 'stale' });
    gate.release();
    await settle();
    assert.equal(phone.secrets.calls.filter((call) => call === 'unlock').length, 1);
  });

  test('the user signed in by hand meanwhile: unlocking keeps that, and no second sign-in begins', async () => {
    const phone = await started('locked');
    await phone.signIn({ password: 'secret', keep: true });
    assert.equal(phone.view().session.status, 'Ready');
    const asked = phone.http.sentTo('POST', tokenUrl).length;
    await unlock(phone);
    assert.equal(phone.http.sentTo('POST', tokenUrl).length, asked);
    assert.match(phone.secrets.items.get(dana) ?? '', /cwt=/);
    assert.equal(note(phone), undefined);
  });
});

test('locked in a session: it goes on, and what was to be kept is kept once it is unlocked', async () => {
  const phone = createTestPhone();
  phone.secrets.state = 'locked';
  await phone.signIn();
  assert.equal(phone.view().session.status, 'Ready');
  assert.equal(phone.secrets.items.size, 0);
  await unlock(phone);
  assert.equal(JSON.parse(phone.secrets.items.get(dana) ?? '{}').password, 'secret');
  assert.equal(note(phone), undefined);
});

test('a keychain that does not answer is tried again when it comes back', async () => {
  const phone = await started('silent');
  assert.equal(note(phone)?.title, 'The keychain does not answer.');
  phone.secrets.state = 'working';
  phone.secrets.changed();
  await settle();
  assert.equal(phone.view().session.status, 'Ready');
});

test('a keychain that is only slow is tried again by itself', async () => {
  const phone = await started('silent');
  await phone.clock.advance(2_900);
  const asked = phone.secrets.calls.length;
  phone.secrets.state = 'working';
  await phone.clock.advance(200);
  assert.ok(phone.secrets.calls.length > asked);
  assert.equal(phone.view().session.status, 'Ready');
});

test('a keychain that stays silent is tried ever more rarely, and not after the end', async () => {
  const phone = await started('silent');
  await phone.clock.advance(600_000);
  const asked = phone.secrets.calls.length;
  assert.ok(asked > 8 && asked < 20, `${asked} times in ten minutes`);
  await phone.phone.stop();
  await phone.clock.advance(600_000);
  assert.equal(phone.secrets.calls.length, asked);
});

test('a sign-in that cannot be read is told apart, and repaired by the next one', async () => {
  const phone = await started('working');
  phone.send({ type: 'sign-out' });
  await settle();
  phone.secrets.items.set(dana, 'garbage');
  const again = createTestPhone({ secrets: phone.secrets, records: createFakeRecords({ account }) });
  again.phone.start();
  await settle();
  assert.equal(note(again)?.title, 'Your kept sign-in cannot be read.');
  await again.signIn();
  assert.equal(note(again), undefined);
  assert.equal(JSON.parse(again.secrets.items.get(dana) ?? '{}').password, 'secret');
});

test('a keychain that gives but does not take is said after the sign-in', async () => {
  const secrets = createFakeSecrets();
  secrets.items.set(dana, item);
  const refuse = async () => ({ kind: 'unavailable', why: 'failed', message: 'read-only' }) as const;
  const refusing: FakeSecrets = { ...secrets, check: refuse, write: refuse };
  const phone = createTestPhone({ secrets: refusing, records: createFakeRecords({ account }) });
  phone.phone.start();
  await settle();
  assert.equal(phone.view().session.status, 'Ready');
  assert.equal(note(phone)?.title, 'The keychain does not answer.');
});

describe('signing out', () => {
  for (const state of ['locked', 'silent'] as const) {
    test(`while the keychain is ${state}: said, and made up for`, async () => {
      const phone = createTestPhone();
      await phone.signIn();
      phone.secrets.state = state;
      phone.send({ type: 'sign-out' });
      await settle();
      assert.equal(phone.view().session.status, 'Signed out');
      assert.equal(note(phone)?.title, 'Your sign-in is still in the keychain.');
      if (state === 'locked') await unlock(phone);
      else {
        phone.secrets.state = 'working';
        phone.secrets.changed();
        await settle();
      }
      assert.equal(phone.secrets.items.size, 0);
      assert.equal(note(phone), undefined);
    });
  }

  test('what could not be deleted is deleted at the next start, and nobody is bothered', async () => {
    const phone = createTestPhone();
    await phone.signIn();
    phone.secrets.state = 'locked';
    phone.send({ type: 'sign-out' });
    await settle();
    const { secrets, records } = phone;
    const next = async (): Promise<TestPhone> => {
      const other = createTestPhone({ secrets, records });
      records.write('account', { ...account, keep: false });
      other.phone.start();
      await settle();
      return other;
    };
    assert.equal(note(await next()), undefined);
    assert.equal(secrets.items.size, 1);
    secrets.state = 'working';
    assert.equal(note(await next()), undefined);
    assert.equal(secrets.items.size, 0);
  });
});

test('signing in without "keep" removes what was kept before', async () => {
  const phone = createTestPhone();
  await phone.signIn({ keep: true });
  phone.send({ type: 'sign-out' });
  await settle();
  phone.secrets.items.set(dana, item);
  phone.records.write('kept-addresses', [dana]);
  await phone.signIn({ keep: false });
  assert.equal(phone.secrets.items.size, 0);
});

test('a keychain with little room keeps what renews the tokens, and less than that not at all', async () => {
  const phone = createTestPhone();
  phone.secrets.longestBytes = 60;
  await phone.signIn();
  assert.deepEqual(JSON.parse(phone.secrets.items.get(dana) ?? '{}'), { version: 1, password: 'secret', tokens: {} });
  const none = createTestPhone();
  none.secrets.longestBytes = 20;
  await none.signIn();
  assert.equal(none.view().session.status, 'Ready');
  assert.equal(none.secrets.items.size, 0);
  assert.equal(note(none)?.title, 'Your sign-in does not fit into the keychain.');
});
