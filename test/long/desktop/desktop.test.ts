import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { type DesktopOptions, startDesktop } from '../../desktop/desktop.ts';
import { markedProcesses } from '../../desktop/marked-processes.ts';
import { until } from '../../desktop/until.ts';

const nobody = { uid: 65_534, gid: 65_534 };
const people: [string, DesktopOptions][] = [['whoever runs it', {}]];
if (process.getuid?.() === 0) people.push(['an ordinary user', { user: nobody }]);

for (const [name, options] of people) {
  test(`a desktop of ${name} has a keyring, notifications, a tray and sound`, async () => {
    const desktop = await startDesktop(options);
    try {
      await desktop.run('secret-tool', ['store', '--label=x', 'service', 'x'], { input: 'a secret' });
      assert.equal(await desktop.secretTool('lookup', 'service', 'x'), 'a secret');
      assert.equal(await desktop.secretTool('lookup', 'service', 'y'), null);
      await notify(desktop.bus, 'Hello');
      await until('the notification', () => desktop.notifications.shown().some(({ summary }) => summary === 'Hello'));
      assert.deepEqual(await desktop.trayItems(), []);
      const stop = desktop.sound.startTone(440, 'headset');
      const ear = await desktop.sound.listenAt('headset');
      await ear.hearing.heard(440);
      stop();
      ear.stop();
    } finally {
      await desktop.stop();
    }
  });

  test(`what runs on a desktop of ${name} is gone after it, also what detached itself`, async () => {
    const desktop = await startDesktop({ ...options, sound: false });
    const mark = basename(desktop.folder);
    await desktop.run('sh', ['-c', 'setsid sleep 300 >/dev/null 2>&1 &']);
    const before = markedProcesses(mark).length;
    assert.ok(before > 5, `${before} processes`);
    await desktop.stop();
    assert.deepEqual(markedProcesses(mark), []);
    assert.ok(!existsSync(desktop.folder));
  });
}

test('what is left out is not there', async () => {
  const desktop = await startDesktop({ keyring: false, notifications: false, tray: false, sound: false });
  try {
    const names = ['org.freedesktop.secrets', 'org.freedesktop.Notifications', 'org.kde.StatusNotifierWatcher'];
    assert.deepEqual(await Promise.all(names.map((name) => desktop.bus.hasOwner(name))), [false, false, false]);
    assert.equal(desktop.env.PULSE_SERVER, undefined);
  } finally {
    await desktop.stop();
  }
});

async function notify(bus: { call(call: object): Promise<unknown> }, summary: string): Promise<void> {
  await bus.call({
    destination: 'org.freedesktop.Notifications',
    path: '/org/freedesktop/Notifications',
    interface: 'org.freedesktop.Notifications',
    member: 'Notify',
    signature: 'susssasa{sv}i',
    body: ['test', 0, '', summary, '', [], [], 0],
  });
}
