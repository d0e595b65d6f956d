import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { broken, json } from '../../fakes/http.ts';
import { createTestPhone, dana, type FakePorts, type TestPhone } from '../../fakes/phone.ts';
import { applicationUrl, challenge, discoverUrl, pool, tokenUrl, userUrl } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import { createFakeRecords, createFakeSecrets } from '../../fakes/storage.ts';

const account = { address: dana, userName: '', server: '', keep: true };
const kept = (secrets: object) => {
  const store = createFakeSecrets();
  store.items.set(dana, JSON.stringify({ version: 1, ...secrets }));
  return store;
};
const withPassword = () => kept({ password: 'secret', tokens: {} });

async function started(given: Partial<FakePorts> = {}): Promise<TestPhone> {
  const phone = createTestPhone({ records: createFakeRecords({ account }), secrets: withPassword(), ...given });
  phone.phone.start();
  await settle();
  return phone;
}

test('a kept sign-in signs in by itself', async () => {
  const phone = await started();
  assert.equal(phone.view().session.status, 'Ready');
});

test('a token that is still good is used: no password leaves', async () => {
  const phone = createTestPhone({
    records: createFakeRecords({ account }),
    secrets: kept({ password: null, tokens: { [pool]: { value: 'cwt=kept', expiresAt: 9e15 } } }),
  });
  phone.server.tokens.set(pool, 'cwt=kept');
  phone.phone.start();
  await settle();
  assert.equal(phone.view().session.status, 'Ready');
  assert.equal(phone.http.sentTo('POST', tokenUrl).length, 0);
});

test('without a good token and without a password it asks for the password', async () => {
  const phone = await started({
    secrets: kept({ password: null, tokens: { [pool]: { value: 'old', expiresAt: 1 } } }),
  });
  assert.equal(phone.view().session.status, 'Signed out');
  assert.equal(phone.view().session.signIn?.problem?.title, 'Sign in again to get calls.');
  assert.deepEqual(phone.view().session.signIn?.problem?.fields, ['password']);
});

test('a kept sign-in waits for the network, longer each time, and needs nobody', async () => {
  const phone = createTestPhone({ records: createFakeRecords({ account }), secrets: withPassword() });
  await phone.server.down();
  phone.phone.start();
  await settle();
  assert.equal(phone.view().session.status, 'Reconnecting');
  assert.equal(phone.view().session.signIn, null, 'there is nothing to type');
  await phone.clock.advance(120_000);
  const tried = phone.http.sentTo('GET', discoverUrl).length;
  assert.ok(tried > 5 && tried < 25, `${tried} attempts in two minutes`);
  phone.server.up();
  await phone.clock.advance(30_000);
  assert.equal(phone.view().session.status, 'Ready');
});

test('Try now does not wait', async () => {
  const phone = createTestPhone({ records: createFakeRecords({ account }), secrets: withPassword() });
  await phone.server.down();
  phone.phone.start();
  await phone.clock.advance(60_000);
  phone.server.up();
  assert.deepEqual(phone.send({ type: 'reconnect' }), { ok: true });
  await settle();
  assert.equal(phone.view().session.status, 'Ready');
});

test('a password that is no longer right ends the attempt: it is said, and not tried again', async () => {
  const phone = createTestPhone({ records: createFakeRecords({ account }), secrets: withPassword() });
  phone.http.on('POST', tokenUrl, json(400, { error: 'invalid_grant' }));
  phone.phone.start();
  await phone.clock.advance(600_000);
  assert.equal(phone.view().session.status, 'Signed out');
  assert.notEqual(phone.view().session.signIn?.problem, null);
  assert.equal(phone.http.sentTo('POST', tokenUrl).length, 1);
});

test('a certificate that is not trusted is said, and tried again: a portal may stand in the way', async () => {
  const phone = createTestPhone({ records: createFakeRecords({ account }), secrets: withPassword() });
  phone.http.on('GET', discoverUrl, broken('certificate'));
  phone.phone.start();
  await settle();
  assert.equal(phone.view().session.status, 'Reconnecting');
  assert.equal(phone.view().notes[0]?.title, 'The server’s certificate is not trusted.');
  assert.match(phone.view().notes[0]?.help ?? '', /^Your password was not sent\. .* Switchhook keeps trying\.$/);
  await phone.clock.advance(600_000);
  const tried = phone.http.sentTo('GET', discoverUrl).length;
  assert.ok(tried > 5 && tried < 60, `${tried} attempts in ten minutes`);
  assert.equal(phone.http.sentTo('POST', tokenUrl).length, 0, 'nothing secret was sent');
  phone.http.on('GET', discoverUrl, json(200, { _links: { user: { href: userUrl } } }));
  await phone.clock.advance(30_000);
  assert.equal(phone.view().session.status, 'Ready');
  assert.deepEqual(phone.view().notes, []);
});

describe('the keychain', () => {
  for (const [state, title] of [
    ['locked', 'Your keychain is locked.'],
    ['unavailable', 'This computer has no keychain.'],
  ] as const) {
    test(`${state} at start: said, and nothing is deleted`, async () => {
      const secrets = withPassword();
      secrets.state = state;
      const phone = await started({ secrets });
      assert.equal(phone.view().session.status, 'Signed out');
      assert.equal(phone.view().notes[0]?.title, title);
      assert.equal(secrets.items.size, 1);
      assert.equal(phone.view().session.signIn?.address, dana);
    });

    test(`${state} at sign-in: the session runs, and it is said that it ends with the app`, async () => {
      const phone = createTestPhone();
      phone.secrets.state = state;
      await phone.signIn();
      assert.equal(phone.view().session.status, 'Ready');
      assert.match(phone.view().notes[0]?.help ?? '', /until you quit\.$/);
      assert.deepEqual(
        [...phone.records.documents.values()].filter((text) => text.includes('secret') || text.includes('cwt=')),
        [],
      );
    });
  }

  for (const [name, item] of [
    ['nothing', null],
    ['something else', 'corrupt'],
    ['no JSON', '{'],
    ['another version', '{"version":2,"password":"secret"}'],
    ['a list', '[]'],
  ] as const) {
    test(`holds ${name}: the form, without a problem`, async () => {
      const secrets = createFakeSecrets();
      if (item !== null) secrets.items.set(dana, item);
      const phone = await started({ secrets });
      assert.equal(phone.view().session.status, 'Signed out');
      assert.equal(phone.view().session.signIn?.problem, null);
      assert.equal(phone.http.sent.length, 0);
    });
  }

  test('holds tokens with hostile names: only what fits is taken', async () => {
    const secrets = createFakeSecrets();
    secrets.items.set(
      dana,
      `{"version":1,"password":"secret","tokens":{"__proto__":{"value":"x","expiresAt":9e15},"a":{"value":3},"b":null}}`,
    );
    const phone = await started({ secrets });
    assert.equal(phone.view().session.status, 'Ready');
    assert.equal(({} as Record<string, unknown>).value, undefined);
  });
});

test('what is kept: password and token with "keep", else nothing', async () => {
  for (const keep of [true, false]) {
    const phone = createTestPhone();
    await phone.signIn({ keep });
    const item = phone.secrets.items.get(dana);
    if (keep) {
      const { password, tokens } = JSON.parse(item ?? '{}') as { password: unknown; tokens: object };
      assert.equal(password, 'secret');
      assert.deepEqual(Object.keys(tokens), [pool]);
    } else {
      assert.equal(item, undefined);
      assert.deepEqual(phone.secrets.calls, [], 'a keychain that nothing is to go into is left alone');
    }
    assert.ok(
      [...phone.records.documents.values()].every((text) => !text.includes('secret') && !text.includes('cwt=')),
    );
  }
});

test('what is kept stays when the app stops', async () => {
  for (const keep of [true, false]) {
    const phone = createTestPhone();
    await phone.signIn({ keep });
    await phone.phone.stop();
    assert.equal(phone.secrets.items.size, keep ? 1 : 0);
    assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1);
    assert.deepEqual(phone.clock.waiting, [], 'no timer is left');
  }
});

test('what an earlier sign-in left behind is removed at the next start, and signs nobody in', async () => {
  const records = createFakeRecords({ account: { ...account, keep: false }, 'kept-addresses': [dana] });
  const phone = await started({ records });
  assert.equal(phone.view().session.status, 'Signed out');
  assert.equal(phone.secrets.items.size, 0);
  assert.equal(phone.http.sent.length, 0);
});

test('a token that is being written while the user signs out does not outlive the sign-out', async () => {
  const phone = createTestPhone();
  const gate = phone.secrets.hold();
  await phone.signIn();
  assert.equal(phone.secrets.items.size, 0);
  phone.send({ type: 'sign-out' });
  await settle();
  gate.release();
  await settle();
  assert.deepEqual(phone.secrets.calls, [`write ${dana}`, `remove ${dana}`]);
  assert.equal(phone.secrets.items.size, 0);
});

test('who signed out stays so at the next start, even where the keychain could not delete the sign-in', async () => {
  const [records, secrets] = [createFakeRecords({ account }), withPassword()];
  const first = await started({ records, secrets });
  secrets.state = 'unavailable';
  first.send({ type: 'sign-out' });
  await settle();
  await first.phone.stop();
  assert.equal(secrets.items.size, 1);
  secrets.state = 'working';
  const next = await started({ records, secrets });
  assert.equal(next.view().session.status, 'Signed out');
  assert.equal(next.view().session.signIn?.address, dana);
  assert.equal(secrets.items.size, 0);
});

test('quitting right after signing out still removes the secret', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  phone.http.hold('DELETE', applicationUrl);
  phone.send({ type: 'sign-out' });
  const stopped = phone.phone.stop();
  await phone.clock.advance(2_000);
  await stopped;
  assert.equal(phone.secrets.items.size, 0);
});

test('stopping takes two seconds at most, whatever the server does', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  phone.http.hold('DELETE', applicationUrl);
  let stopped = false;
  void phone.phone.stop().then(() => {
    stopped = true;
  });
  await phone.clock.advance(1_999);
  assert.equal(stopped, false);
  await phone.clock.advance(1);
  assert.equal(stopped, true);
});

test('cancelling an automatic sign-in keeps what was kept', async () => {
  const phone = createTestPhone({ records: createFakeRecords({ account }), secrets: withPassword() });
  phone.http.hold('GET', discoverUrl);
  phone.phone.start();
  await settle();
  assert.deepEqual(phone.send({ type: 'cancel-sign-in' }), { ok: true });
  await settle();
  assert.equal(phone.secrets.items.size, 1);
});

test('a token service that only fails for now is asked again, later', async () => {
  const phone = createTestPhone({ records: createFakeRecords({ account }), secrets: withPassword() });
  phone.http.once('POST', tokenUrl, json(500, { error: 'server_error' }));
  phone.phone.start();
  await settle();
  assert.equal(phone.view().session.status, 'Reconnecting');
  assert.equal(phone.view().notes[0]?.title, 'The server pool.contoso.com could not sign you in.');
  await phone.clock.advance(180_000);
  assert.equal(phone.view().session.status, 'Ready');
});

test('a server that asks to be left alone is not asked before', async () => {
  const phone = createTestPhone({ records: createFakeRecords({ account }), secrets: withPassword() });
  phone.http.once('GET', userUrl, json(503, { code: 'ServiceUnavailable' }, { 'retry-after': ['60'] }));
  phone.phone.start();
  await phone.clock.advance(60_000);
  assert.equal(phone.http.sentTo('GET', userUrl).length, 1);
  await phone.clock.advance(1_000);
  assert.equal(phone.view().session.status, 'Ready');
});

test('the form is filled from the last sign-in, else with the domain of the command line', () => {
  const signIn = (records: Record<string, unknown>, server: string | null) =>
    createTestPhone({ records: createFakeRecords(records) }, { server }).view().session.signIn;
  assert.equal(signIn({}, null)?.address, '');
  assert.equal(signIn({}, 'fabrikam.com')?.address, '@fabrikam.com');
  assert.equal(signIn({ account }, null)?.address, dana);
  assert.equal(signIn({ account: { address: 7 } }, null)?.address, '');
  assert.equal(signIn({ account: 'x' }, null)?.keep, true);
});

test('401 without a challenge to follow is a server error', async () => {
  const phone = createTestPhone();
  phone.http.on('GET', userUrl, { ...challenge(), headers: {} });
  await phone.signIn();
  assert.equal(phone.view().session.signIn?.problem?.title, 'The server pool.contoso.com could not sign you in.');
});
