import type { Locator, Page } from '@playwright/test';
import type { CheckId, HealthLevel } from '../../preload/contract/index.ts';
import { bells } from '../../scripts/assets/make-tones.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { answer, press, ring, userTone } from './rig/calls.ts';
import { exportByKeys, identitiesOf } from './rig/diagnostics-file.ts';
import { keepFigures } from './rig/figures.ts';
import { holdKey } from './rig/held-keys.ts';
import { audibleStreams } from './rig/sound-streams.ts';
import { expect, test } from './rig/test.ts';
import { chooseInTray, trayIcon, trayItem, trayLabels, trayTooltip } from './rig/tray.ts';

async function toDiagnostics(app: DrivenApp): Promise<Page> {
  const main = await app.window('main');
  await main.getByRole('button', { name: /^Diagnostics/ }).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Will I ring?');
  return main;
}

const check = (main: Page, id: CheckId): Locator => main.locator(`[data-check="${id}"]`);

interface Told {
  readonly level: HealthLevel;
  readonly answer: string;
  /** What else the answer says: why, and what to do. */
  readonly help?: string;
  /** Of the main window's sidebar. */
  readonly status: string;
  /** What follows "Switchhook: " in the tray. */
  readonly tooltip: string;
}

/** Window, tray and Diagnostics page say the same. Resolves with the tray's picture. */
async function told(main: Page, desktop: Desktop, { level, answer, help, status, tooltip }: Told): Promise<string> {
  const verdict = main.locator('.verdict');
  await expect(verdict).toContainText(answer);
  await expect(verdict).toHaveAttribute('data-health', level);
  if (help !== undefined) await expect(verdict).toContainText(help);
  await expect(main.getByRole('status')).toHaveText(status);
  const item = await trayItem(desktop);
  await until(`"${tooltip}" in the tray`, async () => (await trayTooltip(item)) === `Switchhook: ${tooltip}`);
  return trayIcon(item);
}

const well: Told = {
  level: 'reachable',
  answer: 'Yes. Every check passed.',
  status: 'Ready Calls ring here',
  tooltip: 'calls ring here',
};
const oneWarning = 'Ready 1 warning, see Diagnostics';

test.afterEach(async ({ desktop }) => {
  await desktop.notifications.start();
  await desktop.trayHost.start();
});

test('all is well; then without notifications, without a tray, and well again', async ({ app, desktop }) => {
  const main = await toDiagnostics(app);
  const readyIcon = await told(main, desktop, well);
  const rows = main.locator('[data-check]');
  await expect(rows).toHaveCount(14);
  expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-level')))).toEqual(
    Array(14).fill('ok'),
  );
  expect(await trayLabels(await trayItem(desktop))).toContain('Ready: calls ring here');

  await desktop.notifications.stop();
  const stoppedAt = performance.now();
  await expect(check(main, 'notifications')).toHaveAttribute('data-level', 'warning');
  keepFigures('health', { noNotificationsMs: Math.round(performance.now() - stoppedAt) });
  await expect(check(main, 'notifications')).toContainText('No notification service runs on this computer');
  await expect(check(main, 'notifications')).toContainText(
    'Start or install the notification service of your desktop.',
  );
  const warnedIcon = await told(main, desktop, {
    level: 'degraded',
    answer: 'Yes, but only through the pop-up.',
    help: 'If something covers the pop-up, you will only hear the ring.',
    status: oneWarning,
    tooltip: 'calls ring here, but only through the pop-up',
  });
  expect(warnedIcon).not.toBe(readyIcon);
  await main.screenshot({ path: 'out/e2e/diagnostics-degraded.png' });

  await desktop.notifications.start();
  expect(await told(main, desktop, well)).toBe(readyIcon);
  await desktop.trayHost.stop();
  await expect(check(main, 'tray')).toContainText('This desktop shows no tray icons');
  await expect(main.locator('.verdict')).toContainText('Yes, with one warning.');
  await expect(main.getByRole('status')).toHaveText(oneWarning);
  await desktop.trayHost.start();
  expect(await told(main, desktop, well)).toBe(readyIcon);
});

test('a call to oneself: one’s own voice comes back, and how it sounds is said; then a call rings as ever', async ({
  app,
  desktop,
  server,
}) => {
  const main = await toDiagnostics(app);
  await main.getByRole('tab', { name: 'Call quality' }).click();
  await expect(main.getByText('No calls measured yet.')).toBeVisible();
  await press(app, 'main', 'Test call');
  await expect(main.getByText('Say something. You hear it back after 1 s.')).toBeVisible();
  const headset = await desktop.sound.listenAt('speakers');
  const stopTalking = desktop.sound.startTone(userTone);
  await headset.hearing.heard(userTone);
  stopTalking();
  headset.stop();
  await expect(main.locator('[data-test-call] .sound-word')).toHaveText('Good sound');
  await press(app, 'main', 'Stop');
  await expect(main.locator('[data-test-call]')).toHaveAttribute('data-test-call', 'over');
  await expect(main.getByRole('img', { name: /^Score: 4\.\d of 5/ })).toBeVisible();
  await main.screenshot({ path: 'out/e2e/test-call.png' });

  const call = await ring(server, app, { from: 'ana', wantsFeedback: true });
  await answer(app, call);
  await expect((await app.window('call')).locator('.sound-word')).toHaveText('Good sound');
  await call.hangUp();
  await until('the server to know how it sounded', () => call.reports.quality.length === 1);
  expect(call.reports.diagnostics).toEqual([{ errorCode: 'Informational', errorSubcode: 'CallTerminated' }]);
  await expect(main.locator('.measured-entry')).toHaveCount(1);
});

test('a key that another program holds, and devices that are pulled out', async ({ desktop, launch, server }) => {
  const letGo = await holdKey(desktop, 'C-S-F9');
  try {
    const app = await launch();
    await app.signIn({ ...server.credentials, keep: false });
    await app.status('Ready');
    const main = await toDiagnostics(app);
    const shortcuts = check(main, 'shortcuts');
    await expect(shortcuts).toContainText('Ctrl Shift F9 (Answer) is held by another program');
    await expect(shortcuts).toContainText('Close that program, then try again. The buttons work without.');
    await told(main, desktop, {
      level: 'degraded',
      answer: 'Yes, with one warning.',
      help: 'Close that program, then try again.',
      status: oneWarning,
      tooltip: 'calls ring here, with one warning',
    });
    await letGo();
    // The window manager takes its time; who closes a program presses again too.
    await until('the key', async () => {
      if ((await shortcuts.getAttribute('data-level')) === 'ok') return true;
      await shortcuts
        .getByRole('button', { name: 'Try again' })
        .click({ timeout: 1_000, noWaitAfter: true })
        .catch(() => {});
      return false;
    });
    await told(main, desktop, well);
    const call = await ring(server, app, { from: 'ana' });
    await desktop.screen.pressKeys('ctrl+shift+F9');
    await call.accepted;
    await call.hangUp();
    await expect(shortcuts).toContainText('Ctrl Shift F9 works, last pressed at');

    await press(app, 'main', 'Settings');
    await main.getByLabel('Ring on', { exact: true }).selectOption({ label: 'Headset' });
    await toDiagnostics(app);
    await desktop.sound.unplug('headset');
    const device = check(main, 'ring-device');
    await expect(device).toContainText('Headset is not plugged in. Calls ring on the system’s speaker');
    await told(main, desktop, {
      level: 'degraded',
      answer: 'Yes, but perhaps without sound.',
      help: 'Headset is not plugged in. Calls ring on the system’s speaker. Plug it in, or choose another.',
      status: oneWarning,
      tooltip: 'calls ring here, but perhaps without sound',
    });
    await desktop.sound.unplug('speakers');
    await desktop.sound.unplug('microphone');
    await expect(device).toContainText('No speaker or headset was found');
    await expect(check(main, 'microphone')).toContainText('No microphone was found');
    await told(main, desktop, {
      level: 'degraded',
      answer: 'Yes, but perhaps without sound.',
      help: 'Plug one in to hear the ring.',
      status: 'Ready 2 warnings, see Diagnostics',
      tooltip: 'calls ring here, but perhaps without sound',
    });
    await device.getByRole('button', { name: 'Choose device' }).click();
    await expect(main.getByRole('heading', { level: 2 })).toHaveText('Ringing');
    await desktop.sound.replugAll();
    await toDiagnostics(app);
    await expect(device).toHaveAttribute('data-level', 'ok');
    await told(main, desktop, well);
  } finally {
    await letGo();
  }
});

test('the server goes: said within seconds; and once it is back, what was missed and why', async ({
  app,
  desktop,
  server,
}) => {
  const main = await toDiagnostics(app);
  const readyIcon = await told(main, desktop, well);
  await server.faults.refuse(true);
  const goneAt = performance.now();
  const unreachable: Told = {
    level: 'unreachable',
    answer: 'No. Calls do not ring here.',
    help: 'Check the network of this computer. Switchhook keeps trying.',
    status: 'Reconnecting Calls do not ring here',
    tooltip: 'calls do not ring here',
  };
  const icon = await told(main, desktop, unreachable);
  const saidAfterMs = Math.round(performance.now() - goneAt);
  // On a machine at its limit; alone it is a quarter of a second (out/e2e/health.json).
  expect(saidAfterMs).toBeLessThan(15_000);
  expect(icon).not.toBe(readyIcon);
  await expect(check(main, 'server')).toContainText(/Not connected\. Last word from the server \d+ s ago/);
  await expect(check(main, 'server').getByRole('button', { name: 'Try now' })).toBeVisible();
  await expect(main.locator('[data-outage="present"]')).toContainText('No answer from the server');
  await main.screenshot({ path: 'out/e2e/diagnostics-unreachable.png' });
  for (const from of ['ana', 'noor']) server.callInVain({ from });

  await server.faults.refuse(false);
  await check(main, 'server').getByRole('button', { name: 'Try now' }).click();
  const backAt = performance.now();
  await app.status('Ready');
  keepFigures('health', { saidAfterMs, backAfterMs: Math.round(performance.now() - backAt) });
  const notice = await until('the notice of what was missed', () =>
    desktop.notifications.shown().findLast(({ summary }) => summary.startsWith('2 missed calls')),
  );
  expect(notice.summary).toBe('2 missed calls while the server did not answer');
  await expect(main.locator('[data-outage="over"]').first()).toContainText('The server did not answer');
  await expect(main.locator('[data-outage="over"]').first()).toContainText('2 missed calls');
  await told(main, desktop, { ...well, tooltip: '2 missed calls' });
  await main.getByRole('button', { name: /^Calls/ }).click();
  for (const name of ['Ana Lindqvist', 'Noor Galal']) {
    const row = main.getByRole('option', { name: new RegExp(`^Missed call, ${name}`) });
    await expect(row).toHaveCount(1);
    await expect(row).toContainText('It came while the server did not answer.');
  }
});

test('"Ring me now" rings by every path, and asks the server for nothing', async ({ app, desktop, server }) => {
  await chooseInTray(desktop, 'Will I ring?');
  const main = await app.window('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Will I ring?');
  // Contacts are read behind a sign-in, at their own pace; by now at least their groups are known.
  await until('contacts that are followed', () =>
    server.ledger.entries.some(({ rel }) => rel === 'startOrRefreshSubscriptionToContactsAndGroups'),
  );
  const notOfRings = new Set(['events', 'reportMyActivity', 'groupContacts', 'expandDistributionGroup']);
  const { next } = server.ledger;
  const earlier = desktop.notifications.shown().length;
  const speakers = await desktop.sound.listenAt('speakers');
  await press(app, 'main', 'Ring me now');
  await app.shown('ring');
  const card = (await app.window('ring')).getByRole('alertdialog', { name: 'Switchhook', exact: true });
  await expect(card).toContainText('Test ring, nobody is calling');
  await Promise.any(bells.map((bell) => speakers.hearing.heard(bell)));
  await until('its notification', () =>
    desktop.notifications
      .shown()
      .slice(earlier)
      .some(({ summary }) => summary === 'Switchhook is calling'),
  );
  for (const path of ['card', 'sound', 'notification', 'tray']) {
    await expect(main.locator(`[data-path="${path}"]`)).toHaveAttribute('data-outcome', 'worked');
  }
  await press(app, 'ring', 'Answer');
  await app.shown('ring', false);
  await until('silence', async () => (await audibleStreams(desktop)).length === 0);
  speakers.stop();
  await expect(main.getByRole('heading', { name: 'Last test ring' })).toBeVisible();
  const asked = server.ledger.entries.filter(({ seq, kind }) => seq >= next && kind === 'request');
  expect(asked.map(({ rel }) => rel).filter((rel) => rel === undefined || !notOfRings.has(rel))).toEqual([]);
  await main.getByRole('button', { name: /^Calls/ }).click();
  await expect(main.getByText('No calls yet.')).toBeVisible();
});

test('by the keyboard alone to the diagnostics, out with them, and back; nobody is named in the file', async ({
  app,
  desktop,
  server,
}) => {
  const first = await ring(server, app, { from: 'maria' });
  await press(app, 'ring', 'Decline');
  await first.ended;
  const second = await ring(server, app, { from: 'ana' });
  await answer(app, second);
  await second.hangUp();
  await app.shown('call', false);
  const main = await app.window('main');
  await expect(main.getByRole('option')).toHaveCount(2);

  await desktop.screen.activateWindow('^Switchhook$');
  const files = await exportByKeys(app, desktop);
  expect(Object.keys(files).sort()).toEqual(['details.json', 'log.txt', 'report.txt']);
  expect(files['report.txt']).toContain('Will I ring? Yes. Every check passed.');
  expect(files['report.txt']).toMatch(/Last calls\n\S+ rang: Pop-up after/);
  expect(JSON.parse(files['details.json'] ?? '')).toMatchObject({ session: { state: 'online' }, history: 2 });
  expect(files['log.txt']).toMatch(/^\[[^\]]+\] \[info\]/m);
  for (const [name, text] of Object.entries(files)) {
    const found = identitiesOf(server, desktop).filter((identity) =>
      text.toLowerCase().includes(identity.toLowerCase()),
    );
    expect(found, `named in ${name}`).toEqual([]);
    expect(text, name).not.toMatch(/cwt(?:=|%3d)[\w+/%]{8,}|Bearer (?!\[)/i);
  }
  await desktop.screen.pressKeys('ctrl+1');
  await expect(main.getByRole('listbox')).toBeVisible();
});
