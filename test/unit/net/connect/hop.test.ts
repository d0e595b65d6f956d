import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf, parseRoute } from '../../../../main/net/connect/hop.ts';
import { credentialsInEnvironment } from '../../../../main/net/connect/proxy/proxy-credentials.ts';

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

const written: Readonly<Record<string, readonly [userName: string, password: string] | null>> = {
  'http://dana:50%@proxy.example:3128': ['dana', '50%'],
  'http://dana:%zz%4@proxy.example:3128': ['dana', '%zz%4'],
  'http://dana:%ff@proxy.example:3128': ['dana', '%ff'],
  'http://dana:%C3%A4%25@proxy.example:3128': ['dana', 'ä%'],
  'http://d%40na:a%3Ab%2F@proxy.example:3128/': ['d@na', 'a:b/'],
  'http://dana:p#s/s?w@rd@proxy.example:3128': ['dana', 'p#s/s?w@rd'],
  'http://dana:a:b@proxy.example:3128/path': ['dana', 'a:b'],
  'http://CONTOSO\\dana:x@PROXY.example:3128': ['CONTOSO\\dana', 'x'],
  'dana:x@proxy.example:3128': ['dana', 'x'],
  'HTTP://dana:x@proxy.example:3128': ['dana', 'x'],
  'http://dana@proxy.example:3128': ['dana', ''],
  'http://:secret@proxy.example:3128': ['', 'secret'],
  'http://:@proxy.example:3128': null,
  'http://@proxy.example:3128': null,
  'http://proxy.example:3128': null,
  'https://dana:x@proxy.example:3128': null,
  'socks5://dana:x@proxy.example:3128': null,
  'http://dana:x@proxy.example:31280': null,
  'http://dana:x@xproxy.example:3128': null,
  'http://dana:x@[::1]:3128': null,
  'http://%': null,
  '%': null,
  '@': null,
  ':': null,
  '': null,
};

for (const [text, expected] of Object.entries(written)) {
  test(`"${text}" in the environment gives ${expected === null ? 'nothing' : expected.join(' and ')}`, async () => {
    const found = await credentialsInEnvironment({ https_proxy: text })({
      scheme: 'http',
      host: 'proxy.example',
      port: 3128,
    });
    assert.deepEqual(found && [found.userName, found.password], expected);
  });
}

test('an address of IPv6 is the same however it is written, and the scheme has to be the one', async () => {
  const find = credentialsInEnvironment({ HTTPS_PROXY: 'https://dana:x@[FD00:0::1]:3128' });
  assert.ok(await find({ scheme: 'https', host: 'fd00::1', port: 3128 }));
  assert.equal(await find({ scheme: 'http', host: 'fd00::1', port: 3128 }), null);
});
