import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relayAddresses, resolveHost } from '../../../../../main/media/ice/relay/relay-address.ts';

const relay = { host: 'edge.example', addresses: ['192.0.2.1'], udpPort: 3478, tcpPort: null };

test('names are asked of the system, and one that nobody knows has no address', async () => {
  assert.ok((await resolveHost('localhost')).some((address) => address === '127.0.0.1' || address === '::1'));
  assert.deepEqual(await resolveHost('no-such-host.invalid'), []);
});

test('a relay is where its name says, IPv4 first; where it tells itself counts only without that', async () => {
  const resolve = async () => ['2001:db8::7', '198.51.100.7'];
  assert.deepEqual(await relayAddresses(relay, resolve, () => true), ['198.51.100.7', '2001:db8::7']);
  assert.deepEqual(
    await relayAddresses(
      relay,
      async () => [],
      () => true,
    ),
    ['192.0.2.1'],
  );
  assert.deepEqual(await relayAddresses(relay, resolve, () => false), []);
});

test('an address in place of a name is asked of nobody', async () => {
  const resolve = () => assert.fail('nobody is asked');
  assert.deepEqual(await relayAddresses({ ...relay, host: '198.51.100.9' }, resolve, () => true), ['198.51.100.9']);
});
