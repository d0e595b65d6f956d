import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { test } from 'node:test';
import { createUprootedWatch } from '../../../main/media/uprooted.ts';
import { settle } from '../core/fakes/settle.ts';

const at = (address: string) => ({ wlan0: [{ address, internal: false } as NetworkInterfaceInfo] });
const [home, elsewhere] = ['192.0.2.7', '198.51.100.7'];

/** What is told, second after second, of a call that leaves from `home`. `null`: no address. */
async function toldOf(seconds: readonly (string | null)[], { from = home, routed = true } = {}): Promise<number[]> {
  let second = 0;
  const told: number[] = [];
  const look = createUprootedWatch({
    interfaces: () => {
      const address = seconds[second] ?? null;
      return address === null ? {} : at(address);
    },
    hasRoute: async () => routed,
    onUprooted: () => told.push(second),
  });
  for (; second < seconds.length; second += 1) {
    look(from);
    await settle();
  }
  return told;
}

test('another address is told of once, in the second second', async () => {
  assert.deepEqual(await toldOf([home, elsewhere, elsewhere, elsewhere]), [2]);
});

test('an address that is taken and given again, as when it is renewed, is no other one', async () => {
  assert.deepEqual(await toldOf([home, null, home, elsewhere, home]), []);
});

test('without a way out there is nothing to go on from yet', async () => {
  assert.deepEqual(await toldOf([home, null, null, null], { routed: false }), []);
  assert.deepEqual(await toldOf([home, elsewhere, elsewhere], { routed: false }), []);
});
