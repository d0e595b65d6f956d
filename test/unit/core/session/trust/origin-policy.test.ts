import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createOriginPolicy, type TrustedHosts } from '../../../../../main/core/session/trust/origin-policy.ts';
import { createUrls } from '../../../../../main/parsing/urls.ts';

const of = (domain: string, more: Partial<TrustedHosts> = {}) =>
  createOriginPolicy(createUrls(), { domain, domains: [], server: null, ...more });
const policy = of('Contoso.com');
const base = 'https://pool.contoso.com/ucwa/v1/applications/1';

describe('admitted', () => {
  for (const [href, url] of [
    ['https://contoso.com/', 'https://contoso.com/'],
    ['https://pool.contoso.com/x?y=1', 'https://pool.contoso.com/x?y=1'],
    ['https://a.b.contoso.com/', 'https://a.b.contoso.com/'],
    ['https://POOL.CONTOSO.COM/', 'https://pool.contoso.com/'],
    ['https://pool.contoso.com:443/x', 'https://pool.contoso.com/x'],
    ['https://pool.contoso.com:4443/x', 'https://pool.contoso.com:4443/x'],
    ['/ucwa/v1', 'https://pool.contoso.com/ucwa/v1'],
    ['events?ack=2&key=1', 'https://pool.contoso.com/ucwa/v1/applications/events?ack=2&key=1'],
    ['?ack=2', `${base}?ack=2`],
    ['//pool.contoso.com/x', 'https://pool.contoso.com/x'],
    ['\\x', 'https://pool.contoso.com/x'],
  ] as const) {
    test(href, () => assert.equal(policy.admit(href, base)?.href, url));
  }
});

/** Each of these would carry a token, or a request that nobody asked for, to someone else. */
const hostile = [
  'https://contoso.com.evil.example/',
  'https://evilcontoso.com/',
  'https://evil-contoso.com/',
  'https://contoso.comm/',
  'https://contoso.co/',
  'https://com/',
  'https://contoso.com./',
  'https://pool.contoso.com./',
  'https://.contoso.com.evil.example/',
  'https://contoso.com@evil.example/',
  'https://contoso.com:x@evil.example/',
  'https://evil.example/contoso.com',
  'https://evil.example?.contoso.com',
  'https://evil.example#.contoso.com',
  'https://evil.example\\.contoso.com',
  'https://evil.example\\@pool.contoso.com/',
  '//evil.example/x',
  '\\\\evil.example\\x',
  '/\\evil.example/x',
  'https://user@pool.contoso.com/',
  'https://user:password@pool.contoso.com/',
  'https://:password@pool.contoso.com/',
  'http://pool.contoso.com/',
  'HTTP://pool.contoso.com/',
  'http://sample:80/ucwa/v1',
  'ws://pool.contoso.com/',
  'wss://pool.contoso.com/',
  'ftp://pool.contoso.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:application/json,{}',
  'blob:https://pool.contoso.com/1',
  'about:blank',
  'mailto:dana@contoso.com',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://0x7f000001/',
  'https://localhost/',
  'https://c\u00f6ntoso.com/',
  'https://contos\u043e.com/',
  'https://pool.contoso\u3002com.evil.example/',
  'https://',
  'https:///',
  'https://pool.contoso.com:99999/',
  'https://pool contoso.com/',
  'https://pool.contoso.com%2f.evil.example/',
  'https://evil.example%00.contoso.com/',
  'https://*.contoso.com/',
  'https://*,x.contoso.com/',
  'https://x,y.contoso.com/',
  'https://x;y.contoso.com/',
  "https://x'y.contoso.com/",
  'https://x!y.contoso.com/',
  'https://x_y.contoso.com/',
  'https://-x.contoso.com/',
  'https://x-.contoso.com/',
  'https://..contoso.com/',
  `https://${'x'.repeat(64)}.contoso.com/`,
];

describe('refused', () => {
  for (const href of hostile) {
    test(JSON.stringify(href), () => assert.equal(policy.admit(href, base)?.href ?? null, null));
  }
});

test('a relative href without a base leads nowhere', () => assert.equal(policy.admit('/ucwa/v1'), null));

describe('a server that was named by hand vouches for its own domain', () => {
  const named = of('contoso.com', { server: 'https://lync.fabrikam.com:4443/root' });
  for (const [href, admitted] of [
    ['https://lync.fabrikam.com/', true],
    ['https://pool.fabrikam.com/', true],
    ['https://pool.contoso.com/', true],
    ['https://evil.example/', false],
    ['https://10.1.2.3/', false],
    ['https://127.0.0.1/', false],
    ['http://lync.fabrikam.com/', false],
    ['https://user:password@lync.fabrikam.com/', false],
    ['file:///etc/passwd', false],
  ] as const) {
    test(href, () => assert.equal(named.admit(href, base) !== null, admitted));
  }
});

describe('an address is admitted only where the named server is one of its kind', () => {
  const slots = [
    '127.0.0.1',
    '127.9.9.9',
    '[::1]',
    'localhost',
    '10.1.2.3',
    '192.168.7.7',
    '169.254.169.254',
    '8.8.8.8',
  ];
  for (const [server, admitted] of [
    ['https://127.0.0.1:8443/', ['127.0.0.1', '127.9.9.9', '[::1]', 'localhost']],
    ['https://10.0.0.1/', ['10.1.2.3', '192.168.7.7']],
    ['https://8.8.8.8/', ['8.8.8.8']],
    ['https://169.254.169.254/', ['169.254.169.254']],
    ['https://pool.contoso.com/', []],
    [null, []],
  ] as const) {
    test(String(server), () => {
      const named = of('contoso.com', { server });
      const through = slots.filter((host) => named.admit(`https://${host}/`) !== null);
      assert.deepEqual(through, admitted);
    });
  }
});

describe('what the user can be asked about an href that is refused', () => {
  for (const [href, question] of [
    ['https://lync.fabrikam.com/x', { host: 'lync.fabrikam.com', domain: 'fabrikam.com' }],
    ['https://a.b.fabrikam.com/', { host: 'a.b.fabrikam.com', domain: 'fabrikam.com' }],
    ['https://lync.dhl.de/', { host: 'lync.dhl.de', domain: 'dhl.de' }],
    ['https://fabrikam.com/', { host: 'fabrikam.com', domain: 'fabrikam.com' }],
    ['https://fabrikam.co.uk/', { host: 'fabrikam.co.uk', domain: 'fabrikam.co.uk' }],
    ['https://lync.fabrikam.co.uk/', { host: 'lync.fabrikam.co.uk', domain: 'fabrikam.co.uk' }],
    ['https://evil.azurewebsites.net/', { host: 'evil.azurewebsites.net', domain: 'evil.azurewebsites.net' }],
    ['https://intranet/', { host: 'intranet', domain: 'intranet' }],
    ['https://contos\u043e.com/', { host: 'xn--contos-1qf.com', domain: 'xn--contos-1qf.com' }],
    ['https://pool.fabrikam.onrender.com/', { host: 'pool.fabrikam.onrender.com', domain: 'fabrikam.onrender.com' }],
    ['https://onrender.com/', { host: 'onrender.com', domain: 'onrender.com' }],
    ['https://*,x.fabrikam.com/', undefined],
    ['https://*.fabrikam.com/', undefined],
    ['https://a_b.fabrikam.com/', undefined],
    ['https://-x.fabrikam.com/', undefined],
    ['https://contoso.com./', undefined],
    ['https://127.0.0.1/', undefined],
    ['https://user@lync.fabrikam.com/', undefined],
    ['http://lync.fabrikam.com/', undefined],
    ['file:///etc/passwd', undefined],
    ['no url', undefined],
  ] as const) {
    test(href, () => assert.deepEqual(policy.refusal(href, href === 'no url' ? undefined : base).question, question));
  }

  test('http is said to be that', () => {
    assert.equal(policy.refusal('http://pool.contoso.com/').insecure, true);
    for (const href of ['https://evil.example/', 'ftp://pool.contoso.com/', 'https://user@pool.contoso.com/']) {
      assert.equal(policy.refusal(href).insecure, undefined, href);
    }
  });

  test('a refusal names its kind and the host, which is empty where there is none', () => {
    const [refused, unreadable] = [policy.refusal('ftp://pool.contoso.com/'), policy.refusal('no url')];
    assert.deepEqual([refused.kind, refused.host], ['untrusted', 'pool.contoso.com']);
    assert.deepEqual(unreadable, { kind: 'untrusted', host: '' });
  });
});

test('the user’s word lets in a domain and what is below it, a name without a dot only itself', () => {
  const asked = of('contoso.com');
  assert.equal(asked.admit('https://lync.fabrikam.com/'), null);
  asked.trust('fabrikam.com');
  asked.trust('com');
  for (const [href, admitted] of [
    ['https://fabrikam.com/', true],
    ['https://lync.fabrikam.com/', true],
    ['https://com/', true],
    ['https://evil.com/', false],
    ['https://evilfabrikam.com/', false],
  ] as const) {
    assert.equal(asked.admit(href) !== null, admitted, href);
  }
});

test('the administrator’s domains and the well-known ones are trusted from the start', () => {
  const managed = of('contoso.com', { domains: ['Fabrikam.com'] });
  assert.ok(managed.admit('https://lync.fabrikam.com/'));
  for (const host of [
    'webdir.online.lync.com',
    'x.lync.glbdns.microsoft.com',
    'login.microsoftonline.com',
    'login.windows.net',
  ]) {
    assert.ok(policy.admit(`https://${host}/`), host);
  }
  for (const host of ['evil.blob.core.windows.net', 'lync.com.evil.example', 'evillync.com', 'outlook.com']) {
    assert.equal(policy.admit(`https://${host}/`), null, host);
  }
});

test('a domain outside ASCII is compared as DNS writes it', () => {
  const idn = of('b\u00fccher.example');
  assert.equal(idn.admit('https://pool.b\u00fccher.example/')?.host, 'pool.xn--bcher-kva.example');
  assert.equal(idn.admit('https://pool.bucher.example/'), null);
});

test('without a domain, or with one that is none, nothing is admitted', () => {
  for (const domain of ['', ' ', 'a b', '%']) {
    assert.equal(of(domain).admit('https://pool.contoso.com/'), null);
  }
});
