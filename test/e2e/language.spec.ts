import { writePseudoCatalogues } from '../../scripts/words/pseudo.ts';
import { until } from '../desktop/until.ts';
import { ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { trayItem, trayLabels, trayTooltip } from './rig/tray.ts';

const inBrackets = /^⟦.*⟧$/s;

test('a language from right to left: windows, tray and menu are in it', async ({ desktop, launch }) => {
  const catalogues = desktop.makeFolder('home/catalogues');
  writePseudoCatalogues(catalogues);
  const env = { SWITCHHOOK_TEST_LOCALES: catalogues, LC_ALL: 'en_Arab_XB.UTF-8' };
  const app = await launch({ env });
  for (const name of ['main', 'ring'] as const) {
    const page = (await app.window(name)).locator('html');
    await expect(page).toHaveAttribute('lang', 'en-Arab-XB');
    await expect(page).toHaveAttribute('dir', 'rtl');
  }
  const item = await trayItem(desktop);
  expect(await trayTooltip(item)).toMatch(inBrackets);
  for (const label of await trayLabels(item)) expect(label).toMatch(inBrackets);
});

test('the desktop’s language: windows and menu are in it', async ({ desktop, launch }) => {
  const app = await launch({ env: { LANG: 'de_AT.UTF-8' } });
  const main = await app.window('main');
  await expect(main.locator('html')).toHaveAttribute('lang', 'de');
  await expect(main.getByRole('button', { name: 'Anmelden', exact: true })).toBeVisible();
  expect(await trayLabels(await trayItem(desktop))).toContain('Switchhook öffnen');
});

test('a language that the user chose holds from the next start on', async ({ app, desktop, launch }) => {
  const main = await app.window('main');
  await main.getByRole('button', { name: 'Settings', exact: true }).click();
  await main.getByRole('button', { name: 'Appearance', exact: true }).click();
  await main.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'العربية' });
  await app.quit();
  const next = await launch({ userDataDir: app.userDataDir, env: { LANG: 'de_DE.UTF-8' } });
  const page = (await next.window('main')).locator('html');
  await expect(page).toHaveAttribute('lang', 'ar');
  await expect(page).toHaveAttribute('dir', 'rtl');
  expect(await trayLabels(await trayItem(desktop))).toContain('فتح Switchhook');
});

test('a language that is not there: everything is in English', async ({ desktop, launch }) => {
  const app = await launch({ env: { LANG: 'tlh_AQ.UTF-8', LANGUAGE: 'tlh:nonsense' } });
  await expect((await app.window('main')).locator('html')).toHaveAttribute('lang', 'en');
  expect(await trayLabels(await trayItem(desktop))).toContain('Open Switchhook');
});

for (const [region, locales, time] of [
  ['the desktop’s own', { LANG: 'en_US.UTF-8' }, /^1?\d:\d\d\s[AP]M · /],
  ['German, in English', { LANG: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8' }, /^[012]\d:\d\d · /],
] as const) {
  test(`times are written as the region does: ${region}`, async ({ desktop, launch, server }) => {
    const app = await launch({ env: locales });
    await app.signIn({ ...server.credentials, keep: false });
    await server.reachable();
    const shown = desktop.notifications.shown().length;
    const call = await ring(server, app, { from: 'ana' });
    call.cancel();
    const notices = () => desktop.notifications.shown().slice(shown);
    const missed = await until('the notice', () => notices().find(({ summary }) => /^Missed call/.test(summary)));
    expect(missed.body).toMatch(time);
  });
}
