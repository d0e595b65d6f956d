import assert from 'node:assert/strict';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { hostAddresses } from '../../../../../main/media/ice/sockets/host-addresses.ts';
import { openHostSockets } from '../../../../../main/media/ice/sockets/host-sockets.ts';
import { bindUdp } from '../../../../../main/media/ice/sockets/udp-socket.ts';
import type { TransportAddress } from '../../../../../main/media/ice/transport-address.ts';
import { isAdmitted } from '../../../../../main/media/sdp/far-address.ts';

const info = (address: string) =>
  ({ address, family: address.includes(':') ? 'IPv6' : 'IPv4', internal: false }) as NetworkInterfaceInfo;

const interfaces = () => ({
  lo: [info('127.0.0.1'), info('::1')],
  eth0: [info('2001:db8::1'), info('2001:db8::2'), info('2001:db8::3'), info('192.168.1.20'), info('fe80::1')],
  vpn: [info('10.8.0.2'), info('192.168.1.20')],
  down: undefined,
});

test('IPv4 comes first, each address once, without loopback, link-local and a row of temporary ones', () => {
  const admits = (host: string) => isAdmitted(host, { loopback: false });
  assert.deepEqual(hostAddresses(interfaces, admits), ['192.168.1.20', '10.8.0.2', '2001:db8::1', '2001:db8::2']);
});

test('loopback counts where nothing else is there', () => {
  const admits = (host: string) => isAdmitted(host, { loopback: true });
  assert.deepEqual(
    hostAddresses(() => ({ lo: interfaces().lo }), admits),
    ['127.0.0.1', '::1'],
  );
});

test('a computer with very many addresses uses some', () => {
  const many = () => ({ eth0: Array.from({ length: 100 }, (_, index) => info(`10.0.0.${index}`)) });
  assert.equal(hostAddresses(many, () => true).length, 8);
});

const onLoopback = (host: string) => host === '127.0.0.1';

test('each component has a socket on each address, as a candidate of one foundation', async (t) => {
  const opened = await openHostSockets({ interfaces: networkInterfaces, admits: onLoopback, components: 2 });
  assert.ok(opened.ok);
  t.after(() => Promise.all(opened.value.map((socket) => socket.close())));
  const [rtp, rtcp] = opened.value.map(({ base }) => base);
  assert.deepEqual([rtp?.component, rtcp?.component], [1, 2]);
  assert.deepEqual([rtp?.foundation, rtcp?.foundation], ['1', '1']);
  assert.deepEqual([rtp?.priority, rtcp?.priority], [2_130_706_431, 2_130_706_430]);
  assert.notEqual(rtp?.port, rtcp?.port);
});

test('an address that cannot be bound is left out, and nothing stays open of it', async (t) => {
  const closed: string[] = [];
  const list = () => ({ eth0: [info('192.0.2.77'), info('127.0.0.1')] });
  const bind: typeof bindUdp = async (host) => {
    if (host === '127.0.0.1') return bindUdp(host);
    const isSecond = closed.length > 0;
    closed.push(host);
    if (isSecond) return { ok: false, failure: 'no such address' };
    return {
      ok: true,
      value: { host, port: 1, as: () => assert.fail(), close: async () => void closed.push('closed') },
    };
  };
  const opened = await openHostSockets({ interfaces: list, admits: () => true, components: 2, bind });
  assert.ok(opened.ok);
  t.after(() => Promise.all(opened.value.map((socket) => socket.close())));
  assert.deepEqual(
    opened.value.map(({ base }) => base.host),
    ['127.0.0.1', '127.0.0.1'],
  );
  assert.deepEqual(closed, ['192.0.2.77', '192.0.2.77', 'closed']);
});

test('where no address is left it fails with words', async () => {
  const none = await openHostSockets({ interfaces, admits: () => false, components: 2 });
  assert.deepEqual(none, { ok: false, failure: 'this computer has no address that voice could use' });
  const elsewhere = () => ({ eth0: [info('192.0.2.77')] });
  const unbound = await openHostSockets({ interfaces: elsewhere, admits: () => true, components: 1 });
  assert.match(unbound.ok ? '' : unbound.failure, /EADDRNOTAVAIL/);
});

test('a socket sends and receives, to all who listen, until it is closed', async () => {
  const bound = await Promise.all([bindUdp('127.0.0.1'), bindUdp('127.0.0.1')]);
  const [one, other] = bound.map((port) => {
    assert.ok(port.ok);
    const { host, port: number } = port.value;
    return port.value.as({
      host,
      port: number,
      component: 1,
      foundation: '1',
      transport: 'udp',
      priority: 1,
      type: 'host',
      related: null,
    });
  });
  assert.ok(one && other);
  const first = new Promise<[string, TransportAddress]>((resolve) => {
    other.onDatagram((datagram, from) => resolve([datagram.toString(), from]));
  });
  const stop = other.onDatagram(() => assert.fail('it was told to stop'));
  stop();
  one.send(Buffer.from('hello'), other.base.host, other.base.port);
  assert.deepEqual(await first, ['hello', { host: '127.0.0.1', port: one.base.port }]);
  await Promise.all([one.close(), one.close(), other.close()]);
  one.send(Buffer.from('late'), other.base.host, other.base.port);
});
