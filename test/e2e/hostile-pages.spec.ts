import { createSocket } from 'node:dgram';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from '../../preload/contract/index.ts';
import type {} from '../../renderer/bridge.ts';
import type { DrivenApp, WindowName } from '../driver/app.ts';
import { code } from './hostile/code.ts';
import { devices } from './hostile/devices.ts';
import { files, found, leftovers } from './hostile/files.ts';
import { startListener } from './hostile/listener.ts';
import { messages } from './hostile/messages.ts';
import { navigation } from './hostile/navigation.ts';
import { network, webRtc } from './hostile/network.ts';
import { powers } from './hostile/powers.ts';
import { attack, type Outcomes, type Probe, type Target } from './hostile/probe.ts';
import { answer, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { chooseInTray } from './rig/tray.ts';

const windows: readonly WindowName[] = ['main', 'ring', 'call', 'sound'];

/** Where there is no camera there would be nothing to deny. */
const withCamera = '--use-fake-device-for-media-stream';

/** Any that the app's user may read. */
const picture = join(import.meta.dirname, '../../assets/icons/app/128x128.png');

const atOnce: readonly Probe[] = [...network, ...code, ...devices, ...files, ...powers, ...messages, ...webRtc];

/** Meant to succeed: where they do not, nothing is said by the failure of the others. */
const controls: readonly Probe[] = [
  {
    name: 'own-message',
    success: 'it is understood',
    windows: ['main', 'ring', 'call'],
    run: async () => {
      const own: Readonly<Record<string, Command>> = {
        '/main.html': { type: 'see-history' },
        '/ring.html': { type: 'silence', callId: 'none' },
        '/call.html': { type: 'dismiss', callId: 'none' },
      };
      const result = await window.phone.send(own[location.pathname] ?? { type: 'sign-out' });
      return result.ok || result.refusal === 'stale';
    },
  },
  { name: 'own-document', success: 'it is read', run: () => document.documentElement.dataset.window },
  {
    name: 'own-sound',
    success: 'it is loaded',
    windows: ['sound'],
    run: ({ loaded }) => loaded('audio', { src: 'switchhook://app/tones/ring.wav' }),
  },
  {
    name: 'own-picture',
    success: 'it is shown',
    windows: ['main', 'ring', 'call'],
    run: async ({ loaded }) => {
      const canvas = document.createElement('canvas');
      const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      return picture !== null && loaded('img', { src: URL.createObjectURL(picture) });
    },
  },
];

/** Tries probes in every window, all windows at the same time; resolves with what came of each, as `window: probe`. */
async function attackAll(
  app: DrivenApp,
  probes: readonly Probe[],
  hostile: Pick<Target, 'host' | 'ice' | 'picture'>,
  inTurn = false,
): Promise<Outcomes> {
  const { host, ice, picture } = hostile;
  const all = await Promise.all(
    windows.map(async (window) => {
      const here = probes.filter((probe) => probe.windows?.includes(window) ?? true);
      const target = { window, host, ice, picture, inTurn };
      const outcomes = await attack(await app.window(window), here, target);
      return Object.entries(outcomes).map(([name, outcome]) => [`${window}: ${name}`, outcome] as const);
    }),
  );
  return Object.fromEntries(all.flat());
}

const succeeded = (outcomes: Outcomes): string[] => Object.keys(outcomes).filter((name) => outcomes[name] === null);

const probes = [...atOnce, ...navigation, ...leftovers, ...found];

test('there are at least 60 probes, each with a name of its own and what would be its success', () => {
  const names = probes.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(60);
  for (const window of windows) {
    expect(probes.filter((probe) => probe.windows?.includes(window) ?? true).length, window).toBeGreaterThanOrEqual(60);
  }
  for (const { name, success } of probes) expect(success, name).not.toBe('');
});

test('a hostile script in any window reaches no network, no file, no device', async ({
  desktop,
  launch,
  launcher,
  server,
}) => {
  const netLog = join(desktop.makeFolder('home/net-log'), 'net.json');
  const app = await launch({ arguments: [withCamera, `--log-net-log=${netLog}`] });
  await app.signIn({ ...server.credentials, keep: false });
  await server.reachable();
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  await call.hangUp();
  await app.shown('call', false);
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('of the user'));
  const listener = await startListener();
  const hostile = { ...listener, picture: pathToFileURL(desktop.share(picture)).href };
  try {
    const outcomes = await attackAll(app, [...atOnce, ...controls], hostile);
    const left = await attackAll(app, navigation, hostile, true);
    const own = await attackAll(app, [...controls, ...leftovers], hostile);
    const isControl = (name: string) => everywhere(controls).includes(name);
    const tries = Object.keys({ ...outcomes, ...left }).filter((name) => !isControl(name));
    const successes = succeeded({ ...outcomes, ...left }).filter((name) => !isControl(name));
    console.info(
      `    of ${tries.length} tries in ${windows.length} windows succeeded: ${successes.join(', ') || 'none'}`,
    );
    expect(successes).toEqual([]);
    expect.soft(succeeded(outcomes).sort(), 'the controls').toEqual(everywhere(controls));
    expect.soft(succeeded(own).sort(), 'the controls afterwards').toEqual(everywhere([...controls, ...leftovers]));
    expect.soft(listener.heard).toEqual([]);
    expect.soft(listener.heardIce).toEqual([]);
    expect((await app.electron.windows()).map((page) => page.url()).sort()).toEqual(
      ['call', 'main', 'ring', 'sound'].map((name) => `switchhook://app/${name}.html`),
    );
    expect(await desktop.screen.windowTitles()).not.toContainEqual(expect.stringMatching(/open|save|select/i));
    expect(globSync('**/hostile-download*', { cwd: desktop.folder })).toEqual([]);
    expect(launcher.printed).toContain('tried to leave {"what":"navigation"}');
    expect(launcher.printed).toContain('tried to leave {"what":"new window"}');

    // What main itself may do is heard, and written down: so the two would have told of a page.
    await requestFromMain(app, `http://${listener.host}/control`);
    expect(listener.heard).toEqual(['a connection', '/control']);
    await app.quit();
    const written = readFileSync(netLog, 'utf8');
    expect(written).toContain(`${listener.host}/control`);
    expect(written).not.toContain('hostile.example:80');

    const again = await launch({ userDataDir: app.userDataDir });
    const target = { ...hostile, window: 'main', inTurn: false } as const;
    expect(succeeded(await attack(await again.window('main'), found, target))).toEqual([]);
  } finally {
    listener.stop();
  }
});

/** The names that probes have in each window in which they are tried. */
function everywhere(some: readonly Probe[]): string[] {
  return windows
    .flatMap((window) =>
      some.filter((probe) => probe.windows?.includes(window) ?? true).map(({ name }) => `${window}: ${name}`),
    )
    .sort();
}

/** A request that is no page's. */
function requestFromMain(app: DrivenApp, url: string): Promise<void> {
  return app.electron.evaluate(
    ({ net, session }, address) =>
      new Promise<void>((resolve, reject) => {
        const request = net.request({ url: address, session: session.fromPartition('control') });
        request.on('response', () => resolve());
        request.on('error', reject);
        request.end();
      }),
    url,
  );
}

test('the camera is denied in a call too, microphone and every network to all windows that draw', async ({
  desktop,
  launch,
  server,
}) => {
  const app = await launch({ arguments: [withCamera] });
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
  expect(await capture('sound', { audio: true })).toBe('granted');
  expect(await capture('sound', { video: true })).toBe('NotAllowedError');
  expect(await capture('sound', { audio: true, video: true })).toBe('NotAllowedError');
  const listener = await startListener();
  const target = { ...listener, picture: '', inTurn: false };
  await chooseInTray(desktop, 'Quit Switchhook');
  for (const window of ['main', 'ring', 'call', 'quit'] as const) {
    expect(await capture(window, { audio: true }), window).toBe('NotAllowedError');
    const outcomes = await attack(await app.window(window), [...network, ...webRtc], { ...target, window });
    expect(succeeded(outcomes), window).toEqual([]);
  }
  expect(listener.heard).toEqual([]);
  expect(listener.heardIce).toEqual([]);
  // The sound window speaks to the media process now, and to nothing else.
  const sound = await app.window('sound');
  const outcomes = await attack(sound, [...network, ...webRtc], { ...target, window: 'sound' });
  expect(succeeded(outcomes), 'sound').toEqual([]);
  expect(listener.heard).toEqual([]);
  expect(listener.heardIce).toEqual([]);
  // What others send is heard, so that a page's would have been.
  await requestFromMain(app, `http://${listener.ice}/control`).catch(() => {});
  const [host, port] = listener.ice.split(':');
  const packets = createSocket('udp4');
  packets.send('control', Number(port), host);
  await expect.poll(() => [...listener.heardIce].sort()).toEqual(['a connection', 'a packet']);
  packets.close();
  listener.stop();
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
  expect(await (await app.window('main')).evaluate(() => typeof window.sound)).toBe('undefined');
  expect(await (await app.window('sound')).evaluate(() => typeof window.phone)).toBe('undefined');
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
