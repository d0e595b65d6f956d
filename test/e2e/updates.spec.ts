import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { envelopeOf, publicKeyOf } from '../../scripts/sign-updates.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { quitFromTray } from '../driver/quit-from-tray.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import { appProcesses, browserProcesses } from './rig/app-processes.ts';
import { answer, bothAreHeard, press, ring } from './rig/calls.ts';
import { copyOfBuild, installedBy, upgrade } from './rig/installed-copy.ts';
import { writePolicy } from './rig/policy-file.ts';
import { startAgain } from './rig/start-again.ts';
import { test as base, expect } from './rig/test.ts';
import { chooseInTray, trayItem, trayLabels } from './rig/tray.ts';
import { UpdateServer } from './rig/update-server.ts';

const listFile = 'switchhook-updates.json';
const dayMs = 86_400_000;
const [ours, theirs] = [generateKeyPairSync('ed25519').privateKey, generateKeyPairSync('ed25519').privateKey];

const test = base.extend<{ readonly updates: UpdateServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  updates: async ({}, use) => {
    const server = await UpdateServer.start('127.0.0.1');
    await use(server);
    await server.remove();
  },
});

interface Offer {
  readonly version?: string;
  readonly key?: KeyObject;
  readonly kind?: 'deb' | 'AppImage';
  readonly signedAt?: number;
  readonly expiresAt?: number;
  /** What the list says that the package is. */
  readonly content?: Buffer;
}

/** The name of the package in the list. */
const packageOf = (version: string, kind: string): string => `switchhook_${version}_amd64.${kind}`;

function listOf({ version = '0.2.0', kind = 'deb', content = Buffer.from('package'), ...more }: Offer = {}): string {
  const { key = ours, signedAt = Date.now(), expiresAt = Date.now() + dayMs } = more;
  const sha512 = createHash('sha512').update(content).digest('base64');
  const one = { kind, architecture: process.arch, name: packageOf(version, kind), size: content.length, sha512 };
  const dates = { signedAt: new Date(signedAt).toISOString(), expiresAt: new Date(expiresAt).toISOString() };
  return envelopeOf(JSON.stringify({ product: 'switchhook', form: 1, version, ...dates, packages: [one] }), key);
}

function policyFor(desktop: Desktop, { url, caFile }: UpdateServer) {
  return writePolicy(desktop, {
    updateServer: url,
    updateKey: publicKeyOf(ours),
    certificateFile: desktop.share(caFile),
  });
}

/** The executable of a copy that dpkg has installed. */
function installedDeb(desktop: Desktop): string {
  const copy = copyOfBuild(desktop, 'installed');
  installedBy(copy, 'deb');
  return desktop.programFor(join(copy, 'switchhook'));
}

async function signIn(app: DrivenApp, server: UcwaServer, keep = false): Promise<void> {
  await app.signIn({ ...server.credentials, keep });
  await app.status('Ready');
}

/** Signs in, and opens the page about updates. */
async function openUpdates(app: DrivenApp, server: UcwaServer, keep = false): Promise<Page> {
  await signIn(app, server, keep);
  const main = await app.window('main');
  await main.getByRole('button', { name: 'Settings' }).click();
  await main.getByRole('button', { name: 'Updates' }).click();
  return main;
}

/** Has the server asked now, and resolves once the page says this of its answer, and of the package where one is fetched. */
async function check(main: Page, { asked }: UpdateServer, sentence: RegExp): Promise<void> {
  const before = asked.filter((name) => name === listFile).length;
  await main.getByRole('button', { name: 'Check now' }).click();
  await until('the question', () => asked.filter((name) => name === listFile).length > before);
  await expect(main.locator('.setting-control [aria-busy=true]')).toHaveCount(0, { timeout: 60_000 });
  await expect(main.getByText(sentence)).toBeVisible();
}

/** The same of a server that cannot be asked. */
async function checkInVain(main: Page, sentence: RegExp): Promise<void> {
  await main.getByRole('button', { name: 'Check now' }).click();
  await expect(main.getByText(sentence)).toBeVisible({ timeout: 60_000 });
}

test('what the server gives is taken only as the organization signed it, and never older', async ({
  desktop,
  launch,
  server,
  updates,
}) => {
  test.setTimeout(400_000);
  const executable = installedDeb(desktop);
  const app = await launch({ executable, env: policyFor(desktop, updates) });
  const main = await openUpdates(app, server);
  const pending = join(app.userDataDir, 'updates/packages/pending');
  const deb = packageOf('0.2.0', 'deb');
  const content = Buffer.from('the package of version 0.2.0');
  const { list } = JSON.parse(listOf()) as { readonly list: string };

  await test.step('no list, or none that was signed', async () => {
    await check(main, updates, /gave no list of updates/);
    updates.files.set(listFile, JSON.stringify({ list }));
    await check(main, updates, /not signed by your organization/);
    updates.files.set(listFile, listOf({ key: theirs }));
    await check(main, updates, /not signed by your organization/);
    updates.files.set(listFile, listOf().replace('0.2.0', '0.3.0'));
    await check(main, updates, /not signed by your organization/);
    updates.files.set(listFile, 'x'.repeat(5 * 1024 * 1024));
    await check(main, updates, /gave no list of updates/);
  });

  await test.step('a redirect leads nowhere', async () => {
    updates.files.set(listFile, (_request, response) => {
      response.writeHead(302, { location: `${updates.plainUrl}/${listFile}` }).end();
    });
    await check(main, updates, /gave no list of updates/);
  });

  await test.step('older, and out of date', async () => {
    updates.files.set(listFile, listOf({ version: '0.0.9' }));
    await check(main, updates, /older than this one/);
    updates.files.set(listFile, listOf({ expiresAt: Date.now() - 1 }));
    await check(main, updates, /out of date/);
  });
  expect(updates.asked.filter((name) => name !== listFile)).toEqual([]);

  await test.step('a package that is another than the one that was signed', async () => {
    updates.files.set(listFile, listOf({ content }));
    updates.files.set(deb, Buffer.from('the package of version 0.2.1'));
    await check(main, updates, /not the one that your organization signed/);
    // One that never ends.
    updates.files.set(deb, (_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more).on('error', () => {});
      more();
    });
    await check(main, updates, /not the one that your organization signed/);
    updates.files.set(deb, (_request, response) => {
      response.writeHead(302, { location: `${updates.plainUrl}/elsewhere` }).end();
    });
    await check(main, updates, /could not be fetched/);
    updates.files.set(deb, (_request, response) => {
      response.writeHead(200, { 'content-length': content.length }).write('the', () => response.destroy());
    });
    await check(main, updates, /could not be fetched/);
    expect(existsSync(join(pending, deb))).toBe(false);
    updates.files.set(deb, content);
  });

  const signedAt = Date.now();
  await test.step('the very package is ready, and is kept', async () => {
    updates.files.set(listFile, listOf({ content, signedAt }));
    await check(main, updates, /Version 0\.2\.0 is ready/);
    expect(readFileSync(join(pending, deb), 'utf8')).toBe('the package of version 0.2.0');
    await expect(main.getByRole('button', { name: 'Restart now' })).toBeVisible();
    const item = await trayItem(desktop);
    await until('a restart in the tray', async () => (await trayLabels(item)).includes('Restart for version 0.2.0'));
  });

  await test.step('in a call nothing restarts', async () => {
    const call = await ring(server, app, { from: 'ana' });
    await expect(main.getByText('Not during a call')).toBeVisible();
    expect(await main.evaluate(() => window.phone.send({ type: 'restart-to-update' }))).toEqual({
      ok: false,
      refusal: 'engaged',
    });
    await call.cancel();
    await expect(main.getByText('Not during a call')).toHaveCount(0);
  });
  await app.electron.close();

  await test.step('after a restart the list from before is refused, and the package need not be fetched again', async () => {
    // Nobody could be asked for the rights here, so that nothing was installed.
    const again = await launch({
      ...{ executable, userDataDir: app.userDataDir },
      env: policyFor(desktop, updates),
    });
    const page = await openUpdates(again, server);
    updates.files.set(listFile, listOf({ signedAt: signedAt - 1 }));
    await check(page, updates, /older list of updates than before/);
    updates.asked.length = 0;
    updates.files.set(listFile, listOf({ content, signedAt }));
    await check(page, updates, /Version 0\.2\.0 is ready/);
    expect(updates.asked).toEqual([listFile]);
  });
  expect(updates.plainRequests).toBe(0);
});

test('a server that does not answer, is not there, or is a stranger is told apart from one that has nothing', async ({
  desktop,
  launch,
  server,
  updates,
}) => {
  const executable = installedDeb(desktop);
  const app = await launch({ executable, env: policyFor(desktop, updates) });
  const main = await openUpdates(app, server);
  updates.files.set(listFile, listOf({ version: '0.1.0' }));
  await check(main, updates, /This is the newest version/);
  updates.files.set(listFile, () => {});
  await check(main, updates, /cannot be reached/);
  updates.files.set(listFile, listOf({ version: '0.1.0' }));
  await check(main, updates, /This is the newest version/);
  await updates.stop();
  await checkInVain(main, /cannot be reached/);
  await app.quit();

  const stranger = await UpdateServer.start('127.0.0.1');
  try {
    const env = writePolicy(desktop, { updateServer: stranger.url, updateKey: publicKeyOf(ours) });
    const other = await launch({ executable, env });
    await checkInVain(await openUpdates(other, server), /certificate of the update server is not trusted/);
    expect(stranger.asked).toEqual([]);
  } finally {
    await stranger.remove();
  }
});

test('without a policy nobody is asked, and a page cannot have it otherwise', async ({
  desktop,
  launch,
  server,
  updates,
}) => {
  updates.files.set(listFile, listOf());
  const env = writePolicy(desktop, { certificateFile: desktop.share(updates.caFile) });
  const app = await launch({ executable: installedDeb(desktop), env });
  const main = await openUpdates(app, server);
  await expect(main.getByText('It brings no updates by itself.')).toBeVisible();
  await expect(main.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  const sent = await main.evaluate(
    (url) => window.phone.send({ type: 'check-for-updates', updateServer: url } as never),
    updates.url,
  );
  expect(sent).toEqual({ ok: false, refusal: 'unavailable' });
  expect(updates.asked).toEqual([]);
});

/** The folder of the app that runs on this desktop; null while none or two do. */
function runsFrom(desktop: Desktop): string | null {
  const [pid, ...others] = browserProcesses(desktop);
  if (pid === undefined || others.length > 0) return null;
  try {
    return dirname(readlinkSync(`/proc/${pid}/exe`));
  } catch {
    return null;
  }
}

/** The version that an app from that folder says that it has. */
async function versionOf(desktop: Desktop, folder: string): Promise<string> {
  return String(
    await desktop.run(desktop.programFor(join(folder, 'switchhook')), ['--no-sandbox', '--version']),
  ).trim();
}

/** Resolves once the app runs from that folder, and is signed in as before. */
async function comesBack(desktop: Desktop, folder: string, { userDataDir }: DrivenApp): Promise<void> {
  await until('the app again', () => runsFrom(desktop) === folder);
  await until('that it is signed in', async () => {
    const status = await startAgain(desktop, userDataDir, 'status', '--json').catch(() => '');
    return status.startsWith('{"status":"Ready"');
  });
}

/** Quits the app that nobody drives. */
async function quitIt(desktop: Desktop): Promise<void> {
  await quitFromTray(desktop);
  await until('the end of every process of the app', () => appProcesses(desktop).length === 0);
}

/** What mounts an AppImage is not here: its part is a script that starts what would be in it. */
function imageOf(folder: string): Buffer {
  const lines = [
    '#!/bin/sh',
    '[ -z "$APPIMAGE_EXIT_AFTER_INSTALL" ] || exit 0',
    `export APPIMAGE="$0" APPDIR='${folder}'`,
    `exec '${folder}/switchhook' "$@"`,
  ];
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** How an AppImage is started, for which that server has a newer one. */
function appImage(desktop: Desktop, updates: UpdateServer, content: Buffer) {
  const older = copyOfBuild(desktop, 'older');
  const image = join(desktop.makeFolder('home/programs'), 'Switchhook.AppImage');
  writeFileSync(image, olderImage, { mode: 0o755 });
  updates.files.set(listFile, listOf({ kind: 'AppImage', content }));
  updates.files.set(packageOf('0.2.0', 'AppImage'), content);
  // An ordinary user is lent a copy, which lies elsewhere in the desktop's folder.
  const env = { ...policyFor(desktop, updates), APPIMAGE: image, APPDIR: desktop.makeFolder('.') };
  return { image, changes: { executable: desktop.programFor(join(older, 'switchhook')), env } };
}

const olderImage = '#!/bin/sh\nexit 1\n';

test('an AppImage takes the place of its own file, and comes back as the newer version, signed in', async ({
  desktop,
  launch,
  server,
  updates,
}) => {
  const newer = copyOfBuild(desktop, 'newer', '0.2.0');
  const content = imageOf(newer);
  const { image, changes } = appImage(desktop, updates, content);
  const app = await launch(changes);
  const main = await openUpdates(app, server, true);
  await check(main, updates, /Version 0\.2\.0 is ready/);
  await main.getByRole('button', { name: 'Restart now' }).click();
  await app.ended();
  await comesBack(desktop, newer, app);
  expect(readFileSync(image)).toEqual(content);
  expect(await versionOf(desktop, newer)).toBe('Switchhook 0.2.0');
  expect((await trayLabels(await trayItem(desktop))).filter((label) => label.startsWith('Restart'))).toEqual([]);
  await quitIt(desktop);
});

test('who quits has it installed, and nothing starts again; an end that nobody asked for by hand installs nothing', async ({
  desktop,
  launch,
  server,
  updates,
}) => {
  const content = Buffer.from('#!/bin/sh\nexit 0\n');
  const { image, changes } = appImage(desktop, updates, content);
  const first = await launch(changes);
  await check(await openUpdates(first, server), updates, /Version 0\.2\.0 is ready/);
  process.kill(await first.electron.evaluate(() => process.pid), 'SIGTERM');
  await first.ended();
  expect(readFileSync(image, 'utf8')).toBe(olderImage);

  const second = await launch({ ...changes, userDataDir: first.userDataDir });
  await check(await openUpdates(second, server), updates, /Version 0\.2\.0 is ready/);
  await quitFromTray(desktop);
  await second.ended();
  expect(readFileSync(image)).toEqual(content);
  await until('the end of every process of the app', () => appProcesses(desktop).length === 0);
});

test('upgraded while it runs: the call goes on, calls still come, and a restart is offered when nobody talks', async ({
  desktop,
  launch,
  server,
}) => {
  const newer = copyOfBuild(desktop, 'newer', '0.2.0');
  const app = await launch({ executable: desktop.programFor(join(copyOfBuild(desktop, 'installed'), 'switchhook')) });
  const folder = await until('where it runs', () => runsFrom(desktop));
  await signIn(app, server, true);
  await server.reachable();
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  await bothAreHeard(desktop, call);

  upgrade(folder, newer);
  const main = await app.window('main');
  const note = main.getByText('Version 0.2.0 of Switchhook is installed.');
  await expect(note).toBeVisible();
  await expect(main.getByRole('button', { name: 'Restart now' })).toHaveCount(0);
  await bothAreHeard(desktop, call);
  await press(app, 'call', 'Hang up');
  await call.ended;

  const next = await ring(server, app, { from: 'tomas' });
  await answer(app, next);
  await bothAreHeard(desktop, next);
  await next.hangUp();

  await expect(main.getByRole('button', { name: 'Restart now' })).toBeVisible();
  await chooseInTray(desktop, 'Restart for version 0.2.0');
  await app.ended();
  await comesBack(desktop, folder, app);
  await quitIt(desktop);
});
