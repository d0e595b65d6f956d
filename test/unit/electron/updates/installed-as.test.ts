import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { installedAs, type Place } from '../../../../main/electron/updates/installed-as.ts';

const root = mkdtempSync(join(tmpdir(), 'installed-as-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

/** A folder with the app in it. */
function placeWith(type: string | null, changes: Partial<Place> = {}): Place {
  count += 1;
  const resources = join(root, String(count), 'resources');
  mkdirSync(resources, { recursive: true });
  if (type !== null) writeFileSync(join(resources, 'package-type'), type);
  return { platform: 'linux', env: {}, execPath: join(resources, '../switchhook'), resources, ...changes };
}

test('a package of Linux says what it is', () => {
  assert.equal(installedAs(placeWith('deb\n')), 'deb');
  assert.equal(installedAs(placeWith('rpm\n')), 'rpm');
  for (const type of [null, '', 'pacman', 'deb rpm']) assert.equal(installedAs(placeWith(type)), null);
});

test('an AppImage is one only where the app runs from it', () => {
  const env = { APPIMAGE: '/home/dana/Switchhook.AppImage', APPDIR: '/tmp/.mount_switch/' };
  const within = { env, execPath: '/tmp/.mount_switch/switchhook' };
  assert.equal(installedAs(placeWith(null, within)), 'AppImage');
  // Started by a program that is another AppImage.
  assert.equal(installedAs(placeWith(null, { env })), null);
  assert.equal(installedAs(placeWith('deb', { env })), 'deb');
  assert.equal(installedAs(placeWith(null, { ...within, execPath: '/tmp/.mount_switch-2/switchhook' })), null);
  assert.equal(installedAs(placeWith(null, { ...within, env: { APPIMAGE: env.APPIMAGE } })), null);
});

test('on Windows the installer leaves its counterpart, and elsewhere there is none', () => {
  const windows = placeWith(null, { platform: 'win32' });
  assert.equal(installedAs(windows), null);
  writeFileSync(join(windows.execPath, '../Uninstall Switchhook.exe'), '');
  assert.equal(installedAs(windows), 'exe');
  assert.equal(installedAs(placeWith('deb', { platform: 'darwin' })), null);
});
