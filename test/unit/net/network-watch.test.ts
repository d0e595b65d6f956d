import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addressesIn,
  defaultRoutes4,
  defaultRoutes6,
  isOffline,
  lookAtNetwork,
  type NetworkState,
  watchNetwork,
} from '../../../main/net/network-watch.ts';
import { createManualClock } from '../electron/manual-clock.ts';

const at = (...addresses: string[]): NetworkState => ({ addresses: new Set(addresses), routes: [] });

function watching(first: NetworkState) {
  const clock = createManualClock();
  const told: NetworkState[] = [];
  const network = { state: first };
  watchNetwork(
    () => network.state,
    clock,
    (state) => told.push(state),
  );
  return { clock, told, network };
}

test('a network that stays says nothing', () => {
  const { clock, told } = watching(at('10.0.0.5'));
  clock.advance(600_000);
  assert.deepEqual(told, []);
});

test('a change in several steps is told once, within four seconds of the last', () => {
  const { clock, told, network } = watching(at('10.0.0.5'));
  clock.advance(10_000);
  network.state = at();
  clock.advance(2_100);
  network.state = at('192.168.1.7');
  clock.advance(1_000);
  network.state = { ...at('192.168.1.7'), routes: ['wlan0 0101A8C0'] };
  clock.advance(4_000);
  assert.deepEqual(told, [network.state]);
  clock.advance(60_000);
  assert.equal(told.length, 1);
});

test('an address that goes and comes back in between is a change too', () => {
  const { clock, told, network } = watching(at('10.0.0.5'));
  network.state = at();
  clock.advance(2_100);
  network.state = at('10.0.0.5');
  clock.advance(4_000);
  assert.equal(told.length, 1);
});

test('a network that flaps for a minute is told of, a dozen times at most', () => {
  const { clock, told, network } = watching(at('10.0.0.5'));
  for (let flap = 0; flap < 50; flap += 1) {
    network.state = flap % 2 === 0 ? at() : at('10.0.0.5');
    clock.advance(1_200);
  }
  assert.ok(told.length >= 2 && told.length <= 12, String(told.length));
  assert.equal(clock.waiting, 1);
});

test('loopback and link-local addresses do not count', () => {
  const base = { netmask: '', mac: '', cidr: null };
  const v4 = (address: string, internal = false) => ({ ...base, address, internal, family: 'IPv4' as const });
  const v6 = (address: string) => ({ ...base, address, internal: false, family: 'IPv6' as const, scopeid: 0 });
  const found = addressesIn({
    lo: [v4('127.0.0.1', true)],
    eth0: [v4('10.1.2.3'), v6('fe80::1'), v6('2001:db8::7')],
    veth1: [v6('febf::2'), v4('169.254.3.4')],
    none: undefined,
  });
  assert.deepEqual([...found], ['10.1.2.3', '2001:db8::7']);
});

test('default routes as Linux writes them', () => {
  const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
  const table = `${head}eth0\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0\neth0\t0000000A\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n`;
  assert.deepEqual(defaultRoutes4(table), ['eth0 0100000A']);
  const zero = '0'.repeat(32);
  const line = (to: string, bits: string, by: string, name: string) =>
    `${to} ${bits} ${zero} 00 ${by} 00000400 00000001 00000000 00000003     ${name}`;
  const via = 'fe800000000000000000000000000001';
  const six = [line(zero, '00', via, 'wlan0'), line(via, '80', zero, 'wlan0'), line(zero, '00', zero, 'lo')].join('\n');
  assert.deepEqual(defaultRoutes6(six), [`wlan0 ${via}`]);
});

test('a look costs less than a millisecond', () => {
  lookAtNetwork();
  const startedAt = process.cpuUsage();
  for (let look = 0; look < 200; look += 1) lookAtNetwork();
  const { user, system } = process.cpuUsage(startedAt);
  assert.ok((user + system) / 200 < 1_000, `${(user + system) / 200} µs`);
});

test('this computer is offline only where nothing can leave it', () => {
  const route = ['eth0 0101A8C0'];
  for (const failure of ['name', 'name-server', 'unreachable'] as const) {
    assert.equal(isOffline(at(), failure), true, `${failure} without an address`);
    assert.equal(isOffline({ ...at('10.0.0.5'), routes: route }, failure), false, `${failure} with a way out`);
    assert.equal(isOffline(at('10.0.0.5'), failure, false), false, 'a system that says nothing of routes');
  }
  assert.equal(isOffline(at('10.0.0.5'), 'unreachable', true), true);
  assert.equal(isOffline(at('10.0.0.5'), 'name', true), false, 'the name server may be on this very network');
});
