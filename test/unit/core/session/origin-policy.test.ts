import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createOriginPolicy } from '../../../../main/core/session/origin-policy.ts';
import { createUrls } from '../../../../main/net/urls.ts';

const policy = createOriginPolicy(createUrls(), 'Contoso.com', false);
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
];

describe('refused', () => {
  for (const href of hostile) {
    test(JSON.stringify(href), () => assert.equal(policy.admit(href, base)?.href ?? null, null));
  }
});

test('a relative href without a base leads nowhere', () => assert.equal(policy.admit('/ucwa/v1'), null));

describe('with a server that was named by hand any https host will do, and still nothing else', () => {
  const anywhere = createOriginPolicy(createUrls(), 'contoso.com', true);
  for (const [href, admitted] of [
    ['https://10.1.2.3/', true],
    ['https://evil.example/', true],
    ['http://pool.contoso.com/', false],
    ['https://user:password@pool.contoso.com/', false],
    ['file:///etc/passwd', false],
  ] as const) {
    test(href, () => assert.equal(anywhere.admit(href, base) !== null, admitted));
  }
});

test('a domain outside ASCII is compared as DNS writes it', () => {
  const idn = createOriginPolicy(createUrls(), 'b\u00fccher.example', false);
  assert.equal(idn.admit('https://pool.b\u00fccher.example/')?.host, 'pool.xn--bcher-kva.example');
  assert.equal(idn.admit('https://pool.bucher.example/'), null);
});

test('without a domain, or with one that is none, nothing is admitted', () => {
  for (const domain of ['', ' ', 'a b', '%']) {
    assert.equal(createOriginPolicy(createUrls(), domain, false).admit('https://pool.contoso.com/'), null);
  }
});
