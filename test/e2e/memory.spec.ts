import { memoryOf } from '../bench/app/usage.ts';
import type { DrivenApp } from '../driver/app.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import { appProcesses } from './rig/app-processes.ts';
import { answer, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

const calls = 25;

/** How much of the user's voice comes to the caller in each call, in packets of 20 ms. */
const packets = 50;

/** Of all processes, against after the first call. A page under the test's debugger holds a little more than one without. */
const mostGrowth = 1.1;

test('calls in a row leave nothing behind', async ({ app, desktop, server }) => {
  test.setTimeout(400_000);
  const memory = (): number => memoryOf(appProcesses(desktop));
  await talk(server, app);
  const settled = await settle(memory);
  for (let call = 2; call <= calls; call += 1) {
    await talk(server, app);
    await expect.poll(() => memory() / settled, { message: `after call ${call}` }).toBeLessThan(mostGrowth);
  }
});

async function talk(server: UcwaServer, app: DrivenApp): Promise<void> {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  await expect.poll(() => call.peer.traffic.rtpPackets).toBeGreaterThan(packets);
  await call.hangUp();
}

/** The memory once it stands still. */
async function settle(memory: () => number): Promise<number> {
  let before = Number.POSITIVE_INFINITY;
  await expect
    .poll(
      () => {
        const now = memory();
        const change = Math.abs(now - before) / now;
        before = now;
        return change;
      },
      { intervals: [1_000] },
    )
    .toBeLessThan(0.01);
  return before;
}
