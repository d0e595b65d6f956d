import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ok } from '../../../../../main/core/result.ts';
import { type Candidate, discoveryCandidates } from '../../../../../main/core/session/discovery/candidates.ts';
import { discover as discoverEnd } from '../../../../../main/core/session/discovery/discover.ts';
import { signInFailure } from '../../../../../main/core/session/failure.ts';
import type { Transport, UcwaResponse } from '../../../../../main/core/session/requests/transport.ts';
import { broken, html, json, type Reply } from '../../fakes/http.ts';
import { createSessionParts } from '../../fakes/session.ts';
import { settle } from '../../fakes/settle.ts';

const internal = 'https://lyncdiscoverinternal.contoso.com/';
const external = 'https://lyncdiscover.contoso.com/';
const other = 'https://pool2.contoso.com/root';
const root = (user: string) => json(200, { _links: { user: { href: user } } });
const redirect = (href: string) => json(200, { _links: { redirect: { href } } });

const secure = (...urls: readonly string[]): readonly Candidate[] => urls.map((url) => ({ url, open: null }));
const plain = 'http://lyncdiscover.contoso.com/';

/** The root resources alone, wherever they lead. */
const discover = (transport: Transport, candidates: readonly Candidate[]) =>
  discoverEnd(transport, candidates, async (root: UcwaResponse) => ok(root));

function setUp(scripts: Readonly<Record<string, Reply>>) {
  const parts = createSessionParts();
  for (const [url, reply] of Object.entries(scripts)) parts.http.on('GET', url, reply);
  return parts;
}

const find = (scripts: Readonly<Record<string, Reply>>) =>
  discover(setUp(scripts).transport, secure(internal, external));

describe('where to ask', () => {
  const source = { domain: 'contoso.com', server: '', discoveryUrl: null, overHttp: false };
  const autodiscover = 'Autodiscover/AutodiscoverService.svc/root';
  for (const [name, given, urls] of [
    ['by domain', {}, [internal, external]],
    ['by option', { discoveryUrl: 'https://127.0.0.1:1/' }, ['https://127.0.0.1:1/']],
    [
      'by server name, which goes before the option',
      { server: 'pool', discoveryUrl: 'https://127.0.0.1:1/' },
      ['https://pool/', `https://pool/${autodiscover}`],
    ],
    ['by server address', { server: 'https://pool:4443' }, ['https://pool:4443', `https://pool:4443/${autodiscover}`]],
    [
      'by address with a path',
      { server: 'https://pool/root' },
      ['https://pool/root', 'https://pool/', `https://pool/${autodiscover}`],
    ],
  ] as const) {
    test(name, () => {
      const candidates = discoveryCandidates({ ...source, ...given, overHttp: true });
      assert.deepEqual(
        candidates.map(({ url }) => url),
        urls,
      );
      const open = name === 'by domain' ? ['http://lyncdiscoverinternal.contoso.com/', plain] : urls.map(() => null);
      assert.deepEqual(
        candidates.map((candidate) => candidate.open),
        open,
        'only DNS names are looked for over http',
      );
    });
  }

  test('not over http where that is forbidden', () => {
    assert.deepEqual(
      discoveryCandidates(source).map(({ open }) => open),
      [null, null],
    );
  });
});

test('both are asked at the same time, and the first that answers wins', async () => {
  const { http, transport } = setUp({ [external]: root('/e') });
  const found = discover(transport, secure(internal, external));
  await settle();
  assert.equal(http.sent.length, 2);
  const result = await found;
  assert.ok(result.ok);
  assert.equal(result.value.url, external);
});

test('one that fails leaves the decision to the other', async () => {
  const { http, transport } = setUp({ [internal]: broken('name') });
  const found = discover(transport, secure(internal, external));
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
  ] as const) {
    test(`${name} out of the domain is not followed, and its host is named`, async () => {
      const { http, transport } = setUp({ [internal]: broken('name'), [external]: reply });
      const result = await discover(transport, secure(internal, external));
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
      const result = await discover(transport, secure(external));
      assert.ok(!result.ok);
      assert.equal(http.sent.length, 2);
    });
  }

  test('a chain ends after five redirects', async () => {
    let hops = 0;
    const chain = setUp({});
    chain.http.on('GET', /./, () => {
      hops += 1;
      return redirect(`https://pool${hops}.contoso.com/`);
    });
    const result = await discover(chain.transport, secure(external));
    assert.ok(!result.ok && result.failure.kind === 'malformed');
    assert.equal(hops, 6);
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
    ['offline', broken('offline'), broken('offline'), 'offline', 'lyncdiscoverinternal.contoso.com'],
    ['a cut', broken('network'), broken('name'), 'cut', 'lyncdiscoverinternal.contoso.com'],
    ['nothing listens', broken('name'), broken('refused'), 'refused', 'lyncdiscover.contoso.com'],
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

describe('http as a first hop', () => {
  const candidate: readonly Candidate[] = [{ url: external, open: plain }];
  const other = 'https://pool2.contoso.com/root';
  const over = (scripts: Readonly<Record<string, Reply>>) => {
    const parts = setUp(scripts);
    return { ...parts, result: discover(parts.transport, candidate) };
  };

  for (const [name, https] of [
    ['does not listen', broken('refused')],
    ['is cut', broken('tls-cut')],
    ['is out of reach', broken('unreachable')],
    ['does not answer', broken('timeout')],
    ['knows nothing of discovery', html(404)],
  ] as const) {
    test(`is tried where https ${name}, without credentials, and leads to https`, async () => {
      const { http, result } = over({
        [external]: https,
        [plain]: html(302, { location: [other] }),
        [other]: root('/u'),
      });
      const found = await result;
      assert.ok(found.ok);
      assert.equal(found.value.url, other);
      const [open] = http.sentTo('GET', plain);
      assert.deepEqual(Object.keys(open?.headers ?? {}), ['accept']);
      assert.equal(open?.credentials, undefined);
    });
  }

  test('may lead on by links, but only absolute ones to https', async () => {
    const linked = await over({ [external]: broken('refused'), [plain]: redirect(other), [other]: root('/u') }).result;
    assert.ok(linked.ok && linked.value.url === other);
    const { http, result } = over({ [external]: broken('refused'), [plain]: redirect('/here') });
    const relative = await result;
    assert.ok(!relative.ok && signInFailure(relative.failure).kind === 'insecure');
    assert.equal(http.sent.length, 2);
  });

  for (const [name, reply] of [
    ['by HTTP', html(302, { location: ['http://pool.contoso.com/'] })],
    ['by a link', redirect('http://pool.contoso.com/')],
  ] as const) {
    test(`a second hop over http ${name} is not made`, async () => {
      const { http, result } = over({ [external]: broken('refused'), [plain]: reply });
      const found = await result;
      assert.ok(!found.ok);
      assert.deepEqual(signInFailure(found.failure), { kind: 'insecure', host: 'pool.contoso.com', code: 'untrusted' });
      assert.deepEqual(
        http.sent.map(({ url }) => url),
        [external, plain],
      );
    });
  }

  test('to another domain is no step, and no question either', async () => {
    const { http, result } = over({
      [external]: broken('refused'),
      [plain]: html(302, { location: ['https://lync.evil.example/'] }),
    });
    const found = await result;
    assert.ok(!found.ok && found.failure.kind === 'untrusted');
    assert.equal(found.failure.question, undefined);
    assert.deepEqual(signInFailure(found.failure), {
      kind: 'unproven-domain',
      host: 'lync.evil.example',
      code: 'untrusted',
    });
    assert.equal(http.sent.length, 2);
  });

  test('that asks for credentials gets none', async () => {
    const challenged = html(401, { 'www-authenticate': [`MsRtcOAuth href="${external}t",grant_type="password"`] });
    const { http, result } = over({ [external]: broken('refused'), [plain]: challenged });
    const found = await result;
    assert.ok(!found.ok);
    assert.equal(signInFailure(found.failure).kind, 'refused', 'what https came to is told');
    assert.ok(http.sent.every(({ method, body }) => method === 'GET' && body === undefined));
  });

  for (const [name, https] of [
    ['the name is unknown', broken('name')],
    ['the computer is offline', broken('offline')],
    ['no name server answers', broken('name-server')],
    ['the name is filtered', broken('filtered')],
    ['a firewall of this computer is in the way', broken('blocked')],
    ['https shows a certificate that is not trusted', broken('certificate')],
    ['https knows no safe encryption', broken('tls-version')],
    ['https wants another encryption', broken('tls')],
    ['https wants a certificate', broken('client-certificate')],
    ['something else than https answers', broken('not-tls')],
    ['https refuses', html(503)],
    ['https leads nowhere', json(200, { rel: 'root' })],
  ] as const) {
    test(`is not tried where ${name}`, async () => {
      const { http, result } = over({ [external]: https });
      assert.equal((await result).ok, false);
      assert.equal(http.sentTo('GET', plain).length, 0);
    });
  }
});
