import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAutostart } from '../../../../main/electron/autostart/autostart.ts';
import { createLoginItem } from '../../../../main/electron/autostart/login-item.ts';
import { startArguments } from '../../../../main/electron/autostart/start-arguments.ts';
import type { StartEntry } from '../../../../main/electron/autostart/start-entry.ts';
import type { AutostartView } from '../../../../preload/contract/index.ts';

/** An entry that others may change, or that cannot be written. */
function following(entry: (StartEntry & { has: ReturnType<StartEntry['read']> }) | null) {
  const found: AutostartView[] = [];
  const warned: string[] = [];
  const autostart = createAutostart({
    entry,
    log: { warn: (text) => void warned.push(text) },
    onFound: (one) => void found.push(one),
  });
  return { autostart, found, warned };
}

function entryWith(has: ReturnType<StartEntry['read']>, write: (on: boolean) => void = () => {}) {
  const entry = { has, read: () => entry.has, write };
  return entry;
}

test('it tells what the system has, and again only when that is something else', () => {
  const entry = entryWith('off');
  const { autostart, found } = following(entry);
  autostart.look();
  autostart.look();
  entry.has = 'on';
  autostart.look();
  assert.deepEqual(found, [
    { state: 'off', failed: false },
    { state: 'on', failed: false },
  ]);
});

test('after a change it tells what came of it in the system', () => {
  const entry = entryWith('off', (on) => {
    entry.has = on ? 'on' : 'off';
  });
  const { autostart, found } = following(entry);
  autostart.look();
  autostart.set(true);
  autostart.set(false);
  assert.deepEqual(
    found.map(({ state }) => state),
    ['off', 'on', 'off'],
  );
});

test('a change that fails, or of which nothing came, is told as failed until one works', () => {
  const write = [
    () => {
      throw new Error('EROFS');
    },
    () => {},
    () => {
      entry.has = 'on';
    },
  ];
  const entry = entryWith('off', () => write.shift()?.());
  const { autostart, found, warned } = following(entry);
  autostart.set(true);
  autostart.look();
  autostart.set(true);
  autostart.set(true);
  assert.deepEqual(found, [
    { state: 'off', failed: true },
    { state: 'on', failed: false },
  ]);
  assert.equal(warned.length, 1);
});

test('what the system holds back is entered all the same', () => {
  const entry = entryWith('off', () => {
    entry.has = 'blocked';
  });
  const { autostart, found } = following(entry);
  autostart.set(true);
  assert.deepEqual(found, [{ state: 'blocked', failed: false }]);
});

test('a copy that cannot be started by the system has nothing to set', () => {
  const { autostart, found } = following(null);
  autostart.look();
  autostart.set(true);
  assert.deepEqual(found, []);
});

test('it starts hidden, with what the app needs to find its server and its data', () => {
  const none = { userDataDir: null, discoveryUrl: null, extraCa: null, hidden: false, server: null };
  assert.deepEqual(startArguments(none), ['--hidden']);
  assert.deepEqual(
    startArguments({
      ...none,
      userDataDir: '/data',
      discoveryUrl: 'https://lync.contoso.com/',
      extraCa: '/etc/ca.pem',
      server: 'contoso.com',
    }),
    [
      '--hidden',
      '--user-data-dir=/data',
      '--discovery-url=https://lync.contoso.com/',
      '--extra-ca=/etc/ca.pem',
      '--server=contoso.com',
    ],
  );
});

test('Windows and macOS are asked by Electron, for the same arguments each time', () => {
  let settings = { openAtLogin: false, executableWillLaunchAtLogin: undefined as boolean | undefined, status: '' };
  const asked: unknown[] = [];
  const item = createLoginItem(
    {
      getLoginItemSettings: (options) => {
        asked.push(options);
        return settings as never;
      },
      setLoginItemSettings: (wanted) => void asked.push(wanted),
    },
    ['--hidden', '--user-data-dir=C:\\My data'],
  );
  assert.equal(item.read(), 'off');
  settings = { ...settings, openAtLogin: true };
  assert.equal(item.read(), 'on');
  settings = { ...settings, executableWillLaunchAtLogin: false };
  assert.equal(item.read(), 'blocked');
  settings = { openAtLogin: false, executableWillLaunchAtLogin: undefined, status: 'requires-approval' };
  assert.equal(item.read(), 'blocked');
  item.write(true);
  const args = ['--hidden', '"--user-data-dir=C:\\My data"'];
  assert.deepEqual(asked, [...Array(4).fill({ args }), { openAtLogin: true, args }]);
});
