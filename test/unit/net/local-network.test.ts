import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { describe, test } from 'node:test';
import { networkIn } from '../../../main/net/local-network.ts';

const at = (address: string, netmask = '255.255.255.0', internal = false): NetworkInterfaceInfo => ({
  ...{ address, netmask, internal, family: 'IPv4', mac: '02:00:00:00:00:01', cidr: null },
});

const interfaces = {
  lo: [at('127.0.0.1', '255.0.0.0', true)],
  docker0: [at('172.17.0.1', '255.255.0.0')],
  eth0: [at('169.254.7.7', '255.255.0.0'), at('10.20.37.9', '255.255.248.0')],
};

describe('the network by which others are reached', () => {
  test('is that of the interface that leads everywhere', () => {
    assert.deepEqual(networkIn(interfaces, ['eth0 0114140A']), { ip: '10.20.37.9', subnet: '10.20.32.0' });
  });

  test('is that of the first address where the system tells of no way', () => {
    assert.deepEqual(networkIn(interfaces, []), { ip: '172.17.0.1', subnet: '172.17.0.0' });
  });

  test('is none where there is no address but its own', () => {
    assert.equal(networkIn({ lo: interfaces.lo }, []), null);
    assert.equal(networkIn(interfaces, ['wlan0 0114140A']), null);
  });
});
