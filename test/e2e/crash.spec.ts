import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp, WindowName } from '../driver/app.ts';
import { ring } from './rig/calls.ts';
import { audibleStreams } from './rig/sound-streams.ts';
import { expect, test } from './rig/test.ts';
import { mappedWindow, placeOf } from './rig/x-windows.ts';

/** Kills a window's page, and waits until it is there again. Playwright does not follow it over its death. */
async function crash(app: DrivenApp, name: WindowName): Promise<void> {
  await app.electron.evaluate(async ({ BrowserWindow }, url) => {
    const contents = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === url)?.webContents;
    if (!contents) throw new Error(`no window shows ${url}`);
    await new Promise<void>((resolve) => {
      contents.once('did-finish-load', () => resolve());
      contents.forcefullyCrashRenderer();
    });
  }, `switchhook://app/${name}.html`);
}

/** Looks into a page that Playwright lost. */
function look(app: DrivenApp, name: WindowName, script: string): Promise<unknown> {
  return app.electron.evaluate(
    ({ BrowserWindow }, [url, code]) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL() === url)
        ?.webContents.executeJavaScript(code as string),
    [`switchhook://app/${name}.html`, script],
  );
}

async function textOf(app: DrivenApp, name: WindowName, wanted: string): Promise<void> {
  await until(`"${wanted}" in the ${name} window`, async () =>
    String(await look(app, name, 'document.body.innerText')).includes(wanted),
  );
}

/** Clicks where the button is on the screen. */
async function clickAnswer(app: DrivenApp, desktop: Desktop): Promise<void> {
  const window = await mappedWindow(desktop, 'Ana Lindqvist is calling');
  const { x, y } = await placeOf(desktop, window);
  const middle = (await look(
    app,
    'ring',
    `(() => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Answer');
      const { x, y, width, height } = button.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    })()`,
  )) as { x: number; y: number };
  await desktop.screen.click(Math.round(x + middle.x), Math.round(y + middle.y));
}

test('a page that dies while nothing rings comes back, and the next ring can be answered', async ({
  app,
  desktop,
  server,
}) => {
  await app.window('ring');
  await crash(app, 'ring');
  await crash(app, 'main');
  await textOf(app, 'main', 'Ready');
  const call = await server.call({ from: 'ana' });
  await textOf(app, 'ring', 'Ana Lindqvist');
  await until('a ring tone', async () => (await audibleStreams(desktop)).length === 1);
  await clickAnswer(app, desktop);
  await call.accepted;
  const headset = await desktop.sound.listenAt('speakers');
  await headset.hearing.heard(call.peer.toneHz);
  headset.stop();
  await call.hangUp();
});

test('the card comes back while it rings, and answers', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await crash(app, 'ring');
  await textOf(app, 'ring', 'Ana Lindqvist');
  expect(call.state).toBe('ringing');
  await clickAnswer(app, desktop);
  await call.accepted;
  await call.hangUp();
});

test('the sound comes back while it rings, and both are heard', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await until('a ring tone', async () => (await audibleStreams(desktop)).length === 1);
  await crash(app, 'main');
  await until('a ring tone again', async () => (await audibleStreams(desktop)).length === 1);
  expect(call.state).toBe('ringing');
  await desktop.screen.pressKeys('ctrl+shift+F9');
  await call.accepted;
  const headset = await desktop.sound.listenAt('speakers');
  const stopTalking = desktop.sound.startTone(700);
  await Promise.all([headset.hearing.heard(call.peer.toneHz), call.peer.heard(700)]);
  stopTalking();
  headset.stop();
  await call.hangUp();
});
