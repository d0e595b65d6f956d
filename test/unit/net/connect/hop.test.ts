import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf, parseRoute } from '../../../../main/net/connect/hop.ts';
import { credentialsInEnvironment } from '../../../../main/net/connect/proxy-credentials.ts';

const routes: Record<string, readonly string[]> = {
  DIRECT: ['direct'],
  'PROXY proxy.example:3128': ['proxy.example:3128'],
  'PROXY a:1; HTTPS b; SOCKS c; SOCKS5 d:1081;DIRECT': [
    'a:1',
    'https://b:443',
    'socks4://c:1080',
    'socks5://d:1081',
    'direct',
  ],
  'proxy [2001:db8::1]:8080': ['[2001:db8::1]:8080'],
  'PROXY bad:99999; PROXY user:secret@host:1; GOPHER x:70; PROXY good': ['good:80'],
  '': ['direct'],
  PROXY: ['direct'],
};

for (const [text, names] of Object.entries(routes)) {
  test(`"${text}" leads over ${names.join(', ')}`, () => assert.deepEqual(parseRoute(text).map(nameOf), names));
}

test('credentials in the environment are for the proxy that stands beside them', async () => {
  const find = credentialsInEnvironment({
    https_proxy: 'http://dana:p%40ss@Proxy.Example:3128/',
    HTTP_PROXY: 'lee:secret@other.example:8080',
    all_proxy: 'nonsense://%%%',
  });
  const ask = (host: string, port: number) => find({ scheme: 'http', host, port });
  assert.deepEqual(await ask('proxy.example', 3128), { userName: 'dana', password: 'p@ss' });
  assert.deepEqual(await ask('other.example', 8080), { userName: 'lee', password: 'secret' });
  assert.equal(await ask('proxy.example', 8080), null);
  assert.equal(await ask('elsewhere.example', 3128), null);
});
