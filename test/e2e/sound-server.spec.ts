import { bells } from '../../scripts/assets/make-tones.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import { answer, bothAreHeard, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

async function rings(desktop: Desktop): Promise<void> {
  const speakers = await desktop.sound.listenAt('speakers');
  await Promise.any(bells.map((bell) => speakers.hearing.heard(bell)));
  speakers.stop();
}

async function restart(desktop: Desktop): Promise<void> {
  await desktop.sound.stopServer();
  await desktop.sound.startServer();
}

test('the sound server starts again while nobody calls: the next call rings, and both are heard', async ({
  app,
  desktop,
  server,
}) => {
  const before = await ring(server, app, { from: 'ana' });
  await rings(desktop);
  await before.cancel();
  await restart(desktop);

  const call = await ring(server, app, { from: 'ana' });
  await rings(desktop);
  await answer(app, call);
  await bothAreHeard(desktop, call);
  await call.hangUp();
});

test('the sound server starts again while it rings: it is heard again, and answered with sound', async ({
  app,
  desktop,
  server,
}) => {
  const call = await ring(server, app, { from: 'ana' });
  await rings(desktop);
  await restart(desktop);
  await rings(desktop);
  await answer(app, call);
  await bothAreHeard(desktop, call);
  await call.hangUp();
});

test('the sound server starts again in a call: both hear each other again', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  await bothAreHeard(desktop, call);
  await restart(desktop);
  await bothAreHeard(desktop, call);
  expect(call.state).toBe('talking');
  await call.hangUp();
});

test('the sound server comes after the app: calls ring, and both are heard', async ({ app, desktop, server }) => {
  await desktop.sound.stopServer();
  const silent = await ring(server, app, { from: 'ana' });
  await until('the card', async () => (await app.window('ring')).getByText('No microphone').isVisible());
  await silent.cancel();
  await desktop.sound.startServer();
  const call = await ring(server, app, { from: 'ana' });
  await rings(desktop);
  await answer(app, call);
  await bothAreHeard(desktop, call);
  await call.hangUp();
});
