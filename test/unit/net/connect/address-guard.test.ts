import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createAddressGuard, notAdmitted } from '../../../../main/net/connect/address-guard.ts';
import { createHttp } from '../../../../main/net/http/http.ts';
import { createClientContext } from '../../../../main/net/trusted-roots.ts';

const codeOf = (error: Error | null): string | null => (error === null ? null : String(Reflect.get(error, 'code')));

function lookUp(guard: ReturnType<typeof createAddressGuard>, host: string): Promise<unknown> {
  return new Promise((resolve) => {
    guard.lookup(host, { all: true }, (error, found) => resolve(error === null ? found : codeOf(error)));
  });
}

const never = [
  '169.254.169.254',
  '0.0.0.0',
  '0.1.2.3',
  '224.0.0.251',
  '240.1.1.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'ff02::1',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '64:ff9b::169.254.169.254',
  '64:ff9b:1::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
  'fe80::1%lo',
];
for (const address of never) {
  test(`${address} is never connected to`, () => {
    assert.equal(codeOf(createAddressGuard().refusal(address)), notAdmitted);
  });
}

for (const address of ['10.0.0.5', '172.16.3.4', '192.168.1.1', '100.64.1.1', '8.8.8.8', 'fd00::1', '2001:db8::1']) {
  test(`${address} is connected to, before and after others`, () => {
    const guard = createAddressGuard();
    assert.equal(guard.refusal(address), null);
    assert.equal(guard.refusal('203.0.113.7'), null);
    assert.equal(guard.refusal(address), null);
  });
}

for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1']) {
  test(`${address} is out of reach once a server elsewhere was there first`, () => {
    const guard = createAddressGuard();
    assert.equal(guard.refusal('10.0.0.5'), null);
    assert.equal(codeOf(guard.refusal(address)), notAdmitted);
  });
}

test('a server on this computer that was first stays within reach, others do not come to it', () => {
  const guard = createAddressGuard();
  assert.equal(guard.refusal('127.0.0.1'), null);
  assert.equal(guard.refusal('127.0.0.2'), null);
  assert.equal(guard.refusal('203.0.113.7'), null);
  assert.equal(guard.refusal('127.0.0.1'), null);
  assert.equal(codeOf(guard.refusal('127.0.0.3')), notAdmitted);
});

test('nothing but this computer was reached as long as servers and proxies are on it', () => {
  const guard = createAddressGuard();
  assert.equal(guard.staysHere(), true);
  guard.refusal('127.0.0.1');
  guard.reachedProxy('::1');
  assert.equal(guard.staysHere(), true);
  guard.refusal('169.254.169.254');
  assert.equal(guard.staysHere(), true, 'what was refused was not reached');
  guard.reachedProxy('10.0.0.8');
  assert.equal(guard.staysHere(), false);
  const other = createAddressGuard();
  other.refusal('10.0.0.5');
  assert.equal(other.staysHere(), false);
});

test('a name is judged by what it resolves to', async () => {
  const guard = createAddressGuard();
  assert.equal(guard.refusal('203.0.113.7'), null);
  assert.equal(guard.refusal('localhost'), null);
  assert.equal(await lookUp(guard, 'localhost'), notAdmitted);
  assert.ok(Array.isArray(await lookUp(createAddressGuard(), 'localhost')));
});

test('no socket is opened for hostile addresses, however they are written', async (t) => {
  let connections = 0;
  const server = createServer((_request, response) => response.end());
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const http = createHttp({
    secureContext: () => createClientContext({ extraFiles: [], log: { debug() {}, info() {}, warn() {}, error() {} } }),
  });
  t.after(() => {
    http.close();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const send = async (host: string, timeoutMs = 20_000): Promise<string> => {
    const request = { method: 'GET' as const, url: `http://${host}:${port}/`, headers: {}, timeoutMs };
    const { response } = http.send(request);
    const result = await response;
    return result.ok ? 'ok' : result.failure.message;
  };
  // Documentation addresses lead nowhere, which is all that is needed of a server elsewhere.
  await send('192.0.2.1', 2_000);
  const hosts = [
    '127.0.0.1',
    'localhost',
    '127.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '[::ffff:127.0.0.1]',
    '[::1]',
    '0.0.0.0',
    '169.254.169.254',
    '[fe80::1]',
  ];
  for (const host of hosts) assert.equal(await send(host), notAdmitted, host);
  assert.equal(connections, 0);
});
