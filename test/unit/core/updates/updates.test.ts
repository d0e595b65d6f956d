import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPolicy, type Policy } from '../../../../main/core/policy/policy.ts';
import type { HttpResponse } from '../../../../main/core/ports.ts';
import { broken } from '../fakes/http.ts';
import { createTestPhone, type FakePorts, type TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import { createFakeRecords } from '../fakes/storage.ts';
import { createFakeUpdater } from '../fakes/updater.ts';
import { completed, conversationDeleted, started } from '../fixtures/call.ts';
import { ourKey, signed, signedAt, theirs } from './signed.ts';

const list = 'https://updates.contoso.com/phones/switchhook-updates.json';
const policy: Policy = { ...openPolicy, updateServer: 'https://updates.contoso.com/phones', updateKey: ourKey };

/** The caller gave up. */
const over = [completed('Failure', 'RemoteFailure', 'Canceled'), conversationDeleted];

const given = (body: string, status = 200): HttpResponse => ({ status, headers: {}, body });

function phoneWith(reply: HttpResponse | ReturnType<typeof broken>, ports: Partial<FakePorts> = {}): TestPhone {
  const phone = createTestPhone(ports, { policy });
  phone.http.on('GET', list, reply);
  return phone;
}

/** Asks the server, and lets it answer. */
async function check(phone: TestPhone) {
  assert.deepEqual(phone.send({ type: 'check-for-updates' }), { ok: true });
  await settle();
  return phone.view().updates;
}

/** One that has a package ready. */
async function ready(ports: Partial<FakePorts> = {}): Promise<TestPhone> {
  const phone = phoneWith(given(signed()), ports);
  await check(phone);
  phone.updater.fetched.at(-1)?.arrive();
  await settle();
  assert.equal(phone.view().updates.stage, 'ready');
  return phone;
}

describe('without a server in the policy', () => {
  test('nobody is asked, ever', async () => {
    const phone = createTestPhone();
    phone.phone.start();
    assert.deepEqual(phone.send({ type: 'check-for-updates' }), { ok: false, refusal: 'unavailable' });
    await phone.clock.advance(7 * 86_400_000);
    assert.equal(phone.http.sent.length, 0);
    assert.equal(phone.view().updates.stage, 'off');
  });

  test('nor without a key to believe it by', async () => {
    const phone = createTestPhone({}, { policy: { ...policy, updateKey: null } });
    phone.phone.start();
    await phone.clock.advance(86_400_000);
    assert.equal(phone.http.sent.length, 0);
    assert.equal(phone.view().updates.problem, 'no-key');
  });

  test('nor by a copy that no package installed', async () => {
    const phone = createTestPhone({ updater: Object.assign(createFakeUpdater(), { kind: null }) }, { policy });
    phone.phone.start();
    await phone.clock.advance(86_400_000);
    assert.equal(phone.http.sent.length, 0);
    assert.equal(phone.view().updates.problem, 'no-package-here');
  });
});

test('the server is asked some minutes after the start, and some times a day', async () => {
  const phone = phoneWith(given(signed({ version: '0.1.0' })));
  phone.phone.start();
  await phone.clock.advance(59_000);
  assert.equal(phone.http.sentTo('GET', list).length, 0);
  await phone.clock.advance(12 * 60_000);
  assert.equal(phone.http.sentTo('GET', list).length, 1);
  await phone.clock.advance(86_400_000);
  const { length } = phone.http.sentTo('GET', list);
  assert.ok(length >= 5 && length <= 7, `${length} times`);
  assert.deepEqual(phone.view().updates.problem, null);
});

test('after a failure it is asked again earlier', async () => {
  const phone = phoneWith(broken('refused'));
  assert.equal((await check(phone)).problem, 'unreachable');
  await phone.clock.advance(3_600_000);
  assert.ok(phone.http.sentTo('GET', list).length >= 2);
});

test('a newer version is fetched, is ready, and a restart installs it', async () => {
  const phone = phoneWith(given(signed()));
  const { stage, version, server } = await check(phone);
  assert.deepEqual([stage, version, server], ['fetching', '0.2.0', 'updates.contoso.com']);
  assert.deepEqual(phone.send({ type: 'restart-to-update' }), { ok: false, refusal: 'unavailable' });
  phone.updater.fetched[0]?.arrive();
  await settle();
  assert.equal(phone.view().updates.stage, 'ready');
  assert.equal(phone.view().updates.mayRestart, true);
  assert.deepEqual(phone.send({ type: 'restart-to-update' }), { ok: true });
  assert.equal(phone.updater.restarts, 1);
});

test('a package that takes long does not end the asking', async () => {
  const phone = phoneWith(given(signed()));
  await check(phone);
  const asked = () => phone.http.sent.filter(({ url }) => url === list).length;
  await phone.clock.advance(12 * 3_600_000);
  assert.deepEqual([phone.view().updates.stage, asked()], ['fetching', 1]);
  phone.updater.fetched.at(-1)?.arrive();
  await settle();
  await phone.clock.advance(12 * 3_600_000);
  assert.ok(asked() > 2);
});

test('what is asked for twice is asked once', async () => {
  const phone = createTestPhone({}, { policy });
  phone.http.hold('GET', list);
  phone.send({ type: 'check-for-updates' });
  assert.deepEqual(phone.send({ type: 'check-for-updates' }), { ok: false, refusal: 'repeated' });
  assert.equal(phone.http.sentTo('GET', list).length, 1);
});

describe('what the server gives is refused by name, and nothing is fetched', () => {
  for (const [problem, reply] of [
    ['unsigned', given(signed({}, theirs))],
    ['older', given(signed({ version: '0.0.1' }))],
    ['expired', given(signed({ expiresAt: new Date(signedAt).toISOString() }))],
    ['no-package', given(signed({ packages: [] }))],
    ['no-list', given('<html>', 200)],
    ['no-list', given('', 404)],
    ['no-list', { status: 302, headers: { location: ['http://evil.example/'] }, body: signed() }],
    ['no-list', broken('too-large')],
    ['certificate', broken('certificate')],
    ['unreachable', broken('timeout')],
    ['unreachable', broken('name')],
  ] as const) {
    test(`${problem}: ${'status' in reply ? reply.status : reply.kind}`, async () => {
      const phone = phoneWith(reply);
      const updates = await check(phone);
      assert.deepEqual([updates.problem, updates.stage, updates.version], [problem, 'resting', null]);
      assert.deepEqual(phone.updater.fetched, []);
    });
  }

  test('replayed: an older list than one of an earlier run', async () => {
    const { records } = await ready();
    const later = phoneWith(given(signed({ signedAt: new Date(signedAt - 1).toISOString() })), { records });
    assert.equal((await check(later)).problem, 'replayed');
    const same = phoneWith(given(signed()), { records });
    assert.equal((await check(same)).problem, null);
  });

  test('and what is ready stays so', async () => {
    const phone = await ready();
    phone.http.on('GET', list, given(signed({}, theirs)));
    const { problem, stage, version } = await check(phone);
    assert.deepEqual([problem, stage, version], ['unsigned', 'ready', '0.2.0']);
  });
});

describe('a package that does not arrive', () => {
  for (const failure of ['not-fetched', 'tampered', 'disk', 'certificate'] as const) {
    test(`${failure}: is told, and tried again`, async () => {
      const phone = phoneWith(given(signed()));
      await check(phone);
      phone.updater.fetched[0]?.fail(failure);
      await settle();
      const { problem, stage, mayRestart } = phone.view().updates;
      assert.deepEqual([problem, stage, mayRestart], [failure, 'resting', false]);
      await phone.clock.advance(3_600_000);
      assert.equal(phone.updater.fetched.length, 2);
    });
  }
});

describe('with a call', () => {
  async function inCall(): Promise<TestPhone> {
    const phone = phoneWith(given(signed()));
    await phone.signIn();
    await phone.server.push('communication', started);
    return phone;
  }

  test('nothing is fetched before it is over', async () => {
    const phone = await inCall();
    assert.equal((await check(phone)).stage, 'waiting');
    assert.deepEqual(phone.updater.fetched, []);
    await phone.server.push('communication', ...over);
    assert.equal(phone.view().updates.stage, 'fetching');
  });

  test('what is being fetched makes room for one that rings, and is fetched anew', async () => {
    const phone = phoneWith(given(signed()));
    await phone.signIn();
    await check(phone);
    await phone.server.push('communication', started);
    const [first] = phone.updater.fetched;
    assert.equal(first?.stopped, true);
    assert.deepEqual([phone.view().updates.stage, phone.view().updates.problem], ['waiting', null]);
    await phone.server.push('communication', ...over);
    assert.equal(phone.updater.fetched.length, 2);
  });

  test('nothing restarts', async () => {
    const phone = await ready();
    await phone.signIn();
    await phone.server.push('communication', started);
    assert.equal(phone.view().updates.mayRestart, false);
    assert.deepEqual(phone.send({ type: 'restart-to-update' }), { ok: false, refusal: 'engaged' });
    assert.equal(phone.updater.restarts, 0);
  });
});

describe('when the app ends', () => {
  test('what is ready is to be installed, and if it was not, the next start says so', async () => {
    const phone = await ready();
    assert.equal((await phone.phone.updateAtEnd())?.version, '0.2.0');
    const again = createTestPhone({ records: phone.records }, { policy });
    assert.equal(again.view().updates.problem, 'not-installed');
    const updated = createTestPhone({ records: phone.records }, { policy, version: '0.2.0' });
    assert.equal(updated.view().updates.problem, null);
  });

  test('where nothing is ready nothing is installed, and nothing is missing later', async () => {
    const phone = phoneWith(given(signed()));
    await check(phone);
    assert.equal(await phone.phone.updateAtEnd(), null);
    assert.equal(createTestPhone({ records: phone.records }, { policy }).view().updates.problem, null);
  });

  test('what is being fetched is stopped', async () => {
    const phone = phoneWith(given(signed()));
    await check(phone);
    await phone.phone.stop();
    assert.equal(phone.updater.fetched[0]?.stopped, true);
    assert.deepEqual(phone.clock.waiting, []);
  });

  for (const document of [null, 7, [], { newestAt: -1 }, { newestAt: 'x' }, { installing: '9.0.0' }]) {
    test(`a record that is none counts for nothing: ${JSON.stringify(document)}`, () => {
      const records = createFakeRecords({ updates: document });
      assert.equal(createTestPhone({ records }, { policy }).view().updates.problem, null);
    });
  }
});

describe('files of another version below the one that runs', () => {
  test('are told of, and lead to a restart, without any server', () => {
    const phone = createTestPhone();
    assert.deepEqual(phone.view().notes, []);
    phone.phone.filesReplaced('0.3.0');
    const [note] = phone.view().notes;
    assert.equal(note?.title, 'Version 0.3.0 of Switchhook is installed.');
    assert.deepEqual(note?.action?.command, { type: 'restart-to-update' });
    assert.deepEqual(phone.send({ type: 'restart-to-update' }), { ok: true });
    assert.equal(phone.updater.restarts, 1);
    phone.phone.filesReplaced(null);
    assert.deepEqual(phone.view().notes, []);
  });

  test('wait for the call to end', async () => {
    const phone = createTestPhone();
    await phone.signIn();
    await phone.server.push('communication', started);
    phone.phone.filesReplaced('0.3.0');
    const note = phone.view().notes.find(({ id }) => id === 'replaced');
    assert.equal(note?.action, undefined);
    assert.deepEqual(phone.send({ type: 'restart-to-update' }), { ok: false, refusal: 'engaged' });
  });
});
