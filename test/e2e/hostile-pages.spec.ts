import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import type {} from '../../renderer/bridge.ts';
import type { DrivenApp, WindowName } from '../driver/app.ts';
import { answer, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

/** Where there is no camera there would be nothing to deny. */
const withCamera = { arguments: ['--use-fake-device-for-media-stream'] };

/** A server that hears everything that leaves. */
async function withListener(use: (address: string, heard: () => number) => Promise<void>): Promise<void> {
  let connections = 0;
  const server = createServer((_request, response) => response.end('no'));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`127.0.0.1:${(server.address() as AddressInfo).port}`, () => connections);
  } finally {
    server.close();
  }
}

/** Runs what a hostile script might try; each entry is what came of it. */
function attack(page: Page, address: string): Promise<Record<string, string>> {
  return page.evaluate(async (host) => {
    const outcome = (promise: Promise<unknown>): Promise<string> => {
      const late = new Promise<string>((resolve) => setTimeout(() => resolve('nothing'), 500));
      return Promise.race([
        promise.then(
          () => 'done',
          (error: Error) => error.name,
        ),
        late,
      ]);
    };
    const loaded = (element: HTMLElement, source: string): Promise<string> =>
      outcome(
        new Promise((resolve, reject) => {
          element.addEventListener('load', resolve);
          element.addEventListener('error', () => reject(new TypeError('not loaded')));
          element.setAttribute('src', source);
          document.body.append(element);
        }),
      );
    const tried = (run: () => unknown): string => {
      try {
        return String(run());
      } catch (error) {
        return (error as Error).name;
      }
    };
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, originalPolicy, disposition }) => {
      if (disposition === 'enforce' && originalPolicy.includes("connect-src 'none'")) violated.push(effectiveDirective);
    });
    const socket = new Promise((resolve, reject) => {
      const opened = new WebSocket(`ws://${host}/`);
      opened.onopen = resolve;
      opened.onerror = () => reject(new TypeError('no socket'));
    });
    const result = {
      fetch: await outcome(fetch(`http://${host}/`)),
      ownPage: await outcome(fetch('switchhook://app/main.html')),
      beacon: tried(() => navigator.sendBeacon(`http://${host}/`, 'x') && 'queued'),
      socket: await outcome(socket),
      image: await loaded(new Image(), `http://${host}/x.png`),
      frame: await loaded(document.createElement('iframe'), `http://${host}/`),
      script: await outcome(import(`http://${host}/x.js`)),
      worker: tried(() => new Worker(`http://${host}/x.js`) && 'made'),
      eval: tried(() => new Function('return 1 + 1')()),
      html: tried(() => {
        document.createElement('p').innerHTML = '<b>x</b>';
        return 'taken';
      }),
      window: String(window.open(`http://${host}/`)),
      require: String(typeof Reflect.get(window, 'require')),
      process: String(typeof Reflect.get(window, 'process')),
      electron: String(typeof Reflect.get(window, 'ipcRenderer')),
      microphone: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
      display: await outcome(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await outcome(navigator.clipboard.readText()),
      geolocation: await outcome(
        new Promise((resolve, reject) =>
          navigator.geolocation.getCurrentPosition(resolve, () => reject(new TypeError('denied'))),
        ),
      ),
      notification: tried(() => Notification.permission),
      meta: String(document.querySelector('meta[http-equiv]')),
    };
    return { ...result, violated: [...new Set(violated)].sort().join(' ') };
  }, address);
}

test('a hostile script in any window reaches no network, no file, no device', async ({ launch, launcher, server }) => {
  const app = await launch(withCamera);
  await app.signIn({ ...server.credentials, keep: false });
  await server.reachable();
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  await call.hangUp();
  await app.shown('call', false);
  await withListener(async (address, heard) => {
    for (const name of ['main', 'ring', 'call'] as const) {
      const page = await app.window(name);
      const outcome = await attack(page, address);
      expect.soft(outcome, name).toMatchObject({
        fetch: 'TypeError',
        ownPage: 'TypeError',
        socket: 'TypeError',
        image: 'TypeError',
        script: 'TypeError',
        eval: 'EvalError',
        html: 'TypeError',
        window: 'null',
        require: 'undefined',
        process: 'undefined',
        electron: 'undefined',
        microphone: 'NotAllowedError',
        camera: 'NotAllowedError',
        meta: 'null',
      });
      expect.soft(['NotAllowedError', 'NotSupportedError']).toContain(outcome.display);
      expect.soft(outcome.clipboard, name).toBe('NotAllowedError');
      expect.soft(outcome.geolocation, name).toBe('TypeError');
      expect.soft(outcome.notification, name).toBe('denied');
      expect
        .soft(outcome.violated?.split(' '), name)
        .toEqual(expect.arrayContaining(['connect-src', 'img-src', 'frame-src']));
      await page.evaluate((host) => {
        location.href = `http://${host}/`;
      }, address);
      await page.evaluate(() => {
        location.href = 'file:///etc/passwd';
      });
    }
    await expect
      .poll(() => launcher.printed.match(/tried to leave \{"what":"navigation"\}/g)?.length)
      .toBeGreaterThanOrEqual(3);
    expect(launcher.printed.match(/tried to leave \{"what":"new window"\}/g)).toHaveLength(3);
    expect(heard()).toBe(0);
    expect((await app.electron.windows()).map((page) => page.url()).sort()).toEqual(
      ['call', 'main', 'ring'].map((name) => `switchhook://app/${name}.html`),
    );
  });
});

test('the camera is denied in a call too, the microphone to the other windows', async ({ launch, server }) => {
  const app = await launch(withCamera);
  await app.signIn({ ...server.credentials, keep: false });
  await server.reachable();
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  const capture = async (window: WindowName, what: MediaStreamConstraints): Promise<string> =>
    (await app.window(window)).evaluate(
      (constraints) =>
        navigator.mediaDevices.getUserMedia(constraints).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop();
            return 'granted';
          },
          (error: Error) => error.name,
        ),
      what,
    );
  expect(await capture('main', { audio: true })).toBe('granted');
  expect(await capture('main', { video: true })).toBe('NotAllowedError');
  expect(await capture('main', { audio: true, video: true })).toBe('NotAllowedError');
  for (const window of ['ring', 'call'] as const) {
    expect(await capture(window, { audio: true })).toBe('NotAllowedError');
  }
  await call.hangUp();
});

test('what does not parse is refused, and what comes from a stranger', async ({ app, launcher }) => {
  const nonsense = [
    null,
    'answer',
    { type: 'answer' },
    { type: 'answer', callId: 7 },
    { type: 'quit' },
    { type: 'mute', callId: 'x', muted: 'yes' },
    { type: 'sign-in', request: { address: 'a@b.example' } },
    { type: 'answer', callId: 'x'.repeat(100_000) },
  ];
  for (const name of ['main', 'ring'] as const) {
    const page = await app.window(name);
    for (const payload of nonsense) {
      const result = await page.evaluate((given) => window.phone.send(given as never), payload);
      expect(result, JSON.stringify(payload)?.slice(0, 60)).toEqual({ ok: false, refusal: 'invalid' });
    }
    await page.evaluate(() => window.phone.report({ type: 'drawn', callId: 4, height: 'high' } as never));
  }
  const ring = await app.window('ring');
  expect(await ring.evaluate(() => typeof window.sound)).toBe('undefined');
  expect(await stranger(app)).toEqual({ command: { ok: false, refusal: 'invalid' }, told: null });
  await expect.poll(() => launcher.printed).toContain('Refused a message that does not parse');
  await expect.poll(() => launcher.printed).toContain('Refused a message from a stranger');
  await app.status('Ready');
});

/** A window with our page and our bridge that the app did not make. */
function stranger(app: DrivenApp): Promise<unknown> {
  return app.electron.evaluate(async ({ app: electron, BrowserWindow }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: `${electron.getAppPath()}/out/app/preload.cjs`,
        sandbox: true,
        contextIsolation: true,
      },
    });
    await window.loadURL('switchhook://app/main.html');
    const outcome = await window.webContents.executeJavaScript(`(async () => ({
      command: await window.phone.send({ type: 'sign-out' }),
      told: await Promise.race([
        new Promise((resolve) => window.phone.subscribe(resolve)),
        new Promise((resolve) => setTimeout(() => resolve(null), 300)),
      ]),
    }))()`);
    window.destroy();
    return outcome;
  });
}
