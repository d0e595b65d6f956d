import { until } from '../desktop/until.ts';
import type { DrivenApp, WindowName } from '../driver/app.ts';
import { press, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { cornerOf, mappedWindow, placeOf, workArea } from './rig/x-windows.ts';

interface Measures {
  readonly visible: boolean;
  readonly width: number;
  /** What the page has of it. */
  readonly pageWidth: number;
  readonly fontSize: string;
  /** How far the content is from fitting. */
  readonly cut: number;
}

async function measure(app: DrivenApp, name: WindowName): Promise<Measures> {
  const page = await app.window(name);
  const handle = await app.electron.browserWindow(page);
  const [visible, width] = await handle.evaluate((window) => [window.isVisible(), window.getContentSize()[0]] as const);
  const inside = await page.evaluate(() => ({
    pageWidth: window.innerWidth,
    fontSize: getComputedStyle(document.documentElement).fontSize,
    cut: (document.body.firstElementChild?.getBoundingClientRect().height ?? 0) - window.innerHeight,
  }));
  return { visible, width: width ?? 0, ...inside };
}

async function chooseTextSize(app: DrivenApp, size: string): Promise<void> {
  const main = await app.window('main');
  await main.getByRole('button', { name: 'Settings' }).click();
  await main.getByRole('button', { name: 'Appearance' }).click();
  await main.getByRole('combobox', { name: 'Text size' }).selectOption(size);
}

test('larger text holds in every window at once, shows none of them, and is kept', async ({ app, launch, server }) => {
  const declined = await ring(server, app, { from: 'ana' });
  await app.window('call');
  await press(app, 'ring', 'Decline');
  await declined.ended;
  await app.shown('ring', false);

  await chooseTextSize(app, '200 %');
  for (const [name, width] of [
    ['ring', 560],
    ['call', 529],
  ] as const) {
    await until(`a ${name} window of ${width} px`, async () => {
      const { pageWidth, fontSize } = await measure(app, name);
      return pageWidth === width && fontSize === '32px';
    });
    await expect.poll(() => measure(app, name)).toMatchObject({ visible: false, width });
  }
  await expect.poll(() => measure(app, 'main')).toMatchObject({ width: 1080, fontSize: '32px' });

  const { userDataDir } = app;
  await app.quit();
  const next = await launch({ userDataDir });
  await next.window('ring');
  await expect.poll(() => measure(next, 'ring')).toMatchObject({ width: 560, fontSize: '32px' });
});

test('a call at 200 % is whole on the screen, also when the size changes while it is up', async ({
  app,
  desktop,
  server,
}) => {
  const main = await app.window('main');
  await chooseTextSize(app, '200 %');
  const call = await ring(server, app, { from: 'ana' });
  await until('a card that fits', async () => (await measure(app, 'ring')).cut <= 0);
  const area = await workArea(desktop);
  const window = await mappedWindow(desktop, 'is calling');
  await expect.poll(() => cornerOf(desktop, window, area)).toMatchObject({ right: 16, width: 560 });

  await press(app, 'ring', 'Answer');
  await call.accepted;
  await app.shown('call');
  const talk = await mappedWindow(desktop, '^Ana Lindqvist$');
  for (const [keys, width] of [
    ['Control+0', 340],
    ['Control++', 387],
    ['Control++', 434],
    ['Control++', 482],
    ['Control++', 529],
  ] as const) {
    await main.keyboard.press(keys);
    await until(`a call window of ${width} px that fits`, async () => {
      const { pageWidth, cut } = await measure(app, 'call');
      return pageWidth === width && cut <= 0;
    });
    await expect
      .poll(async () => {
        const { x, y, ...size } = await placeOf(desktop, talk);
        return x + size.width <= area.x + area.width && y + size.height <= area.y + area.height;
      })
      .toBe(true);
  }
  await press(app, 'call', 'Hang up');
  await call.ended;
});
