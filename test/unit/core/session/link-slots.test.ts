import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { HttpRequest } from '../../../../main/core/ports.ts';
import { html, json } from '../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../fakes/phone.ts';
import { applicationBody, applicationUrl, challenge, discoverUrl, pool, tokenUrl, userUrl } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { invitationBody, invitationEvent, invitationPath } from '../fixtures/call.ts';

/** Each leads out of the sign-in domain, out of https, or into this computer and its neighbours. */
const hostile = [
  'https://evil.example/',
  'https://contoso.com.evil.example/',
  'https://evilcontoso.com/',
  'https://pool.contoso.com@evil.example/',
  'https://evil.example#.contoso.com',
  'https://evil.example?.contoso.com',
  'https://evil.example\\.contoso.com',
  'https://pool.contoso.com./',
  'https://contos\u043e.com/',
  'https://user:password@pool.contoso.com/',
  '//evil.example/',
  '\\\\evil.example\\x',
  'http://pool.contoso.com/',
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254/latest/meta-data/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://0.0.0.0/',
  'https://localhost/',
  'https://printer.localhost/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[fe80::1]/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'file:///etc/passwd',
  'ftp://pool.contoso.com/',
  'javascript:alert(1)',
  'data:application/json,{}',
  'ws://pool.contoso.com/',
] as const;

const applicationsUrl = `${pool}/ucwa/oauth/v1/applications`;
const { _links, _embedded, ...rest } = applicationBody();
const application = (links: object, me: object = {}) =>
  json(201, {
    ...rest,
    _links: { ..._links, ...links },
    _embedded: { me: { ..._embedded.me, _links: { ..._embedded.me._links, ...me } } },
  });
const granted = (reply: ReturnType<typeof json>) => (request: HttpRequest) =>
  request.headers.authorization === undefined ? challenge() : reply;

/** Every place in which a server can put an address that this app goes to. */
const slots: Readonly<Record<string, (phone: TestPhone, href: string) => void>> = {
  'redirect link': ({ http }, href) => http.on('GET', discoverUrl, json(200, { _links: { redirect: { href } } })),
  'HTTP redirect': ({ http }, href) => http.on('GET', discoverUrl, html(302, { location: [href] })),
  'user link': ({ http }, href) => http.on('GET', discoverUrl, json(200, { _links: { user: { href } } })),
  'HTTP redirect of user': ({ http }, href) => http.on('GET', userUrl, html(302, { location: [href] })),
  'token service': ({ http }, href) => http.on('GET', userUrl, challenge(href.replaceAll('\\', '\\\\'))),
  'authorization page': ({ http }, href) =>
    http.on(
      'GET',
      userUrl,
      html(401, { 'www-authenticate': [`Bearer authorization_uri="${href.replaceAll('\\', '\\\\')}"`] }),
    ),
  'passive page': ({ http }, href) => {
    http.on('GET', userUrl, challenge(tokenUrl, 'urn:microsoft.rtc:passive'));
    http.on('POST', tokenUrl, json(400, { error: 'invalid_grant', ms_rtc_passiveauthuri: href }));
  },
  'applications link': ({ http }, href) =>
    http.on('GET', userUrl, granted(json(200, { _links: { applications: { href } } }))),
  'application itself': ({ http }, href) => http.on('POST', applicationsUrl, granted(application({ self: { href } }))),
  'event channel': ({ http }, href) => http.on('POST', applicationsUrl, granted(application({ events: { href } }))),
  me: ({ http }, href) => http.on('POST', applicationsUrl, granted(application({}, { self: { href } }))),
  makeMeAvailable: ({ http }, href) =>
    http.on('POST', applicationsUrl, granted(application({}, { makeMeAvailable: { href } }))),
};

/** What a request must never be: to anybody else, or open. */
function assertAllWithin(phone: TestPhone): void {
  for (const { url, headers, body } of phone.http.sent) {
    const { protocol, hostname, username } = new URL(url);
    const inside = (hostname === 'contoso.com' || hostname.endsWith('.contoso.com')) && username === '';
    const firstHop = protocol === 'http:' && /^lyncdiscover(internal)?\.contoso\.com$/.test(hostname);
    assert.ok(inside && (protocol === 'https:' || firstHop), url);
    if (firstHop) assert.ok(headers.authorization === undefined && body === undefined, url);
  }
  assert.deepEqual(phone.signInPages.open, []);
}

for (const [slot, arrange] of Object.entries(slots)) {
  describe(`no request follows a hostile address as ${slot}`, () => {
    for (const href of hostile) {
      test(href, async () => {
        const phone = createTestPhone();
        arrange(phone, href);
        await phone.signIn({ password: /page/.test(slot) ? '' : 'secret' });
        await phone.clock.advance(5_000);
        assertAllWithin(phone);
        phone.send({ type: 'sign-out' });
        await settle();
        assertAllWithin(phone);
      });
    }
  });
}

describe('no request follows a hostile address in an event', () => {
  for (const href of hostile) {
    test(href, async () => {
      const phone = createTestPhone();
      await phone.signIn();
      const links = {
        self: { href },
        conversation: { href },
        audioVideo: { href },
        acceptWithAnswer: { href },
        decline: { href },
        from: { href },
      };
      await phone.server.push('communication', { link: { rel: 'audioVideoInvitation', href }, type: 'started' });
      await phone.server.push(
        'communication',
        invitationEvent('started', invitationBody({ links, path: `${invitationPath}9` }), {}, `${invitationPath}9`),
      );
      for (const { id } of phone.view().calls) {
        phone.send({ type: 'answer', callId: id });
        phone.send({ type: 'hang-up', callId: id });
      }
      await phone.clock.advance(5_000);
      assertAllWithin(phone);
    });
  }
});

test('random graphs of links: no request, let alone a token or a password, leaves the domain', async () => {
  const hosts = [
    'pool.contoso.com',
    'pool2.contoso.com',
    'lyncdiscover.contoso.com',
    'evil.example',
    '127.0.0.1',
    'contoso.com.evil.example',
  ];
  const href = fc.oneof(
    fc.constantFrom(...hostile),
    fc
      .tuple(fc.constantFrom('https:', 'http:', ''), fc.constantFrom(...hosts), fc.constantFrom('a', 'b', 'c'))
      .map(([scheme, host, path]) => `${scheme}//${host}/${path}`),
    fc.constantFrom('/a', 'b', '?c', userUrl, tokenUrl, applicationsUrl, applicationUrl),
  );
  const rel = fc.constantFrom('redirect', 'user', 'applications', 'self', 'events', 'makeMeAvailable');
  const node = fc.oneof(
    fc.array(fc.tuple(rel, href), { maxLength: 4 }).map((links) => {
      const all = Object.fromEntries(links.map(([name, to]) => [name, { href: to }]));
      return json(200, { _links: all, _embedded: { me: { _links: all }, communication: { _links: all } } });
    }),
    href.map((to) => html(302, { location: [to] })),
    href.map((to) => challenge(to.replaceAll('\\', '\\\\'), 'password')),
    fc.constant(json(200, { access_token: 'secret token' })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(node, { minLength: 4, maxLength: 12 }), async (nodes) => {
      const phone = createTestPhone();
      let at = 0;
      for (const method of ['GET', 'POST', 'DELETE'] as const) {
        phone.http.on(method, /./, () => {
          at += 1;
          return nodes[at % nodes.length];
        });
      }
      await phone.signIn();
      phone.send({ type: 'sign-out' });
      await settle();
      assertAllWithin(phone);
      assert.ok(phone.http.sent.length < 200, `${phone.http.sent.length} requests`);
    }),
    { numRuns: 60 },
  );
});
