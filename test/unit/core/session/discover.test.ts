import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { discover, discoveryUrls } from '../../../../main/core/session/discover.ts';
import { signInFailure } from '../../../../main/core/session/failure.ts';
import { createOriginPolicy } from '../../../../main/core/session/origin-policy.ts';
import { createTokenStore } from '../../../../main/core/session/tokens.ts';
import { createTransport } from '../../../../main/core/session/transport.ts';
import { createUrls } from '../../../../main/net/urls.ts';
import { createXml } from '../../../../main/net/xml.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { broken, createFakeHttp, html, json, type Reply } from '../fakes/http.ts';
import { createFakeLog } from '../fakes/log-and-random.ts';
import { settle } from '../fakes/settle.ts';

const internal = 'https://lyncdiscoverinternal.contoso.com/';
const external = 'https://lyncdiscover.contoso.com/';
const other = 'https://pool2.contoso.com/root';
const root = (user: string) => json(200, { _links: { user: { href: user } } });
const redirect = (href: string) => json(200, { _links: { redirect: { href } } });

function setUp(scripts: Readonly<Record<string, Reply>>) {
  const clock = createFakeClock();
  const http = createFakeHttp();
  const urls = createUrls();
  const policy = createOriginPolicy(urls, 'contoso.com', false);
  const tokens = createTokenStore({
    clock,
    policy,
    userName: 'dana',
    password: 'secret',
    kept: {},
    onRenewed: () => {},
  });
  for (const [url, reply] of Object.entries(scripts)) http.on('GET', url, reply);
  return {
    http,
    transport: createTransport({ http, urls, xml: createXml(), clock, log: createFakeLog(), policy, tokens }),
  };
}

const find = (scripts: Readonly<Record<string, Reply>>) => discover(setUp(scripts).transport, [internal, external]);

describe('where to ask', () => {
  for (const [name, given, urls] of [
    ['by domain', ['contoso.com', '', null], [internal, external]],
    ['by option', ['contoso.com', '', 'https://127.0.0.1:1/'], ['https://127.0.0.1:1/']],
    [
      'by server name',
      ['contoso.com', 'pool', 'https://127.0.0.1:1/'],
      ['https://pool/', 'https://pool/Autodiscover/AutodiscoverService.svc/root'],
    ],
    [
      'by server address',
      ['contoso.com', 'https://pool:4443', null],
      ['https://pool:4443', 'https://pool:4443/Autodiscover/AutodiscoverService.svc/root'],
    ],
    ['by address with a path', ['contoso.com', 'https://pool/root', null], ['https://pool/root', 'https://pool/root']],
  ] as const) {
    test(name, () => assert.deepEqual(discoveryUrls(...(given as [string, string, string | null])), urls));
  }
});

test('both are asked at the same time, and the first that answers wins', async () => {
  const { http, transport } = setUp({ [external]: root('/e') });
  const found = discover(transport, [internal, external]);
  await settle();
  assert.equal(http.sent.length, 2);
  const result = await found;
  assert.ok(result.ok);
  assert.equal(result.value.url, external);
});

test('one that fails leaves the decision to the other', async () => {
  const { http, transport } = setUp({ [internal]: broken('name') });
  const found = discover(transport, [internal, external]);
  await settle();
  http.openTo('GET', external)?.reply(root('/e'));
  assert.equal((await found).ok, true);
});

describe('redirects', () => {
  for (const [name, scripts, url] of [
    ['a redirect link is followed', { [external]: redirect(other), [other]: root('/u') }, other],
    ['an HTTP redirect is followed', { [external]: html(302, { location: [other] }), [other]: root('/u') }, other],
    [
      'a relative HTTP redirect is followed',
      { [external]: html(307, { location: ['root'] }), [`${external}root`]: root('/u') },
      `${external}root`,
    ],
    [
      'user wins over redirect',
      { [external]: json(200, { _links: { redirect: { href: other }, user: { href: '/u' } } }) },
      external,
    ],
    ['applications will do', { [external]: json(200, { _links: { applications: { href: '/a' } } }) }, external],
  ] as const) {
    test(name, async () => {
      const result = await find({ [internal]: broken('name'), ...scripts });
      assert.ok(result.ok);
      assert.equal(result.value.url, url);
    });
  }

  for (const [name, reply] of [
    ['a redirect link', redirect('https://evil.example/')],
    ['an HTTP redirect', html(302, { location: ['https://evil.example/'] })],
    ['a redirect link to http', redirect('http://evil.example/')],
  ] as const) {
    test(`${name} out of the domain is not followed, and its host is named`, async () => {
      const { http, transport } = setUp({ [internal]: broken('name'), [external]: reply });
      const result = await discover(transport, [internal, external]);
      assert.ok(!result.ok);
      assert.deepEqual(signInFailure(result.failure), {
        kind: 'untrusted-domain',
        host: 'evil.example',
        code: 'untrusted',
      });
      assert.equal(http.sent.length, 2);
    });
  }

  for (const [name, next] of [
    ['links', redirect],
    ['HTTP redirects', (href: string) => html(302, { location: [href] })],
  ] as const) {
    test(`a loop of ${name} ends`, async () => {
      const { http, transport } = setUp({ [external]: next(other), [other]: next(external) });
      const result = await discover(transport, [external]);
      assert.ok(!result.ok);
      assert.equal(http.sent.length, 2);
    });
  }

  test('a chain ends after five', async () => {
    let hops = 0;
    const chain = setUp({});
    chain.http.on('GET', /./, () => {
      hops += 1;
      return redirect(`https://pool${hops}.contoso.com/`);
    });
    const result = await discover(chain.transport, [external]);
    assert.ok(!result.ok && result.failure.kind === 'malformed');
    assert.equal(hops, 5);
  });
});

describe('what is told when nothing answers', () => {
  for (const [name, first, second, kind, host] of [
    ['no name', broken('name'), broken('name'), 'no-server', 'lyncdiscoverinternal.contoso.com'],
    [
      'a bad certificate behind a name',
      broken('name'),
      broken('certificate'),
      'certificate',
      'lyncdiscover.contoso.com',
    ],
    ['offline', broken('network'), broken('name'), 'offline', 'lyncdiscoverinternal.contoso.com'],
    ['nothing listens', broken('name'), broken('refused'), 'no-answer', 'lyncdiscover.contoso.com'],
    ['too slow', broken('timeout'), broken('name'), 'no-answer', 'lyncdiscoverinternal.contoso.com'],
    ['a page', html(200), broken('refused'), 'not-ucwa', 'lyncdiscoverinternal.contoso.com'],
    ['a resource without links', broken('name'), json(200, { rel: 'root' }), 'not-ucwa', 'lyncdiscover.contoso.com'],
    ['404', broken('name'), html(404), 'not-ucwa', 'lyncdiscover.contoso.com'],
    ['500', broken('certificate'), html(500), 'server-error', 'lyncdiscover.contoso.com'],
    ['too much', broken('name'), broken('too-large'), 'not-ucwa', 'lyncdiscover.contoso.com'],
  ] as const) {
    test(`${name}: ${kind}`, async () => {
      const result = await find({ [internal]: first, [external]: second });
      assert.ok(!result.ok);
      const failure = signInFailure(result.failure);
      assert.deepEqual([failure.kind, failure.host], [kind, host]);
    });
  }
});
