import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPolicy } from '../../../../../main/core/policy/policy.ts';
import { broken, html, json } from '../../fakes/http.ts';
import { createTestPhone, dana, type TestPhone } from '../../fakes/phone.ts';
import {
  applicationBody,
  applicationUrl,
  challenge,
  discoverUrl,
  pool,
  tokenUrl,
  userUrl,
} from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import { createFakeRecords, createFakeSecrets } from '../../fakes/storage.ts';

const foreign = 'https://lync.fabrikam.com/';
const question = { host: 'lync.fabrikam.com', domain: 'fabrikam.com' };
const trust = (phone: TestPhone, trusted: boolean, domain = 'fabrikam.com') =>
  phone.send({ type: 'trust-domain', domain, trusted });
const asked = ({ view }: TestPhone) => view().session.signIn?.trust ?? null;
const toForeign = ({ http }: TestPhone) => http.sent.filter(({ url }) => url.includes('fabrikam.com'));

/** A phone whose discovery leads to another domain, and on to the pool. */
function hybrid(...given: Parameters<typeof createTestPhone>): TestPhone {
  const phone = createTestPhone(...given);
  phone.http.on('GET', discoverUrl, json(200, { _links: { redirect: { href: foreign } } }));
  phone.http.on('GET', foreign, json(200, { _links: { user: { href: userUrl } } }));
  return phone;
}

describe('a server in another domain', () => {
  test('is asked about, and nothing is sent there before the answer', async () => {
    const phone = hybrid();
    await phone.signIn();
    assert.deepEqual(asked(phone), question);
    assert.deepEqual(
      [phone.view().session.status, phone.view().session.detail, phone.view().session.signIn?.stage],
      ['Connecting', 'Waiting for your answer', null],
    );
    await phone.clock.advance(600_000);
    assert.deepEqual(toForeign(phone), []);
  });

  test('that is trusted is gone on with, and never asked about again for that sign-in domain', async () => {
    const phone = hybrid();
    await phone.signIn();
    assert.deepEqual(trust(phone, true), { ok: true });
    await settle();
    assert.equal(phone.view().session.status, 'Ready');
    const later = hybrid({ records: phone.records });
    phone.records.write('found-server', null);
    await later.signIn();
    assert.equal(later.view().session.status, 'Ready');
    const other = hybrid({ records: phone.records });
    other.http.on('GET', 'https://lyncdiscover.northwind.com/', json(200, { _links: { redirect: { href: foreign } } }));
    other.http.on('GET', 'https://lyncdiscoverinternal.northwind.com/', broken('name'));
    await other.signIn({ address: 'dana@northwind.com' });
    assert.deepEqual(asked(other), question);
  });

  test('that is not trusted ends the sign-in, and says so', async () => {
    const phone = hybrid();
    await phone.signIn();
    assert.deepEqual(trust(phone, false), { ok: true });
    await settle();
    assert.equal(
      phone.view().session.signIn?.problem?.title,
      'The server of contoso.com points to another domain, lync.fabrikam.com.',
    );
    assert.equal(asked(phone), null);
    assert.deepEqual(toForeign(phone), []);
    await phone.signIn();
    assert.deepEqual(asked(phone), question, 'the next sign-in asks again');
  });

  test('an answer that nobody asked for, or about another domain, is stale', async () => {
    const phone = hybrid();
    assert.deepEqual(trust(phone, true), { ok: false, refusal: 'stale' });
    await phone.signIn();
    assert.deepEqual(trust(phone, true, 'evil.example'), { ok: false, refusal: 'stale' });
    trust(phone, true);
    assert.deepEqual(trust(phone, true), { ok: false, refusal: 'stale' });
    await settle();
    assert.equal(phone.view().session.status, 'Ready');
    phone.send({ type: 'sign-out' });
    assert.deepEqual(trust(phone, true), { ok: false, refusal: 'stale' });
  });

  test('the question can be cancelled', async () => {
    const phone = hybrid();
    await phone.signIn();
    assert.deepEqual(phone.send({ type: 'cancel-sign-in' }), { ok: true });
    await settle();
    assert.deepEqual([phone.view().session.status, asked(phone)], ['Signed out', null]);
    assert.equal(phone.view().session.signIn?.problem, null);
    assert.deepEqual(toForeign(phone), []);
  });

  test('an automatic sign-in waits for the answer too', async () => {
    const secrets = createFakeSecrets();
    secrets.items.set(dana, JSON.stringify({ version: 1, password: 'secret', tokens: {} }));
    const account = { address: dana, userName: '', server: '', keep: true };
    const phone = hybrid({ records: createFakeRecords({ account }), secrets });
    phone.phone.start();
    await phone.clock.advance(60_000);
    assert.deepEqual(asked(phone), question);
    trust(phone, true);
    await settle();
    assert.equal(phone.view().session.status, 'Ready');
  });

  /** A phone that signs in by itself, and has asked. */
  async function askedByItself(): Promise<TestPhone> {
    const secrets = createFakeSecrets();
    secrets.items.set(dana, JSON.stringify({ version: 1, password: 'secret', tokens: {} }));
    const account = { address: dana, userName: '', server: '', keep: true };
    const phone = hybrid({ records: createFakeRecords({ account }), secrets });
    phone.phone.start();
    await settle();
    assert.deepEqual(asked(phone), question);
    return phone;
  }

  test('that nobody answers for is asked about on and on, and the server ever more rarely', async () => {
    const phone = await askedByItself();
    const looks = () => phone.http.sentTo('GET', discoverUrl).length;
    await phone.clock.advance(60_000);
    assert.equal(looks(), 2, 'it may have redirected for a while only');
    for (let hour = 1; hour <= 3; hour += 1) {
      const before = phone.http.sent.length;
      await phone.clock.advance(3_600_000);
      const requests = phone.http.sent.length - before;
      assert.ok(requests > 0 && requests <= 60, `${requests} in hour ${hour}`);
      assert.deepEqual(asked(phone), question);
    }
    trust(phone, true);
    await settle();
    assert.equal(phone.view().session.status, 'Ready');
  });

  test('that leads elsewhere each time is asked no more often', async () => {
    const phone = await askedByItself();
    let turn = 0;
    phone.http.on('GET', discoverUrl, () => {
      turn += 1;
      const href = turn % 2 === 0 ? foreign : 'https://lync.northwind.com/';
      return json(200, { _links: { redirect: { href } } });
    });
    const before = phone.http.sent.length;
    await phone.clock.advance(3_600_000);
    assert.ok(phone.http.sent.length - before <= 60, `${phone.http.sent.length - before}`);
  });

  test('that is trusted while the server is asked again is not asked about once more', async () => {
    const phone = await askedByItself();
    const internal = 'https://lyncdiscoverinternal.contoso.com/';
    phone.http.hold('GET', internal);
    await phone.clock.advance(60_000);
    const again = phone.http.openTo('GET', internal);
    assert.ok(again, 'the other name has led to the domain by now');
    assert.deepEqual(trust(phone, true), { ok: true });
    await settle();
    const askedSince: unknown[] = [];
    again.reply(broken('name'));
    for (let turn = 0; turn < 5; turn += 1) {
      await settle();
      askedSince.push(asked(phone));
    }
    assert.ok(askedSince.every((one) => one === null));
    assert.equal(phone.view().session.status, 'Ready');
  });

  test('the administrator’s word is enough', async () => {
    const phone = hybrid({}, { policy: { ...openPolicy, trustedDomains: ['fabrikam.com'] } });
    await phone.signIn();
    assert.equal(phone.view().session.status, 'Ready');
  });
});

describe('the same question, wherever the domain shows up', () => {
  const { _links, ...rest } = applicationBody();
  for (const [name, arrange] of [
    ['an HTTP redirect', ({ http }: TestPhone) => http.on('GET', discoverUrl, html(302, { location: [foreign] }))],
    [
      'the `user` link',
      ({ http }: TestPhone) => http.on('GET', discoverUrl, json(200, { _links: { user: { href: foreign } } })),
    ],
    ['the token service', ({ http }: TestPhone) => http.on('GET', userUrl, challenge(foreign))],
    [
      'the `applications` link',
      ({ http }: TestPhone) => http.on('GET', userUrl, json(200, { _links: { applications: { href: foreign } } })),
    ],
    [
      'the event channel',
      ({ http }: TestPhone) =>
        http.on(
          'POST',
          `${pool}/ucwa/oauth/v1/applications`,
          json(201, { ...rest, _links: { ..._links, events: { href: foreign } } }),
        ),
    ],
  ] as const) {
    test(name, async () => {
      const phone = createTestPhone();
      arrange(phone);
      await phone.signIn();
      assert.deepEqual(asked(phone), question);
      assert.deepEqual(toForeign(phone), []);
    });
  }

  test('but not for an event of a session that is there: its href is passed over', async () => {
    const phone = createTestPhone();
    await phone.signIn();
    await phone.server.push('communication', {
      link: { rel: 'audioVideoInvitation', href: `${foreign}i` },
      type: 'started',
    });
    assert.equal(phone.view().session.status, 'Ready');
    assert.deepEqual(toForeign(phone), []);
  });
});

describe('where discovery ended', () => {
  const second = async (phone: TestPhone, more: Partial<Parameters<typeof createTestPhone>[0]> = {}) => {
    const next = createTestPhone({ records: phone.records, ...more });
    return next;
  };
  const signedInOnce = async (): Promise<TestPhone> => {
    const phone = createTestPhone();
    await phone.signIn();
    await phone.phone.stop();
    return phone;
  };

  test('is asked first the next time', async () => {
    const phone = await second(await signedInOnce());
    await phone.signIn();
    assert.equal(phone.view().session.status, 'Ready');
    assert.equal(phone.http.sentTo('GET', /lyncdiscover/).length, 0);
  });

  for (const [name, reply] of [
    ['403', html(403)],
    ['404', html(404)],
    ['502', html(502)],
    ['a redirect to nowhere', html(302, { location: [userUrl] })],
    ['a page', html(200)],
    ['no connection', broken('refused')],
  ] as const) {
    test(`is sought anew after ${name}`, async () => {
      const phone = await second(await signedInOnce());
      phone.http.once('GET', userUrl, reply);
      await phone.signIn();
      assert.equal(phone.http.sentTo('GET', discoverUrl).length, 1);
      assert.equal(phone.view().session.status, 'Ready');
    });
  }

  test('is sought anew by a session that reconnects after the second failure in a row, not the first', async () => {
    const phone = createTestPhone();
    await phone.signIn();
    phone.http.on('GET', userUrl, broken('refused'));
    await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
    const tries = () => phone.http.sentTo('GET', userUrl).length - 2;
    while (tries() < 1) await phone.clock.advance(50);
    assert.equal(phone.http.sentTo('GET', discoverUrl).length, 1);
    await phone.clock.advance(2_000);
    assert.ok(phone.http.sentTo('GET', discoverUrl).length > 1);
  });

  test('is not used for another account, nor after signing out', async () => {
    const once = await signedInOnce();
    const other = await second(once);
    await other.signIn({ address: 'ana@contoso.com' });
    assert.equal(other.http.sentTo('GET', discoverUrl).length, 1);
    other.send({ type: 'sign-out' });
    await settle();
    const again = await second(other);
    await again.signIn({ address: 'ana@contoso.com' });
    assert.equal(again.http.sentTo('GET', discoverUrl).length, 1);
  });
});

test('policy: no discovery over http, and a discovery address of the administrator’s', async () => {
  const refused = createTestPhone({}, { policy: { ...openPolicy, httpDiscovery: false } });
  refused.http.on('GET', discoverUrl, broken('refused'));
  await refused.signIn();
  assert.equal(refused.http.sentTo('GET', /^http:/).length, 0);
  const named = createTestPhone({}, { policy: { ...openPolicy, discoveryUrl: `${pool}/root` } });
  named.http.on('GET', `${pool}/root`, json(200, { _links: { user: { href: userUrl } } }));
  await named.signIn();
  assert.equal(named.view().session.status, 'Ready');
  assert.equal(named.http.sentTo('GET', /lyncdiscover/).length, 0);
  const commanded = createTestPhone(
    {},
    { policy: { ...openPolicy, discoveryUrl: 'https://other.contoso.com/' }, discoveryUrl: `${pool}/root` },
  );
  commanded.http.on('GET', `${pool}/root`, json(200, { _links: { user: { href: userUrl } } }));
  await commanded.signIn();
  assert.equal(commanded.view().session.status, 'Ready', 'the command line goes first');
});

test('a page that is open is said to be waited for, goes with Cancel, and cookies go with either', async () => {
  const phone = createTestPhone();
  phone.http.on('GET', userUrl, ({ headers }) =>
    headers.authorization === undefined ? challenge(tokenUrl, 'urn:microsoft.rtc:passive') : undefined,
  );
  const sts = 'https://sts.contoso.com/';
  phone.http.on('POST', tokenUrl, json(400, { error: 'invalid_grant', ms_rtc_passiveauthuri: sts }));
  await phone.signIn({ password: '' });
  const { signIn, detail } = phone.view().session;
  assert.deepEqual(
    [detail, signIn?.stage, signIn?.page],
    ['Waiting for the sign-in page', 'Waiting for the sign-in page', true],
  );
  await phone.clock.advance(600_000);
  assert.equal(phone.signInPages.open.length, 1, 'the user may take their time');
  phone.send({ type: 'cancel-sign-in' });
  await settle();
  assert.equal(phone.signInPages.open.length, 0);
  assert.equal(phone.view().session.status, 'Signed out');
  assert.equal(phone.signInPages.forgotten, 1);
  await phone.signIn({ password: '' });
  phone.http.on('POST', tokenUrl, () => {
    phone.server.tokens.set(pool, 'cwt=p');
    return json(200, { access_token: 'cwt=p' });
  });
  phone.signInPages.open[0]?.finish({ ok: true, value: null });
  await settle();
  assert.equal(phone.view().session.status, 'Ready');
  assert.ok(phone.http.sent.every(({ body }) => !body?.includes('password=')));
  phone.send({ type: 'sign-out' });
  await settle();
  assert.equal(phone.signInPages.forgotten, 2);
  assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1);
});

test('what pages left goes with a sign-in that failed, and when somebody else signs in', async () => {
  const phone = createTestPhone();
  phone.http.on('GET', userUrl, ({ headers }) =>
    headers.authorization === undefined ? challenge(tokenUrl, 'urn:microsoft.rtc:passive') : undefined,
  );
  const sts = 'https://sts.contoso.com/';
  phone.http.on('POST', tokenUrl, json(400, { error: 'invalid_grant', ms_rtc_passiveauthuri: sts }));
  const closed = async () => {
    phone.signInPages.open[0]?.finish({ ok: false, failure: { kind: 'closed', message: 'Closed by the user' } });
    await settle();
  };
  let before = 0;
  for (const [what, change, atOnce] of [
    ['the first sign-in', {}, 0],
    ['the same user', {}, 0],
    ['another address', { address: 'lee@contoso.com' }, 1],
    ['the same, written differently', { address: ' LEE@contoso.com' }, 0],
    ['another user name', { address: 'lee@contoso.com', userName: 'CONTOSO\\lee' }, 1],
  ] as const) {
    await phone.signIn({ password: '', ...change });
    assert.equal(phone.signInPages.open.length, 1, what);
    assert.equal(phone.signInPages.forgotten - before, atOnce, what);
    await closed();
    assert.equal(phone.signInPages.forgotten - before, atOnce + 1, `${what}: the page was closed`);
    before = phone.signInPages.forgotten;
  }
});
