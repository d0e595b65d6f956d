import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { test } from 'node:test';
import type { MediaRelays } from '../../../../main/core/media-means.ts';
import { ownFamilies } from '../../../../main/media/far/own-families.ts';

const relay = { host: 'edge.contoso.com', addresses: [], udpPort: 3478, tcpPort: null };
const relays: MediaRelays = { userName: 'ana', password: 'secret', servers: [relay] };
const free = { relays: null, networks: [] };
const v4 = { ipv4: true, ipv6: false };
const both = { ipv4: true, ipv6: true };

const computer = (...addresses: readonly string[]) => {
  const list = addresses.map((address) => ({ address }) as NetworkInterfaceInfo);
  return () => ({ eth0: list, lo: [{ address: '127.0.0.1' }, { address: '::1' }] as NetworkInterfaceInfo[] });
};
const of = (means: Parameters<typeof ownFamilies>[1], ...addresses: readonly string[]) =>
  ownFamilies({ loopback: false }, means, computer(...addresses));

test('a link-local address, which every interface has, is no IPv6 that reaches anybody', () => {
  assert.deepEqual(of(free, '192.168.1.20', 'fe80::1'), { straight: v4, byIce: v4 });
  assert.deepEqual(of(free, '192.168.1.20', '2001:db8::1'), { straight: both, byIce: both });
});

test('with a relay ICE may have what this computer lacks; without one that can be asked it has not', () => {
  assert.deepEqual(of({ ...free, relays }, '192.168.1.20'), { straight: v4, byIce: both });
  assert.deepEqual(of({ ...free, relays: { ...relays, servers: [] } }, '192.168.1.20'), { straight: v4, byIce: v4 });
});

test('addresses outside of the networks for voice do not count', () => {
  const networks = ['192.168.0.0/16', 'fd00::/8'];
  assert.deepEqual(of({ ...free, networks }, '192.168.1.20', '2001:db8::1'), { straight: v4, byIce: v4 });
  assert.deepEqual(of({ ...free, networks }, '192.168.1.20', 'fd12::1'), { straight: both, byIce: both });
});

test('a network of IPv6 alone that translates lets IPv4 begin, though at an address where nobody is', () => {
  const v6 = { ipv4: false, ipv6: true };
  assert.deepEqual(of(free, '2001:db8::1', '192.0.0.2'), { straight: both, byIce: v6 });
});

test('this computer itself counts where nothing else was ever reached', () => {
  assert.deepEqual(ownFamilies({ loopback: true }, free, computer()), { straight: both, byIce: both });
});

test('a computer of many addresses has the families of all of them, though ICE names a few', () => {
  const many = Array.from({ length: 12 }, (_, index) => `172.${17 + index}.0.1`);
  assert.deepEqual(of(free, ...many, '2001:db8::1'), { straight: both, byIce: v4 });
  assert.deepEqual(of(free, ...many, '192.168.1.20'), { straight: v4, byIce: v4 });
});
