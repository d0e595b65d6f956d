import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mostUseful } from '../../../../../main/core/session/discovery/most-useful.ts';
import type { UcwaFailure } from '../../../../../main/core/session/failure.ts';
import { broken, html, json, noContent } from '../../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../../fakes/phone.ts';
import {
  applicationBody,
  applicationUrl,
  challenge,
  discoverUrl,
  internalDiscoverUrl,
  pool,
  tokenUrl,
} from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';

const inside = 'https://inside.contoso.com/user';
const insideTokens = 'https://inside.contoso.com/tokens';
const leadInside = json(200, { _links: { user: { href: inside } } });
const status = ({ view }: TestPhone) => view().session.status;
const title = ({ view }: TestPhone) => view().session.signIn?.problem?.title ?? '';
const help = ({ view }: TestPhone) => view().session.signIn?.problem?.help ?? '';

/** What lyncdiscoverinternal may lead to for somebody outside. */
const nowhere: readonly (readonly [string, (phone: TestPhone) => void])[] = [
  ['an error', ({ http }) => http.on('GET', internalDiscoverUrl, html(500))],
  ['a page', ({ http }) => http.on('GET', internalDiscoverUrl, html(200))],
  ['nothing', ({ http }) => http.on('GET', internalDiscoverUrl, noContent)],
  ['other JSON', ({ http }) => http.on('GET', internalDiscoverUrl, json(200, { hello: 'world' }))],
  ['broken JSON', ({ http }) => http.on('GET', internalDiscoverUrl, { ...leadInside, body: '{"_links":' })],
  ['a list', ({ http }) => http.on('GET', internalDiscoverUrl, json(200, []))],
  ['links of other kinds', ({ http }) => http.on('GET', internalDiscoverUrl, json(200, { _links: { user: 7 } }))],
  ['a certificate that is not trusted', ({ http }) => http.on('GET', internalDiscoverUrl, broken('certificate'))],
  ['old TLS', ({ http }) => http.on('GET', internalDiscoverUrl, broken('tls-version'))],
  ['no TLS', ({ http }) => http.on('GET', internalDiscoverUrl, broken('not-tls'))],
  [
    'a redirect to another domain',
    ({ http }) => http.on('GET', internalDiscoverUrl, html(302, { location: ['https://parked.example/'] })),
  ],
  [
    'a redirect to http',
    ({ http }) => http.on('GET', internalDiscoverUrl, html(302, { location: ['http://inside.contoso.com/'] })),
  ],
  [
    'a redirect in a circle',
    ({ http }) => http.on('GET', internalDiscoverUrl, html(302, { location: [internalDiscoverUrl] })),
  ],
  [
    'a user link to another domain',
    ({ http }) =>
      http.on('GET', internalDiscoverUrl, json(200, { _links: { user: { href: 'https://parked.example/' } } })),
  ],
  ...(
    [
      ['without a name', broken('name')],
      ['out of reach', broken('unreachable')],
      ['that says nothing', broken('timeout')],
      ['that is cut', broken('network')],
      ['with a certificate that is not trusted', broken('certificate')],
      ['that wants a certificate', broken('client-certificate')],
      ['that is forbidden', html(403)],
      ['that is not there', html(404)],
      ['that fails', html(500)],
      ['that is a page', html(200)],
      ['that leads on to another domain', json(200, { _links: { redirect: { href: 'https://parked.example/' } } })],
      ['that leads to itself', json(200, { _links: { user: { href: inside } } })],
      ['whose challenge leads out', challenge('https://parked.example/tokens')],
      ['that takes no password', challenge(insideTokens, 'urn:microsoft.rtc:anonmeeting')],
      ['that asks for nothing', html(401)],
    ] as const
  ).map(([name, reply]): readonly [string, (phone: TestPhone) => void] => [
    `a user link ${name}`,
    ({ http }) => {
      http.on('GET', internalDiscoverUrl, leadInside);
      http.on('GET', inside, reply);
    },
  ]),
  ...(
    [
      ['that fails', html(503)],
      ['that is cut', broken('network')],
      ['without a name', broken('name')],
      ['with a certificate that is not trusted', broken('certificate')],
    ] as const
  ).map(([name, reply]): readonly [string, (phone: TestPhone) => void] => [
    `a token service ${name}`,
    ({ http }) => {
      http.on('GET', internalDiscoverUrl, leadInside);
      http.on('GET', inside, challenge(insideTokens));
      http.on('POST', insideTokens, reply);
    },
  ]),
  ...(
    [
      ['without a name', broken('name')],
      ['out of reach', broken('unreachable')],
      ['with a certificate that is not trusted', broken('certificate')],
      ['that fails', html(500)],
    ] as const
  ).map(([name, reply]): readonly [string, (phone: TestPhone) => void] => [
    `applications ${name}`,
    ({ http }) => {
      http.on('GET', internalDiscoverUrl, leadInside);
      http.on('GET', inside, json(200, { _links: { applications: { href: 'https://inside.contoso.com/a' } } }));
      http.on('POST', 'https://inside.contoso.com/a', reply);
    },
  ]),
];

describe('lyncdiscoverinternal that leads to', () => {
  for (const [name, arrange] of nowhere) {
    test(`${name} does not hide lyncdiscover, which is well`, async () => {
      const phone = createTestPhone();
      arrange(phone);
      await phone.signIn();
      assert.equal(status(phone), 'Ready', title(phone));
      assert.equal(phone.view().session.signIn?.trust ?? null, null);
    });

    test(`${name} does not hide it either where it answers later`, async () => {
      const phone = createTestPhone();
      arrange(phone);
      phone.http.hold('GET', discoverUrl);
      await phone.signIn();
      phone.http
        .openTo('GET', discoverUrl)
        ?.reply(
          json(200, { _links: { user: { href: `${pool}/Autodiscover/AutodiscoverService.svc/root/oauth/user` } } }),
        );
      await settle();
      assert.equal(status(phone), 'Ready', title(phone));
    });

    test(`${name} is told where lyncdiscover is not there`, async () => {
      const phone = createTestPhone();
      arrange(phone);
      phone.http.on('GET', discoverUrl, broken('name'));
      await phone.signIn();
      const { trust } = phone.view().session.signIn ?? {};
      assert.ok(title(phone) !== '' || trust !== null);
      assert.doesNotMatch(title(phone), /No server found|offline/);
    });
  }

  test('a service that refuses the password is the last that sees it', async () => {
    const phone = createTestPhone();
    phone.http.on('GET', internalDiscoverUrl, leadInside);
    phone.http.on('GET', inside, challenge(insideTokens));
    phone.http.on('POST', insideTokens, json(400, { error: 'invalid_grant' }));
    phone.http.hold('GET', discoverUrl);
    await phone.signIn();
    assert.equal(title(phone), 'That user name or password did not work.', 'the other one is not waited for');
    phone.http.openTo('GET', discoverUrl)?.reply(json(200, { _links: { user: { href: pool } } }));
    await settle();
    assert.equal(phone.http.sentTo('POST', tokenUrl).length, 0);
  });

  test('what was found inside and is out of reach now is sought anew', async () => {
    const phone = createTestPhone();
    phone.records.write('found-server', { address: 'dana@contoso.com', server: '', url: 'http://inside.contoso.com/' });
    await phone.signIn();
    assert.equal(status(phone), 'Ready');
  });
});

describe('a server that was found inside and fails now does not hide the one outside', () => {
  for (const [name, arrange] of [
    ['it is out of reach', ({ http }: TestPhone) => http.on('GET', inside, broken('unreachable'))],
    ['its certificate is not trusted', ({ http }: TestPhone) => http.on('GET', inside, broken('certificate'))],
    ['it fails', ({ http }: TestPhone) => http.on('GET', inside, html(503))],
    ['it is a page', ({ http }: TestPhone) => http.on('GET', inside, html(200))],
    [
      'its token service fails',
      ({ http }: TestPhone) => {
        http.on('GET', inside, challenge(insideTokens));
        http.on('POST', insideTokens, html(503));
      },
    ],
  ] as const) {
    test(name, async () => {
      const phone = createTestPhone();
      phone.records.write('found-server', { address: 'dana@contoso.com', server: '', url: inside });
      arrange(phone);
      await phone.signIn();
      assert.equal(status(phone), 'Ready', title(phone));
    });
  }
});

describe('an application without the user', () => {
  const { _embedded, ...rest } = applicationBody();
  const applications = `${pool}/ucwa/oauth/v1/applications`;
  const meUrl = `${applicationUrl}/me`;

  test('is said to be that, with what to do, and is deleted', async () => {
    const phone = createTestPhone();
    phone.http.on('POST', applications, json(201, rest));
    await phone.signIn();
    assert.equal(title(phone), 'The server pool.contoso.com does not say who you are.');
    assert.match(help(phone), /ask your administrator/);
    assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1);
    await phone.clock.advance(3_600_000);
    assert.equal(phone.http.sentTo('POST', applications).length, 1, 'nothing goes on by itself');
  });

  test('is said to be that also where the link to them is forbidden', async () => {
    const phone = createTestPhone();
    phone.http.on('POST', applications, json(201, { ...rest, _links: { ...rest._links, me: { href: meUrl } } }));
    phone.http.on('GET', meUrl, html(403));
    await phone.signIn();
    assert.equal(title(phone), 'The server pool.contoso.com does not say who you are.');
  });

  test('is none where the server only links to them', async () => {
    const phone = createTestPhone();
    phone.http.on('POST', applications, json(201, { ...rest, _links: { ...rest._links, me: { href: meUrl } } }));
    phone.http.on('GET', meUrl, json(200, _embedded.me));
    await phone.signIn();
    assert.equal(status(phone), 'Ready');
    assert.equal(phone.view().session.user?.name, 'Dana Whitfield');
  });
});

describe('after a certificate failure nothing is asked over http', () => {
  const overHttp = ({ http }: TestPhone) => http.sent.filter(({ url }) => url.startsWith('http:'));
  const portal = html(302, { location: ['https://portal.evil.example/'] });

  for (const [name, first, second] of [
    ['of the first', broken('certificate'), broken('refused')],
    ['of the second', broken('name'), broken('certificate')],
    ['of the second, the first being silent', broken('timeout'), broken('certificate')],
    ['of both', broken('certificate'), broken('certificate')],
  ] as const) {
    test(name, async () => {
      const phone = createTestPhone();
      phone.http.on('GET', /^http:/, portal);
      phone.http.on('GET', internalDiscoverUrl, first);
      phone.http.on('GET', discoverUrl, second);
      await phone.signIn();
      assert.deepEqual(overHttp(phone), []);
      assert.equal(title(phone), 'The server’s certificate is not trusted.');
      assert.match(help(phone), /If you are in a guest network, sign in to it first\./);
    });
  }

  test('of a server that a redirect leads to', async () => {
    const phone = createTestPhone();
    phone.http.on('GET', internalDiscoverUrl, broken('refused'));
    phone.http.on('GET', discoverUrl, html(302, { location: ['https://inside.contoso.com/'] }));
    phone.http.on('GET', 'https://inside.contoso.com/', broken('certificate'));
    await phone.signIn();
    assert.deepEqual(overHttp(phone), []);
  });

  test('of a remembered server, which is then sought anew', async () => {
    const phone = createTestPhone();
    phone.records.write('found-server', { address: 'dana@contoso.com', server: '', url: inside });
    phone.http.on('GET', inside, broken('certificate'));
    phone.http.on('GET', discoverUrl, broken('certificate'));
    await phone.signIn();
    assert.deepEqual(overHttp(phone), []);
  });
});

describe('what is said over http is never a reason to ask about another domain', () => {
  for (const [name, reply] of [
    ['by an HTTP redirect', html(302, { location: ['https://portal.evil.example/'] })],
    ['by a redirect of another kind', html(307, { location: ['https://portal.evil.example/login'] })],
    ['by a link', json(200, { _links: { redirect: { href: 'https://portal.evil.example/' } } })],
    ['by a user link', json(200, { _links: { user: { href: 'https://portal.evil.example/' } } })],
    ['by an applications link', json(200, { _links: { applications: { href: 'https://portal.evil.example/' } } })],
    ['by an address', html(302, { location: ['https://10.0.0.1/'] })],
  ] as const) {
    test(name, async () => {
      const phone = createTestPhone();
      phone.http.on('GET', discoverUrl, broken('refused'));
      phone.http.on('GET', 'http://lyncdiscover.contoso.com/', reply);
      await phone.signIn();
      assert.equal(phone.view().session.signIn?.trust ?? null, null);
      assert.equal(status(phone), 'Signed out');
      assert.match(help(phone), /If you are in a guest network, sign in to it first\./);
      assert.ok(phone.http.sent.every(({ url }) => !url.includes('evil.example') && !url.includes('10.0.0.1')));
    });
  }

  test('but a server of the sign-in domain that it leads to may lead on with a question', async () => {
    const phone = createTestPhone();
    phone.http.on('GET', discoverUrl, broken('refused'));
    phone.http.on('GET', 'http://lyncdiscover.contoso.com/', html(302, { location: ['https://web.contoso.com/'] }));
    phone.http.on('GET', 'https://web.contoso.com/', html(302, { location: ['https://lync.fabrikam.com/'] }));
    await phone.signIn();
    assert.equal(phone.view().session.signIn?.trust?.domain, 'fabrikam.com');
  });

  test('a page in its place is told as such', async () => {
    const phone = createTestPhone();
    phone.http.on('GET', discoverUrl, broken('timeout'));
    phone.http.on('GET', 'http://lyncdiscover.contoso.com/', html(200));
    await phone.signIn();
    assert.equal(title(phone), 'lyncdiscover.contoso.com does not speak UCWA.');
    assert.match(help(phone), /guest network/);
  });
});

test('of several failures the most useful is told, whichever came first', () => {
  const transport = (kind: Parameters<typeof broken>[0]): UcwaFailure => ({
    kind: 'transport',
    host: '',
    failure: broken(kind),
  });
  const refused = (code: number): UcwaFailure => ({
    kind: 'refused',
    host: '',
    status: code,
    reason: null,
    location: null,
    retryAfterMs: null,
  });
  const ranking: readonly UcwaFailure[] = [
    { kind: 'untrusted', host: '', question: { host: 'a.b', domain: 'b' } },
    { kind: 'sign-in', failure: { kind: 'password', host: '', code: '' } },
    { kind: 'no-me', host: '', status: 201 },
    refused(500),
    transport('certificate'),
    { kind: 'untrusted', host: '', insecure: true },
    transport('client-certificate'),
    { kind: 'untrusted', host: '', unproven: true },
    refused(404),
    transport('blocked'),
    transport('timeout'),
    transport('name-server'),
    { kind: 'transport', host: 'inside.contoso.com', failure: broken('name') },
    { kind: 'transport', host: 'lyncdiscover.contoso.com', failure: broken('name') },
    transport('cancelled'),
  ];
  for (const [index, better] of ranking.entries()) {
    for (const worse of ranking.slice(index + 1)) {
      assert.equal(mostUseful([better, worse]), better);
      assert.equal(mostUseful([worse, better]), better);
    }
  }
  assert.equal(mostUseful([]), null);
});
