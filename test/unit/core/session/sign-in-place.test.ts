import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOf, placeOf } from '../../../../main/core/session/sign-in-place.ts';
import { createUrls } from '../../../../main/parsing/urls.ts';
import type { SignInRequest } from '../../../../preload/contract/index.ts';
import { broken } from '../fakes/http.ts';
import { createTestPhone, signInRequest } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';

const prefix = /^(?:lyncdiscover|lyncdiscoverinternal)\./;

/** Host and port of everything that a sign-in asks where nobody answers. */
async function askedFor(more: Partial<SignInRequest>): Promise<readonly string[]> {
  const phone = createTestPhone();
  phone.http.on('GET', /./, broken('refused'));
  phone.phone.command({ type: 'sign-in', request: signInRequest(more) });
  await settle();
  const hosts = phone.http.sent.map(({ url }) => new URL(url).host);
  return [...new Set(more.server ? hosts : hosts.map((host) => host.replace(prefix, '')))];
}

const servers = [
  'pool.contoso.com',
  ' pool.contoso.com ',
  'POOL.contoso.com.',
  'pool.contoso.com/',
  'pool.contoso.com:8443',
  'https://pool.contoso.com/Autodiscover/AutodiscoverService.svc/root',
  'https://pool.contoso.com@evil.example/',
  'https://evil.example\\@pool.contoso.com',
  'evil.example#pool.contoso.com',
  'evil.example?x=pool.contoso.com',
  '//evil.example/pool.contoso.com',
  'http://evil.example/',
  'https:/evil.example',
  'https:evil.example',
  'http://x@https://evil.example/',
  'evil.example://pool.contoso.com',
  'pоol.contoso.com',
  'ｅｖｉｌ.example',
  'evil。example',
  '127.1',
  '[::1]',
  '::1',
  'a b',
  '%65vil.example',
  '\u200bevil.example',
];
const addresses = [
  'dana@contoso.com',
  'dana@CONTOSO.com',
  'dana@contoso.com.',
  'sip:dana@contoso.com',
  'dana@evil.example/x.contoso.com',
  'dana@evil.example\\x.contoso.com',
  'dana@evil.example?x.contoso.com',
  'dana@evil.example#x.contoso.com',
  'dana@evil.example:8443',
  'dana@evil.example;x=.contoso.com',
  'dana@еvil.example',
  'dana@evil。exam.ple',
  'dana@%65vil.example',
  'dana@-.evil.example',
  'dana@evil.example>',
];

for (const more of [...servers.map((server) => ({ server })), ...addresses.map((address) => ({ address }))]) {
  test(`what is asked about is what is asked: ${encodeURI(Object.values(more)[0] ?? '')}`, async () => {
    const account = accountOf(signInRequest(more), createUrls());
    const place = account === null ? null : placeOf(account, createUrls());
    assert.deepEqual(await askedFor(more), place === null ? [] : [place.host]);
  });
}

test('there is no place where nothing may be asked, whatever was made of what was typed before', () => {
  const account = { address: 'dana@contoso.com', server: '', userName: '', keep: false };
  for (const more of [
    { address: 'dana@a b' },
    { server: 'https://a b/' },
    { server: 'https://dana:x@evil.example/' },
  ]) {
    assert.equal(placeOf({ ...account, ...more }, createUrls()), null);
  }
});
