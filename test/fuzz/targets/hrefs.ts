import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createOriginPolicy } from '../../../main/core/session/trust/origin-policy.ts';
import { createUrls } from '../../../main/parsing/urls.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const urls = createUrls();
const base = 'https://pool.contoso.com/ucwa/v1/applications/192';
const policy = createOriginPolicy(urls, { domain: 'contoso.com', domains: [], server: null });

const hosts = fc.constantFrom(
  ...[
    'contoso.com',
    'pool.contoso.com',
    'POOL.CONTOSO.COM',
    'pool.contoso.com.',
    'evilcontoso.com',
    'contoso.com.evil.example',
  ],
  ...[
    'contoso.com@evil.example',
    'evil.example#.contoso.com',
    'evil.example?.contoso.com',
    'evil.example\\.contoso.com',
    '127.0.0.1',
  ],
  ...[
    '[::1]',
    '169.254.169.254',
    '0x7f000001',
    'cоntoso.com',
    'xn--cntoso-4kf.com',
    '.contoso.com',
    'contoso.com%00.evil.example',
    'contoso。com',
  ],
);
const hrefs = fc
  .tuple(
    fc.constantFrom(
      'https://',
      'http://',
      '//',
      '///',
      'https:/',
      'https:',
      'HTTPS://',
      'file://',
      'javascript:',
      'data:',
      'ftp://',
      '',
      '\\\\',
    ),
    fc.oneof(fc.constant(''), fc.constantFrom('user@', 'user:pass@', '@', ':@')),
    hosts,
    fc.constantFrom('', ':443', ':8443', ':80', ':99999'),
    fc.oneof(fc.constantFrom('', '/', '/ucwa?ack=1&key=2', '/../../x', '/a b', '#@evil.example'), hostileText),
  )
  .map((parts) => parts.join(''));
const pieces = [
  '@',
  '\\',
  '/',
  '//',
  '\t',
  '\n',
  '%2f',
  '%40',
  '\u2044',
  '\uff0e',
  ':',
  '#',
  '?',
  '.',
  'xn--',
  '\u00ad',
  '[',
  ']',
];

export default fuzzTarget({
  about: 'hrefs and the origin policy',
  inputs: fc.record({ href: fc.oneof(editedTexts(hrefs, pieces), hostileText), relative: fc.boolean() }),
  run({ href, relative }) {
    const admitted = policy.admit(href, relative ? base : undefined);
    if (admitted === null) return;
    // What is asked for is what a browser would ask for, and that is in the domain.
    const url = new URL(admitted.href);
    assert.equal(url.protocol, 'https:');
    assert.ok(url.hostname === 'contoso.com' || url.hostname.endsWith('.contoso.com'), url.hostname);
    assert.ok(url.username === '' && url.password === '');
    assert.equal(url.href, admitted.href);
    assert.equal(url.origin, admitted.origin);
    assert.equal(
      urls.parse(urls.withQuery(admitted.href, { operationId: href.toWellFormed() }))?.origin,
      admitted.origin,
    );
  },
  growing: {
    path: (size) => () => policy.admit(`/a${'/../b'.repeat(size / 5)}`, base),
    host: (size) => () => policy.admit(`https://${'a.'.repeat(size / 2)}contoso.com/`),
    userinfo: (size) => () => policy.admit(`https://${'a@'.repeat(size / 2)}contoso.com/`),
    query: (size) => () => policy.admit(`/?${'a=b&'.repeat(size / 4)}`, base),
  },
});
