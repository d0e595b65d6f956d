import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { test } from 'node:test';
import { createRootWatch } from '../../../main/media/root-watch.ts';
import { settle } from '../core/fakes/settle.ts';
import { createFakeClock } from './fake-clock.ts';

const at = (address: string) => ({ wlan0: [{ address, internal: false } as NetworkInterfaceInfo] });
const [home, elsewhere] = ['192.0.2.7', '198.51.100.7'];

/** The seconds in which it is told of a call that leaves from `home`, where this computer has these addresses, the first as it begins. `null`: none. */
async function toldOf(seconds: readonly (string | null)[], { from = home, routed = true } = {}): Promise<number[]> {
  const clock = createFakeClock();
  const told: number[] = [];
  const second = () => Math.round(clock.now() / 1000);
  createRootWatch({
    clock,
    interfaces: () => {
      const address = seconds[second()] ?? null;
      return address === null ? {} : at(address);
    },
    home: () => from,
    hasRoute: async () => routed,
    onUprooted: () => told.push(second()),
  }).start();
  for (const _ of seconds.slice(1)) {
    clock.advance(1000);
    await settle();
  }
  return told;
}

test('another address is told of in the second second, and again after ten, as nothing may have been done about it', async () => {
  assert.deepEqual(await toldOf([home, ...Array<string>(14).fill(elsewhere)]), [2, 12]);
  assert.deepEqual(await toldOf([home, elsewhere, elsewhere, ...Array<string>(12).fill(home)]), [2]);
});

test('an address that is taken and given again, as when it is renewed, is no other one', async () => {
  assert.deepEqual(await toldOf([home, null, home, elsewhere, home]), []);
});

test('an address that never was one of this computer, as a relay has, is not missed', async () => {
  assert.deepEqual(await toldOf([home, home, home, home], { from: '203.0.113.9' }), []);
});

test('without a way out there is nothing to go on from yet', async () => {
  assert.deepEqual(await toldOf([home, null, null, null], { routed: false }), []);
  assert.deepEqual(await toldOf([home, elsewhere, elsewhere], { routed: false }), []);
});
