/** The release build from outside: no debugger can attach, so it is driven by keys, the bus and the simulated server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { after, before, test } from 'node:test';
import { type Desktop, startDesktop } from '../desktop/desktop.ts';
import { markedProcesses } from '../desktop/marked-processes.ts';
import { until } from '../desktop/until.ts';
import { quitFromTray } from '../driver/quit-from-tray.ts';
import { type SimulatedCall, startUcwaServer, type UcwaServer } from '../ucwa-server/index.ts';
import { ordinaryDesktop, ReleaseBuild } from './release-build.ts';

const userToneHz = 700;
let desktop: Desktop;
let server: UcwaServer;
let app: ReleaseBuild;
let call: SimulatedCall;

before(async () => {
  server = await startUcwaServer();
  desktop = await startDesktop(ordinaryDesktop);
  app = new ReleaseBuild(desktop, [
    `--user-data-dir=${desktop.makeFolder('home/profile')}`,
    `--discovery-url=${server.discoveryUrl}`,
    `--extra-ca=${desktop.share(server.caFile)}`,
  ]);
});

after(async () => {
  await desktop?.stop();
  await server?.stop();
});

test('a user signs in with the keyboard alone', async () => {
  const { address, userName, password } = server.credentials;
  await desktop.screen.enterWindow('^Switchhook$');
  await desktop.screen.type(address);
  await desktop.screen.pressKeys('Tab');
  await desktop.screen.type(userName);
  await desktop.screen.pressKeys('Tab');
  await desktop.screen.type(password);
  await desktop.screen.pressKeys('Return');
  await server.reachable({ timeoutMs: 30_000 });
});

test("its windows are in Chromium's sandbox", () => {
  const renderers = markedProcesses(basename(desktop.folder)).filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'),
  );
  assert.ok(renderers.length > 0);
  // 2 is the filter mode, in which a program may make few system calls (proc(5), Seccomp).
  const filters = renderers.map((pid) => /^Seccomp:\s*(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  assert.deepEqual(new Set(filters), new Set(['2']));
});

test('the tray item says that calls ring here', async () => {
  await until('a tray item that says so', async () => {
    const [item] = await desktop.trayItems();
    return JSON.stringify(await item?.property('ToolTip')).includes('Switchhook: ');
  });
  const [item] = await desktop.trayItems();
  const labels = (await item?.menu())?.map(({ label }) => label) ?? [];
  assert.ok(labels.includes('Quit Switchhook'), labels.join(', '));
});

test('a call rings: on the screen, in a notification and on the ring device', async () => {
  const speakers = await desktop.sound.listenAt('speakers');
  call = await server.call({ from: 'ana' });
  await until('the ring window', async () =>
    (await desktop.screen.windowTitles()).some((title) => title.includes('Ana Lindqvist')),
  );
  await until('a notification', () =>
    desktop.notifications.shown().some(({ summary }) => /Ana Lindqvist/.test(summary)),
  );
  await until('the ring tone', () => speakers.hearing.last.level > -50);
  speakers.stop();
});

test('the hotkey answers with one acceptWithAnswer', async () => {
  await desktop.screen.pressKeys('ctrl+shift+F9');
  await call.accepted;
  const accepts = server.ledger.entries.filter(({ kind, rel }) => kind === 'request' && rel === 'acceptWithAnswer');
  assert.equal(accepts.length, 1);
});

test('both hear each other', async () => {
  const speakers = await desktop.sound.listenAt('speakers');
  const stopTalking = desktop.sound.startTone(userToneHz);
  await Promise.all([speakers.hearing.heard(call.peer.toneHz), call.peer.heard(userToneHz)]);
  stopTalking();
  speakers.stop();
});

test('the hotkey hangs up', async () => {
  await desktop.screen.pressKeys('ctrl+shift+F12');
  assert.equal((await call.ended).kind, 'user-hung-up');
  await until('the end of all sound', async () => {
    const { playing, recording } = await desktop.sound.streams();
    return playing + recording === 0;
  });
});

test('quitting from the tray ends it, and the server has nothing to complain about', async () => {
  await quitFromTray(desktop);
  assert.equal(await app.ended(), 0);
  server.assertNoViolations();
});
