import { ring } from './rig/calls.ts';
import { startAgain } from './rig/start-again.ts';
import { expect, test } from './rig/test.ts';

test('a call is answered, muted, held and hung up from a terminal, which is told what goes on', async ({
  app,
  desktop,
  server,
}) => {
  const told = (...order: string[]) => startAgain(desktop, app.userDataDir, ...order);
  const status = async () => JSON.parse(await told('status', '--json')) as { calls: Record<string, unknown>[] };

  await expect(told('answer')).rejects.toThrow(/There is no such call/);
  const call = await ring(server, app, { from: 'ana' });
  expect((await status()).calls).toEqual([
    expect.objectContaining({ direction: 'incoming', state: 'ringing', name: 'Ana Lindqvist', held: false }),
  ]);
  expect(await told('answer')).toContain('Ana Lindqvist');
  await call.accepted;
  await expect.poll(async () => (await status()).calls[0]?.state).toBe('connected');
  await told('mute');
  expect((await status()).calls[0]?.muted).toBe(true);
  await told('unmute');
  await expect((await app.window('call')).getByRole('button', { name: 'Mute', exact: true })).toBeVisible();
  await told('hangup');
  await expect.poll(async () => (await status()).calls.filter(({ state }) => state === 'connected')).toEqual([]);

  await told('dial', '+46855501234');
  const box = (await app.window('main')).getByRole('combobox', { name: 'Name or number' });
  await expect(box).toHaveValue('+46 8 555 012 34');
});

test('an order to an app that does not run fails and says so', async ({ desktop }) => {
  const folder = desktop.makeFolder('home/nothing-runs');
  const order = startAgain(desktop, folder, 'answer');
  await expect(order).rejects.toThrow(/Switchhook does not run here/);
});
