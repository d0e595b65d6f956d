import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInNetworks } from '../../../../main/media/udp/networks.ts';

for (const [address, networks, expected] of [
  ['10.1.2.3', [], true],
  ['10.1.2.3', ['10.0.0.0/8'], true],
  ['10.1.2.3', ['10.200.7.9/8'], true],
  ['11.1.2.3', ['10.0.0.0/8'], false],
  ['11.1.2.3', ['10.0.0.0/8', '11.1.2.3/32'], true],
  ['10.1.2.3', ['0.0.0.0/0'], true],
  ['10.1.2.3', ['::/0'], false],
  ['2001:db8::1', ['2001:DB8::/32'], true],
  ['2001:db9::1', ['2001:db8::/32'], false],
  ['2001:db8::1', ['0.0.0.0/0'], false],
] as const) {
  test(`${address} is ${expected ? '' : 'not '}in [${networks.join(', ')}]`, () => {
    assert.equal(isInNetworks(address, networks), expected);
  });
}
