import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { broken, html, json, noContent } from '../fakes/http.ts';
import { createTestPhone, dana, signInRequest, type TestPhone } from '../fakes/phone.ts';
import {
  applicationBody,
  applicationUrl,
  challenge,
  discoverUrl,
  eventsUrl,
  pool,
  tokenUrl,
  userUrl,
} from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';

const status = ({ view }: TestPhone) => `${view().session.status} / ${view().session.detail}`;
const title = ({ view }: TestPhone) => view().session.signIn?.problem?.title;

test('from the form to a session that rings: each stage in its order, then no form', async () => {
  const phone = createTestPhone();
  const seen: string[] = [];
  phone.phone.subscribe(() => {
    if (seen.at(-1) !== status(phone)) seen.push(status(phone));
  });
  await phone.signIn();
  assert.deepEqual(seen, [
    'Connecting / Finding your server',
    'Connecting / Signing in',
    'Connecting / Registering for calls',
    'Ready / Calls ring here',
  ]);
  assert.deepEqual(phone.view().session.user, { name: 'Dana Whitfield', address: dana });
  assert.equal(phone.view().session.signIn, null);
  assert.equal(phone.server.poll().request.method, 'GET');
});

test('the password is sent to the token service only, the token to the server only', async () => {
  const phone = createTestPhone();
  await phone.signIn({ userName: 'CONTOSO\\dana', password: 'p&w d' });
  const withPassword = phone.http.sent.filter(({ url, body }) => `${url}${body ?? ''}`.includes('p%26w%20d'));
  assert.deepEqual(
    withPassword.map(({ url }) => url),
    [tokenUrl],
  );
  assert.match(withPassword[0]?.body ?? '', /username=CONTOSO%5Cdana/);
  const withToken = phone.http.sent.filter(({ headers }) => headers.authorization !== undefined);
  assert.ok(withToken.length > 4 && withToken.every(({ url }) => url.startsWith(`${pool}/`)));
});

test('only UCWA’s three fields make the application; the endpoint stays the same from run to run', async () => {
  const first = createTestPhone();
  await first.signIn();
  const second = createTestPhone({ records: first.records });
  await second.signIn();
  const bodies = [first, second].map(({ http }) => http.sentTo('POST', `${pool}/ucwa/oauth/v1/applications`)[0]?.body);
  assert.equal(bodies[0], bodies[1]);
  assert.equal(first.records.documents.get('endpoint')?.length, '"id-1"'.length);
});

describe('an address that is none is refused at once, and said to be', () => {
  for (const address of [
    '',
    ' ',
    'dana',
    '@contoso.com',
    'dana@contoso',
    'dana@@contoso.com',
    'da na@contoso.com',
    'dana@contoso.com@x',
  ]) {
    test(JSON.stringify(address), () => {
      const phone = createTestPhone();
      assert.deepEqual(phone.send({ type: 'sign-in', request: signInRequest({ address }) }), {
        ok: false,
        refusal: 'invalid',
      });
      assert.equal(title(phone), 'Enter your sign-in address');
      assert.deepEqual(phone.view().session.signIn?.problem?.fields, ['address']);
      assert.equal(phone.http.sent.length, 0);
    });
  }
});

describe('what goes wrong is said, input is kept, and nothing goes on by itself', () => {
  const wrong: readonly (readonly [name: string, arrange: (phone: TestPhone) => void, title: string])[] = [
    [
      'password',
      ({ http }) => http.on('POST', tokenUrl, json(400, { error: 'invalid_grant' })),
      'That user name or password did not work.',
    ],
    [
      'no grant by password',
      ({ http }) => http.on('GET', userUrl, challenge(tokenUrl, 'urn:microsoft.rtc:windows')),
      'This server does not take a password from apps.',
    ],
    ['no such server', ({ http }) => http.on('GET', discoverUrl, broken('name')), 'No server found for contoso.com.'],
    ['offline', ({ http }) => http.on('GET', discoverUrl, broken('offline')), 'This computer is offline.'],
    [
      'a connection that breaks',
      ({ http }) => http.on('GET', discoverUrl, broken('network')),
      'The connection to lyncdiscover.contoso.com broke.',
    ],
    [
      'a token service that cuts the connection',
      ({ http }) => {
        http.on('GET', userUrl, challenge('https://sts.contoso.com/t'));
        http.on('POST', 'https://sts.contoso.com/t', broken('network'));
      },
      'The connection to sts.contoso.com broke.',
    ],
    [
      'a token service that fails',
      ({ http }) => {
        http.on('GET', userUrl, challenge('https://sts.contoso.com/t'));
        http.on('POST', 'https://sts.contoso.com/t', html(503));
      },
      'The server sts.contoso.com could not sign you in.',
    ],
    [
      'a token service that forbids',
      ({ http }) => {
        http.on('GET', userUrl, challenge('https://sts.contoso.com/t'));
        http.on('POST', 'https://sts.contoso.com/t', html(403));
      },
      'The server sts.contoso.com refused to sign you in.',
    ],
    [
      'certificate',
      ({ http }) => http.on('GET', discoverUrl, broken('certificate')),
      'The server’s certificate is not trusted.',
    ],
    [
      'no answer',
      ({ http }) => http.on('GET', discoverUrl, broken('timeout')),
      'The server lyncdiscover.contoso.com does not answer.',
    ],
    ['a page', ({ http }) => http.on('GET', discoverUrl, html(200)), 'lyncdiscover.contoso.com does not speak UCWA.'],
    [
      'server error',
      ({ http }) => http.on('POST', `${pool}/ucwa/oauth/v1/applications`, html(500)),
      'The server pool.contoso.com could not sign you in.',
    ],
    [
      'application without links',
      ({ http }) => http.on('POST', `${pool}/ucwa/oauth/v1/applications`, json(201, { rel: 'application' })),
      'pool.contoso.com does not speak UCWA.',
    ],
    [
      'an application without the user',
      ({ http }) => {
        const { _embedded: _, ...rest } = applicationBody();
        http.on('POST', `${pool}/ucwa/oauth/v1/applications`, json(201, rest));
      },
      'The server pool.contoso.com does not say who you are.',
    ],
    [
      'too many computers',
      ({ http }) =>
        http.on(
          'POST',
          `${pool}/ucwa/oauth/v1/applications`,
          json(410, { code: 'Gone', subcode: 'TooManyApplications' }),
        ),
      'You are signed in on too many computers.',
    ],
    [
      'an app that is not wanted',
      ({ http }) =>
        http.on(
          'POST',
          `${pool}/ucwa/oauth/v1/applications`,
          json(410, { code: 'Gone', subcode: 'UserAgentNotAllowed' }),
        ),
      'Your organization’s server does not allow this app.',
    ],
    [
      'an account that is not wanted',
      ({ http }) => http.on('POST', `${pool}/ucwa/oauth/v1/applications`, json(403, { code: 'Forbidden' })),
      'Your account cannot take calls in this app.',
    ],
    [
      'http only',
      ({ http }) => {
        http.on('GET', discoverUrl, broken('refused'));
        http.on('GET', 'http://lyncdiscover.contoso.com/', html(302, { location: ['http://pool.contoso.com/'] }));
      },
      'pool.contoso.com is only reached without encryption.',
    ],
    [
      'an address in place of a host',
      ({ http }) => http.on('GET', discoverUrl, json(200, { _links: { redirect: { href: 'https://10.0.0.1/' } } })),
      'The server of contoso.com points to another domain, 10.0.0.1.',
    ],
  ];
  for (const [name, arrange, expected] of wrong) {
    test(name, async () => {
      const phone = createTestPhone();
      arrange(phone);
      await phone.signIn({ userName: 'dana', keep: false });
      assert.equal(status(phone), 'Signed out / Calls do not ring here');
      assert.equal(title(phone), expected);
      const { address, userName, keep } = phone.view().session.signIn ?? {};
      assert.deepEqual([address, userName, keep], [dana, 'dana', false]);
      const { length } = phone.http.sent;
      await phone.clock.advance(600_000);
      assert.equal(phone.http.sent.length, length);
    });
  }
});

test('a wrong password is not tried a second time', async () => {
  const phone = createTestPhone();
  phone.http.on('POST', tokenUrl, json(400, { error: 'invalid_grant' }));
  await phone.signIn();
  await phone.clock.advance(600_000);
  assert.equal(phone.http.sentTo('POST', tokenUrl).length, 1);
});

describe('makeMeAvailable that is refused is asked again for less', () => {
  const url = `${applicationUrl}/me/makeMeAvailable`;
  const modalities = ({ http }: TestPhone) =>
    http
      .sentTo('POST', url)
      .map(({ body }) => (JSON.parse(body ?? '{}') as { supportedModalities?: unknown }).supportedModalities);

  for (const status of [400, 403]) {
    test(`${status} for all but voice: calls ring`, async () => {
      const phone = createTestPhone();
      phone.http.on('POST', url, ({ body, headers }) =>
        headers.authorization !== undefined && body?.includes('audioPreference')
          ? json(status, { code: 'Forbidden' })
          : undefined,
      );
      await phone.signIn();
      assert.equal(`${phone.view().session.status} / ${phone.view().session.detail}`, 'Ready / Calls ring here');
      assert.deepEqual(modalities(phone).slice(-1), [['Audio']]);
    });
  }

  for (const status of [400, 403]) {
    test(`${status} for messages: calls ring as before`, async () => {
      const phone = createTestPhone();
      phone.http.on('POST', url, ({ body }) =>
        body?.includes('Messaging') ? json(status, { code: 'Forbidden' }) : undefined,
      );
      await phone.signIn();
      assert.equal(`${phone.view().session.status} / ${phone.view().session.detail}`, 'Ready / Calls ring here');
      assert.deepEqual(modalities(phone), [['Audio', 'Messaging'], ['Audio']]);
    });
  }

  test('403 for voice: signed in without calls, and it is said whom to ask', async () => {
    const phone = createTestPhone();
    phone.http.on('POST', url, ({ body }) => (body?.includes('Audio') ? json(403, { code: 'Forbidden' }) : undefined));
    await phone.signIn();
    assert.equal(
      `${phone.view().session.status} / ${phone.view().session.detail}`,
      'No calls / Calls do not ring here',
    );
    assert.equal(phone.view().notes.at(-1)?.title, 'Your account cannot take calls in this app.');
    assert.equal(phone.view().notes.at(-1)?.help, 'Ask your administrator to turn on calls for it.');
    assert.deepEqual(
      phone.view().health.alerts.map(({ id, title, body }) => [id, title, body]),
      [
        [
          'calls-refused',
          'Calls do not ring here',
          'Your account cannot take calls in this app. Ask your administrator to turn on calls for it.',
        ],
      ],
    );
    const alerts = new Set<string>();
    phone.phone.subscribe(() =>
      alerts.add(
        phone
          .view()
          .health.alerts.map(({ id }) => id)
          .join(),
      ),
    );
    await phone.server.down();
    await phone.clock.advance(30_000);
    assert.equal(phone.view().session.status, 'Reconnecting');
    phone.server.up();
    await phone.clock.advance(60_000);
    assert.equal(phone.view().session.status, 'No calls');
    assert.deepEqual([...alerts], ['calls-refused'], 'it is told once, however often the link breaks');
    assert.deepEqual(modalities(phone).at(-1), undefined);
    await phone.clock.advance(120_000);
    assert.equal(phone.http.sentTo('POST', `${applicationUrl}/me/reportMyActivity`).length, 1, 'it stays signed in');
  });

  test('403 for everything: signed in all the same', async () => {
    const phone = createTestPhone();
    phone.http.on('POST', url, json(403, { code: 'Forbidden' }));
    await phone.signIn();
    assert.equal(modalities(phone).length, 4);
    assert.equal(phone.view().session.detail, 'Calls do not ring here');
    assert.equal(phone.server.poll().request.method, 'GET');
  });
});

test('409 MakeMeAvailableRequired on reportMyActivity: the user is made available again', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  const me = (links: object) =>
    phone.http.on(
      'GET',
      `${applicationUrl}/me`,
      json(200, { rel: 'me', _links: { self: { href: `${applicationUrl}/me` }, ...links } }),
    );
  me({ makeMeAvailable: { href: `${applicationUrl}/me/makeMeAvailable` } });
  phone.http.once(
    'POST',
    `${applicationUrl}/me/reportMyActivity`,
    json(409, { code: 'Conflict', subcode: 'MakeMeAvailableRequired' }),
  );
  await phone.clock.advance(120_000);
  assert.equal(phone.http.sentTo('POST', `${applicationUrl}/me/makeMeAvailable`).length, 2);
});

test('409 from makeMeAvailable is as good as 204, and an application that is available already needs none', async () => {
  const conflict = createTestPhone();
  conflict.http.on(
    'POST',
    `${applicationUrl}/me/makeMeAvailable`,
    json(409, { code: 'Conflict', subcode: 'AlreadyExists' }),
  );
  await conflict.signIn();
  assert.equal(status(conflict), 'Ready / Calls ring here');
  const shared = createTestPhone();
  const links = { reportMyActivity: { href: `${applicationUrl}/me/reportMyActivity` } };
  shared.http.on('POST', `${pool}/ucwa/oauth/v1/applications`, ({ headers }) =>
    headers.authorization === undefined ? undefined : json(200, applicationBody(links)),
  );
  await shared.signIn();
  assert.equal(status(shared), 'Ready / Calls ring here');
  assert.equal(shared.http.sentTo('POST', `${applicationUrl}/me/makeMeAvailable`).length, 0);
});

describe('409 from makeMeAvailable that is not AlreadyExists', () => {
  const url = `${applicationUrl}/me/makeMeAvailable`;
  const offers = (offered: boolean) =>
    json(200, {
      rel: 'me',
      _links: {
        self: { href: `${applicationUrl}/me` },
        ...(offered
          ? { makeMeAvailable: { href: url } }
          : { reportMyActivity: { href: `${applicationUrl}/me/reportMyActivity` } }),
      },
    });

  for (const subcode of ['AnotherOperationPending', 'None', undefined]) {
    test(`${subcode ?? 'without a subcode'}: it does not say that calls ring, and asks again until they do`, async () => {
      const phone = createTestPhone();
      phone.http.on('POST', url, json(409, { code: 'Conflict', subcode }));
      phone.http.on('GET', `${applicationUrl}/me`, offers(true));
      await phone.signIn();
      assert.notEqual(phone.view().session.status, 'Ready');
      await phone.clock.advance(150_000);
      assert.notEqual(phone.view().session.status, 'Ready');
      const asked = phone.http.sentTo('POST', url).length;
      assert.ok(asked > 4 && asked < 20, `asked ${asked} times`);
      phone.http.on('POST', url, () => {
        phone.http.on('GET', `${applicationUrl}/me`, offers(false));
        return noContent;
      });
      await phone.clock.advance(60_000);
      assert.equal(status(phone), 'Ready / Calls ring here');
      const enough = phone.http.sentTo('POST', url).length;
      await phone.clock.advance(150_000);
      assert.equal(phone.http.sentTo('POST', url).length, enough);
    });
  }

  test('and me does not offer it any more: somebody else did it, and calls ring', async () => {
    const phone = createTestPhone();
    phone.http.on('POST', url, json(409, { code: 'Conflict', subcode: 'AnotherOperationPending' }));
    phone.http.on('GET', `${applicationUrl}/me`, offers(false));
    await phone.signIn();
    assert.equal(status(phone), 'Ready / Calls ring here');
  });

  test('once calls rang before: it is said that they do not any more', async () => {
    const phone = createTestPhone();
    await phone.signIn();
    phone.http.on('POST', url, json(409, { code: 'Conflict', subcode: 'AnotherOperationPending' }));
    phone.http.on('GET', `${applicationUrl}/me`, offers(true));
    await phone.server.answerPoll(json(200, { _links: { resume: { href: `${applicationUrl}/events?ack=2&key=9` } } }));
    assert.notEqual(phone.view().session.status, 'Ready');
    await phone.server.push('communication', {
      link: { rel: 'communication', href: `${applicationUrl}/communication` },
      type: 'updated',
    });
    assert.notEqual(phone.view().session.status, 'Ready');
    phone.http.on('POST', url, noContent);
    await phone.clock.advance(60_000);
    assert.equal(status(phone), 'Ready / Calls ring here');
  });
});

for (const [name, type, text] of [
  [
    'operationsQueued',
    'application/xml',
    '<operationsQueued><operations><item>Audio</item></operations></operationsQueued>',
  ],
  ['operations', 'application/json', '{"operations":["Audio"]}'],
  ['nothing that is known', 'application/xml', '<somethingNew/>'],
] as const) {
  test(`makeMeAvailable that succeeds with ${name}: calls ring`, async () => {
    const phone = createTestPhone();
    const url = `${applicationUrl}/me/makeMeAvailable`;
    phone.http.on('POST', url, { status: 201, headers: { 'content-type': [type] }, body: text });
    await phone.signIn();
    assert.equal(status(phone), 'Ready / Calls ring here');
    assert.equal(phone.http.sentTo('POST', url).length, 1);
  });
}

describe('cancelled while', () => {
  const stages: readonly (readonly [name: string, method: 'GET' | 'POST', url: string])[] = [
    ['it looks for the server', 'GET', discoverUrl],
    ['it asks for the user', 'GET', userUrl],
    ['it asks for a token', 'POST', tokenUrl],
    ['it makes the application', 'POST', `${pool}/ucwa/oauth/v1/applications`],
    ['it makes the user available', 'POST', `${applicationUrl}/me/makeMeAvailable`],
    ['it reads the user', 'GET', `${applicationUrl}/me`],
  ];
  for (const [name, method, url] of stages) {
    test(name, async () => {
      const phone = createTestPhone();
      phone.http.hold(method, url);
      await phone.signIn();
      assert.equal(phone.view().session.status, 'Connecting');
      const held = phone.http.openTo(method, url);
      assert.deepEqual(phone.send({ type: 'cancel-sign-in' }), { ok: true });
      const making = name === 'it makes the application';
      assert.equal(held?.cancelled, !making, 'what makes an application is seen through, to delete it');
      assert.equal(status(phone), 'Signed out / Calls do not ring here');
      if (making) held?.reply(json(201, applicationBody()));
      await settle();
      assert.equal(status(phone), 'Signed out / Calls do not ring here');
      assert.equal(phone.view().session.signIn?.problem, null);
      assert.equal(phone.view().session.signIn?.stage, null);
      const made = making || url.startsWith(applicationUrl);
      assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, made ? 1 : 0, 'no application is left behind');
      const { length } = phone.http.sent;
      await phone.clock.advance(600_000);
      assert.equal(phone.http.sent.length, length, 'nothing goes on');
      assert.equal(phone.secrets.items.size, 0, 'nothing is kept of it');
    });
  }
});

test('what is stale or repeated is refused by name', async () => {
  const phone = createTestPhone();
  assert.deepEqual(phone.send({ type: 'cancel-sign-in' }), { ok: false, refusal: 'stale' });
  assert.deepEqual(phone.send({ type: 'sign-out' }), { ok: false, refusal: 'stale' });
  phone.http.hold('GET', discoverUrl);
  await phone.signIn();
  assert.deepEqual(phone.send({ type: 'sign-in', request: signInRequest() }), { ok: false, refusal: 'repeated' });
  phone.send({ type: 'cancel-sign-in' });
  await phone.signIn();
  assert.deepEqual(phone.send({ type: 'sign-in', request: signInRequest() }), { ok: false, refusal: 'stale' });
  assert.deepEqual(phone.send({ type: 'cancel-sign-in' }), { ok: false, refusal: 'stale' });
  assert.equal(phone.view().session.status, 'Ready');
});

test('signing out ends the application and deletes the secret, and a poll that answers then makes none anew', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  assert.equal(phone.secrets.items.size, 1);
  phone.http.hold('DELETE', applicationUrl);
  assert.deepEqual(phone.send({ type: 'sign-out' }), { ok: true });
  assert.equal(status(phone), 'Signed out / Calls do not ring here');
  await settle();
  assert.equal(phone.secrets.items.size, 0, 'the secret does not wait for the server');
  await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
  await phone.clock.advance(60_000);
  phone.http.openTo('DELETE', applicationUrl)?.reply(noContent);
  await settle();
  assert.equal(phone.http.sentTo('POST', `${pool}/ucwa/oauth/v1/applications`).length, 1);
  assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1);
  assert.equal(phone.http.openTo('GET', eventsUrl), undefined);
});

test('activity is reported every two minutes, and not after signing out', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  const reports = () => phone.http.sentTo('POST', `${applicationUrl}/me/reportMyActivity`).length;
  await phone.clock.advance(119_000);
  assert.equal(reports(), 0);
  await phone.clock.advance(241_000);
  assert.equal(reports(), 3);
  phone.send({ type: 'sign-out' });
  await phone.clock.advance(600_000);
  assert.equal(reports(), 3);
});
