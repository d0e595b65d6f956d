import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuthInfo } from 'electron';
import type { TypedCredentials } from '../../../../main/core/ports.ts';
import { answerChallenges } from '../../../../main/electron/sign-in/challenge-answer.ts';

const typed = { userName: 'CONTOSO\\dana', password: 'secret' };
const url = 'https://pool.contoso.com/WebTicket/oauthtoken';
const known = { userName: 'ana', password: 'for the proxy' };

const answering = (address: string, account: TypedCredentials | null = typed) =>
  answerChallenges(address, account, async (at, host, port) =>
    at === url && host === 'proxy.contoso.com' && port === 3128 ? known : null,
  );

const asked: AuthInfo = { isProxy: false, scheme: 'ntlm', host: 'pool.contoso.com', port: 443, realm: '' };

test('Negotiate and NTLM of the very host get what was typed, once', () => {
  for (const scheme of ['ntlm', 'negotiate', 'NTLM']) {
    const answer = answering(url);
    assert.equal(answer.given(), false);
    assert.deepEqual(answer.to({ ...asked, scheme }), typed);
    assert.equal(answer.given(), true);
    assert.equal(answer.to({ ...asked, scheme }), null, 'who asks again did not take it');
  }
});

test('so does another port, where the URL has it, and an address', () => {
  const at = (address: string, challenge: Partial<AuthInfo>) => answering(address).to({ ...asked, ...challenge });
  assert.deepEqual(at('https://pool.contoso.com:8443/', { port: 8443 }), typed);
  assert.deepEqual(at('https://[::2]:8443/', { host: '::2', port: 8443 }), typed);
  assert.deepEqual(at('https://[::2]:8443/', { host: '[::2]', port: 8443 }), typed);
});

for (const [who, challenge, address] of [
  ['a proxy', { isProxy: true }, url],
  ['another host', { host: 'evil.example' }, url],
  ['a host below', { host: 'x.pool.contoso.com' }, url],
  ['another port', { port: 8443 }, url],
  ['the usual port, where the URL has another', {}, 'https://pool.contoso.com:8443/'],
  ['Basic', { scheme: 'basic' }, url],
  ['Digest', { scheme: 'digest' }, url],
  ['http', { port: 80 }, 'http://pool.contoso.com/'],
  ['http at the port of https', {}, 'http://pool.contoso.com:443/'],
] as const) {
  test(`${who} gets nothing`, () => {
    const answer = answering(address);
    assert.equal(answer.to({ ...asked, ...challenge }), null);
    assert.equal(answer.given(), false);
  });
}

test('without anything typed nobody gets anything', () => assert.equal(answering(url, null).to(asked), null));

test('a proxy is told what it took before, once, and is never asked for in another way', async () => {
  const proxy: AuthInfo = { isProxy: true, scheme: 'basic', host: 'Proxy.contoso.com', port: 3128, realm: '' };
  for (const account of [typed, null]) {
    const answer = answering(url, account);
    assert.deepEqual(await answer.toProxy(proxy, url), known);
    assert.equal(await answer.toProxy(proxy, url), null);
    assert.equal(answer.given(), false);
  }
  for (const change of [{ port: 3129 }, { host: 'x.contoso.com' }, { scheme: 'ntlm' }, { scheme: 'digest' }]) {
    assert.equal(await answering(url).toProxy({ ...proxy, ...change }, url), null);
  }
  assert.equal(await answering(url).toProxy(proxy, 'https://elsewhere.example/'), null, 'on the way to another server');
  assert.equal(await answering(url).toProxy({ ...proxy, isProxy: false }, url), null, 'a server that plays the proxy');
});
