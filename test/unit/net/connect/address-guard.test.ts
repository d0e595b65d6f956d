import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import {
  type AddressGuard,
  createAddressGuard,
  notAdmitted,
} from '../../../../main/net/connect/address/address-guard.ts';
import { createHttp } from '../../../../main/net/http/http.ts';
import { createClientContext } from '../../../../main/net/trust/trusted-roots.ts';

/** The addresses, or the code of the refusal. */
function resolve(guard: AddressGuard, host: string): Promise<readonly string[] | string> {
  return guard.resolve(host).catch((error: Error) => String(Reflect.get(error, 'code')));
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
  '0:0:0:0:0:ffff:a9fe:a9fe',
  // Of clouds, outside of the link-local range.
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd20:ce::254',
  'fd00:c1::a9fe:a9fe',
  // With a zone.
  'fe80::1%eth0',
  'fe80::a9fe:a9fe%2',
  // Compatible and translated.
  '::169.254.169.254',
  '::a9fe:1',
  '::ffff:0:169.254.1.1',
  '::ffff:0:a9fe:a9fe',
  // NAT64, its prefix for local use in every length, and any network's own for the metadata services.
  '64:ff9b::169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::a9fe:1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::224.0.0.251',
  '64:ff9b::168.63.129.16',
  '64:ff9b:1::a9fe:a9fe',
  '64:ff9b:1:a9fe:a9:fe00::',
  '64:ff9b:1:7:a9:fea9:fe00:0',
  '64:ff9b:1:ffff::a9fe:101',
  '2001:db8::a9fe:a9fe',
  '2001:db8:1:2::6464:64c8',
  '2001:db8:a9fe:a9fe::',
  '2001:db8:1:2:a9:fea9:fe00:0',
  // 6to4, Teredo (its server, and its client, whose bits are turned round), ISATAP.
  '2002:a9fe:a9fe::',
  '2002:7f00:1::1',
  '2001:0:a9fe:a9fe::1',
  '2001::5601:5601',
  '2001:db8::5efe:169.254.169.254',
  'fd12::200:5efe:a9fe:101',
  'fd12::5efe:7f00:1',
  '2002:a9fe:a9fe::1',
  'fe80::1%lo',
];
for (const address of never) {
  test(`${address} is never connected to`, async () => {
    assert.equal(await resolve(createAddressGuard(), address), notAdmitted);
    assert.equal(
      await resolve(
        createAddressGuard(async () => [address]),
        'pool.example',
      ),
      notAdmitted,
    );
  });
}

const admitted = [
  '10.0.0.5',
  '172.16.3.4',
  '192.168.1.1',
  '100.64.1.1',
  '8.8.8.8',
  'fd00::1',
  '2001:db8::1',
  '2001:db8::a9fe:1',
  '2a00:1450:4001:82a::200e',
  '64:ff9b::8.8.8.8',
  '64:ff9b::10.0.0.5',
  '::ffff:10.0.0.5',
  '2002:c000:201::1',
  '2001:db8::5efe:10.0.0.5',
];
for (const address of admitted) {
  test(`${address} is connected to, before and after others`, async () => {
    const guard = createAddressGuard();
    for (const host of [address, '203.0.113.7', address]) assert.deepEqual(await resolve(guard, host), [host]);
  });
}

for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1']) {
  test(`${address} is out of reach once a server elsewhere was there first`, async () => {
    assert.deepEqual(await resolve(createAddressGuard(), address), [address]);
    const guard = createAddressGuard();
    await resolve(guard, '10.0.0.5');
    assert.equal(await resolve(guard, address), notAdmitted);
  });
}

test('a server on this computer that was first stays within reach, others do not come to it', async () => {
  const guard = createAddressGuard();
  for (const host of ['127.0.0.1', '127.0.0.2', '203.0.113.7', '127.0.0.1']) {
    assert.deepEqual(await resolve(guard, host), [host]);
  }
  assert.equal(await resolve(guard, '127.0.0.3'), notAdmitted);
});

test('nothing but this computer was reached as long as servers and proxies are on it', async () => {
  const guard = createAddressGuard();
  assert.equal(guard.staysHere(), true);
  await resolve(guard, '127.0.0.1');
  guard.reachedProxy('::1');
  assert.equal(guard.staysHere(), true);
  await resolve(guard, '169.254.169.254');
  assert.equal(guard.staysHere(), true, 'what was refused was not reached');
  guard.reachedProxy('10.0.0.8');
  assert.equal(guard.staysHere(), false);
  const other = createAddressGuard();
  await resolve(other, '10.0.0.5');
  assert.equal(other.staysHere(), false);
});

test('a name is judged by what it resolves to, and what is left of it is used', async () => {
  const guard = createAddressGuard();
  await resolve(guard, '203.0.113.7');
  assert.equal(await resolve(guard, 'localhost'), notAdmitted);
  assert.ok(Array.isArray(await resolve(createAddressGuard(), 'localhost')));
  const mixed = createAddressGuard(async () => ['64:ff9b::a9fe:a9fe', '10.0.0.5', '169.254.169.254', '2001:db8::5']);
  assert.deepEqual(await resolve(mixed, 'pool.example'), ['10.0.0.5', '2001:db8::5']);
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
