import { until } from '../desktop/until.ts';
import { ring } from './rig/calls.ts';
import { keepFigures } from './rig/figures.ts';
import { heldMs, longestLag, watchLoop } from './rig/loop-lag.ts';
import { expect, test } from './rig/test.ts';

test('a notification service that hangs, or is gone, keeps neither the card nor the main process waiting', async ({
  app,
  desktop,
  server,
}) => {
  const rings = async (): Promise<number> => {
    await longestLag(app);
    const call = await ring(server, app, { from: 'ana' });
    const lag = await longestLag(app);
    await call.cancel();
    await app.shown('ring', false);
    return lag;
  };
  await watchLoop(app);
  const usualMs = await rings();
  await until('the end of the notice', async () => (await desktop.notifications.displayed()) === 0);
  const daemon = await desktop.notifications.process();
  process.kill(daemon, 'SIGSTOP');
  let hungMs = 0;
  try {
    hungMs = await rings();
  } finally {
    process.kill(daemon, 'SIGCONT');
  }
  await desktop.notifications.stop();
  try {
    keepFigures('notification-lag', { usualMs, hungMs, goneMs: await rings() });
  } finally {
    await desktop.notifications.start();
  }
  // A call on the main thread would hold it until the daemon goes on.
  expect(hungMs).toBeLessThan(heldMs);
});
