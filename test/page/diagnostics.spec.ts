import type { Page } from '@playwright/test';
import type { AppView, CheckId, RingPath } from '../../preload/contract/index.ts';
import { connected, noon, signingIn, view } from '../views/samples.ts';
import { healthyView, limitedView, longNamedView, unreachableView } from './pictures/health-samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 900 } });

async function goToDiagnostics(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Diagnostics/ }).click();
}

const row = (page: Page, check: CheckId) => page.locator(`[data-check="${check}"]`);

/** What was asked for besides having seen the list of calls, with which the window begins. */
const asked = async (page: Page) => (await commands(page)).filter(({ type }) => type !== 'see-history');

for (const [name, sample, answer, warnings] of [
  ['well', healthyView, 'Yes. Every check passed.', 0],
  ['limited', limitedView, 'Yes, but only through the pop-up.', 2],
  ['unreachable', unreachableView, 'No. Calls do not ring here.', 2],
] as const) {
  test(`answers in one sentence: ${name}`, async ({ open }) => {
    const page = await open('main', sample());
    const counted = warnings === 0 ? 'Diagnostics' : `Diagnostics, ${warnings} warnings`;
    await page.getByRole('button', { name: counted, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Will I ring?');
    const kind = name === 'unreachable' ? 'alert' : 'note';
    await expect(page.getByRole('main').getByRole(kind)).toContainText(answer);
    await expect(page.locator('.verdict')).toHaveAttribute('data-health', sample().health.level);
    await expect(page.getByRole('list', { name: 'Checks' }).getByRole('listitem')).toHaveCount(14);
    await expect(page.getByRole('button', { name: 'How to fix this' })).toHaveCount(warnings === 0 ? 0 : 1);
  });
}

test('says what shows it, what to do, and does it', async ({ open }) => {
  const page = await open('main', unreachableView());
  await goToDiagnostics(page);
  const server = row(page, 'server');
  await expect(server).toContainText('Failed: Server connection');
  await expect(server).toContainText('Not connected. Last word from the server');
  await expect(server).toContainText('Check the network of this computer. Switchhook keeps trying.');
  const tryNow = server.getByRole('button', { name: 'Try now' });
  await expect(tryNow).toHaveAccessibleDescription(/Not connected/);
  await tryNow.click();
  expect(await asked(page)).toEqual([{ type: 'reconnect' }]);
});

test('by keys alone: to the first thing to fix, and on to the settings', async ({ open }) => {
  const sample = limitedView();
  const checks = sample.health.checks.map((check) =>
    check.id === 'ring-device'
      ? { ...check, level: 'warning' as const, action: { label: 'Choose device', settings: 'devices' as const } }
      : check,
  );
  const page = await open('main', { ...sample, health: { ...sample.health, checks } });
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Will I ring?');
  await page.keyboard.press('F6');
  await expect(page.getByRole('button', { name: /^Diagnostics/ })).toBeFocused();
  await page.keyboard.press('F6');
  for (const label of ['Export diagnostics', 'Copy report', 'Ring me now']) {
    await expect(page.getByRole('button', { name: label })).toBeFocused();
    await page.keyboard.press('Tab');
  }
  await expect(page.getByRole('tab', { name: 'Will I ring?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'How to fix this' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Choose device' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Devices');
});

test('an age counts on by itself', async ({ page, open }) => {
  await page.clock.install({ time: noon });
  await open('main', healthyView());
  await goToDiagnostics(page);
  await expect(row(page, 'server')).toContainText(/ago$/);
  await page.clock.fastForward(120_000);
  await expect(row(page, 'server')).toContainText(/2 min ago$/);
});

test('rings on demand and tells what worked', async ({ open }) => {
  const sample = healthyView();
  const page = await open('main', { ...sample, health: { ...sample.health, ringTest: null } });
  await goToDiagnostics(page);
  await page.getByRole('button', { name: 'Ring me now' }).click();
  expect(await asked(page)).toEqual([{ type: 'ring-test' }]);
  const step = (path: RingPath, outcome: 'waiting' | 'worked' | 'failed', text: string) => ({
    path,
    outcome,
    words: [text],
  });
  const steps = [
    step('card', 'worked', 'Pop-up after 0.2 s'),
    step('sound', 'waiting', 'Sound: waiting'),
    step('notification', 'failed', 'Notification failed'),
  ];
  await show(page, { ...sample, health: { ...sample.health, ringTest: { ringing: true, steps } } });
  await expect(page.getByRole('button', { name: 'Ringing' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.locator('.test-step')).toHaveText([
    'Worked: Pop-up after 0.2 s',
    'Not known yet: Sound: waiting',
    'Failed: Notification failed',
  ]);
});

test('does not ring for a test in a call, and says why', async ({ open }) => {
  const page = await open('main', { ...healthyView(), calls: [connected()] });
  await goToDiagnostics(page);
  const button = page.getByRole('button', { name: 'Ring me now' });
  await expect(button).toHaveAccessibleDescription('Not during a call');
  await button.click({ force: true });
  expect(await asked(page)).toEqual([]);
});

test('copies the report, and says so', async ({ open }) => {
  const page = await open('main', healthyView());
  await goToDiagnostics(page);
  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByRole('button', { name: 'Report copied' })).toBeVisible();
  await page.getByRole('button', { name: 'Export diagnostics' }).click();
  expect(await asked(page)).toEqual([{ type: 'copy-report' }, { type: 'export-diagnostics' }]);
});

test('lists how calls rang, and when none could', async ({ open }) => {
  const page = await open('main', unreachableView());
  await goToDiagnostics(page);
  const calls = page.getByRole('region', { name: /^Last calls/ }).getByRole('listitem');
  await expect(calls.first()).toContainText(/Rang: 10:42.*Ana Lindqvist/);
  await expect(calls.nth(1)).toContainText(/Kept silent: 09:15.*Priya Raman/);
  await expect(calls.nth(1)).toContainText('you silenced it');
  const outages = page.getByRole('region', { name: 'When calls did not ring here' }).getByRole('listitem');
  await expect(outages.first()).toContainText(/11:57.* to now/);
  await expect(outages.nth(1)).toContainText('This computer was asleep, 11 min, 1 missed call');
});

test('comes up where it is asked for from outside, also on the sign-in form', async ({ open }) => {
  const page = await open('main', view());
  await page.evaluate(() => window.wire.askForPage('diagnostics'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Will I ring?');
  const signedOut: AppView = { ...signingIn(), health: unreachableView().health };
  await show(page, signedOut);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Will I ring?');
  await page.getByRole('button', { name: 'Calls', exact: true }).click();
  await expect(page.getByLabel('Sign-in address', { exact: true })).toBeVisible();
});

for (const [name, sample, text, width] of [
  ['limited', limitedView, 2, 1080],
  ['limited', limitedView, 1, 560],
  ['unreachable', unreachableView, 2, 560],
  ['long names', longNamedView, 1, 1080],
  ['long names', longNamedView, 2, 560],
] as const) {
  test(`nothing is cut off or overlaps: ${name}, ${text * 100} %, ${width} px`, async ({ open }) => {
    const page = await open('main', sample());
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = `${size * 100}%`;
    }, text);
    await goToDiagnostics(page);
    const found = await page.evaluate(() => {
      const main = document.querySelector('main') as HTMLElement;
      const controls = [...main.querySelectorAll<HTMLElement>('button, .check-title, .sentence, .note strong')];
      const sidebar = document.querySelector('.sidebar') as HTMLElement;
      const edge = sidebar.getBoundingClientRect().right;
      const cut = [...sidebar.querySelectorAll('button')].filter((one) => one.getBoundingClientRect().right > edge);
      const boxes = controls.map((one) => one.getBoundingClientRect());
      const overlaps = boxes.flatMap((one, index) =>
        boxes
          .slice(index + 1)
          .filter(
            (other) =>
              one.left < other.right - 1 &&
              other.left < one.right - 1 &&
              one.top < other.bottom - 1 &&
              other.top < one.bottom - 1,
          ),
      );
      const sideways = main.scrollWidth - main.clientWidth;
      return { sideways, cut: cut.length, overlaps: overlaps.length, controls: controls.length };
    });
    expect(found.controls).toBeGreaterThan(25);
    expect(found).toMatchObject({ sideways: 0, cut: 0, overlaps: 0 });
  });
}
