import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SecretOutcome, SecretWriteOutcome } from '../../../../main/core/ports.ts';
import { createProxyAccess } from '../../../../main/electron/proxy/access.ts';
import type { ProxyServer } from '../../../../main/net/connect/hop.ts';
import { createProxyCredentials } from '../../../../main/net/connect/proxy/proxy-credentials.ts';
import { silentLog } from '../silent-log.ts';

const proxy: ProxyServer = { scheme: 'http', host: 'Proxy.contoso.com', port: 3128 };
const other: ProxyServer = { ...proxy, port: 3129 };
const account = 'proxy:proxy.contoso.com:3128';
const typed = { userName: 'dana', password: 'p:ä' };
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

function setUp(kept: Readonly<Record<string, SecretOutcome>> = {}, write: SecretWriteOutcome = { kind: 'done' }) {
  const written: string[][] = [];
  const secrets = {
    read: async (name: string): Promise<SecretOutcome> => kept[name] ?? { kind: 'missing' },
    write: async (name: string, secret: string) => {
      written.push([name, secret]);
      return write;
    },
  };
  const access = createProxyAccess(secrets, silentLog);
  const credentials = createProxyCredentials([access.typed, access.kept], access.taken);
  return { access, written, offers: (at = proxy) => credentials.offersFor(at), takenBy: credentials.takenBy };
}

test('what was typed goes first, to that proxy only, then what is in the keychain', async () => {
  const { access, offers } = setUp({ [account]: { kind: 'found', secret: 'old:one' } });
  access.offer('Proxy.contoso.com:3128', typed, true);
  const first = await offers().next(null);
  assert.equal(first, basic('dana:p:ä'));
  const asking = offers();
  await asking.next(null);
  assert.equal(await asking.next(first), basic('old:one'));
  assert.equal(await asking.next(basic('old:one')), null);
  assert.equal(await offers(other).next(null), null);
});

test('it is kept once the proxy took it, and once only', async () => {
  const { access, offers, written } = setUp();
  access.offer('Proxy.contoso.com:3128', typed, true);
  const asking = offers();
  const offer = await asking.next(null);
  assert.deepEqual(written, [], 'not before');
  asking.worked(offer);
  offers().worked(offer);
  assert.deepEqual(written, [[account, 'dana:p:ä']]);
  assert.equal(offers().remembered(), offer);
});

test('it is not kept without the user’s word, or where another one was taken', () => {
  const { access, offers, written } = setUp();
  access.offer('Proxy.contoso.com:3128', typed, false);
  offers().worked(basic('dana:p:ä'));
  access.offer('Proxy.contoso.com:3128', typed, true);
  offers().worked(basic('old:one'));
  assert.deepEqual(written, []);
});

test('a keychain that does not take it costs nothing but the next start', async () => {
  const { access, offers } = setUp({ [account]: { kind: 'locked' } }, { kind: 'locked' });
  access.offer('Proxy.contoso.com:3128', typed, true);
  offers().worked(basic('dana:p:ä'));
  assert.equal(await offers().next(null), basic('dana:p:ä'));
});

test('a new one that is typed replaces one that the proxy does not take any more', async () => {
  const { access, offers, written } = setUp({ [account]: { kind: 'found', secret: 'dana:old' } });
  offers().worked(basic('dana:old'));
  const asking = offers();
  assert.equal(asking.remembered(), basic('dana:old'));
  assert.equal(await asking.next(basic('dana:old')), null, 'asked again, it has nothing else');
  access.offer('Proxy.contoso.com:3128', typed, true);
  const again = offers();
  assert.equal(again.remembered(), null);
  const offer = await again.next(null);
  again.worked(offer);
  assert.deepEqual(written, [[account, 'dana:p:ä']]);
});

test('what a proxy took is known by its scheme, host and port', () => {
  const { offers, takenBy } = setUp();
  assert.equal(takenBy(proxy), null);
  offers().worked(basic('dana:p:ä'));
  assert.deepEqual(takenBy({ ...proxy, host: 'PROXY.contoso.com' }), typed);
  assert.equal(takenBy(other), null);
  assert.equal(takenBy({ ...proxy, scheme: 'https' }), null);
});

test('what is kept for a proxy within TLS does not go to the same port in the clear, nor the other way round', async () => {
  const secure: ProxyServer = { ...proxy, scheme: 'https' };
  const found = (secret: string): SecretOutcome => ({ kind: 'found', secret });
  const { access, offers, written } = setUp({
    [account]: found('plain:1'),
    'proxy:https://proxy.contoso.com:3128': found('tls:2'),
  });
  assert.equal(await offers(proxy).next(null), basic('plain:1'));
  assert.equal(await offers(secure).next(null), basic('tls:2'));
  offers(secure).worked(basic('tls:2'));
  assert.equal(offers(proxy).remembered(), null);
  access.offer('https://Proxy.contoso.com:3128', typed, true);
  assert.equal(await offers(proxy).next(null), basic('plain:1'));
  offers(secure).worked(basic('dana:p:ä'));
  assert.deepEqual(written, [['proxy:https://proxy.contoso.com:3128', 'dana:p:ä']]);
});

test('an address of IPv6 has an item of its own', async () => {
  const found: SecretOutcome = { kind: 'found', secret: ':only a password' };
  const { offers } = setUp({ 'proxy:[fd00::1]:3128': found });
  assert.equal(await offers({ scheme: 'http', host: 'fd00::1', port: 3128 }).next(null), basic(':only a password'));
});

test('a source that fails is as one that knows nothing', async () => {
  const broken = createProxyCredentials([() => Promise.reject(new URIError('URI malformed')), async () => typed]);
  assert.equal(await broken.offersFor(proxy).next(null), basic('dana:p:ä'));
});
