import { usualSettings } from '../../main/core/settings/table.ts';
import { widthAt } from '../../main/electron/windows/placement.ts';
import { busyHistory, connected, longNamed, ringing, tomas, view } from '../views/samples.ts';
import { pictures } from './pictures/pictures.ts';
import { violationsOf } from './rig/axe.ts';
import { misfits } from './rig/fits.ts';
import { expect, test } from './rig/windows.ts';

test.describe('every picture', () => {
  // What moves has no colour that axe could judge.
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  for (const picture of pictures) {
    const { name, window, view: first, height = 500, rtl, act, forced } = picture;
    for (const text of picture.text === undefined ? ([100, 200] as const) : [picture.text]) {
      // With forced colours the system chooses them, and what is drawn larger is the same for axe.
      const seen = !forced && text === (picture.text ?? 100);
      test(`${name} fits at ${text} % text${seen ? ', and axe finds nothing' : ''}`, async ({ open }) => {
        const page = await open(window, { ...first, settings: { ...usualSettings, textSize: text } });
        if (rtl) {
          await page.evaluate(() => {
            document.documentElement.dir = 'rtl';
          });
        }
        const grows = window !== 'main' && picture.text === undefined;
        await page.setViewportSize({ width: grows ? widthAt(text, picture.width) : picture.width, height });
        await act?.(page, text);
        expect(await misfits(page)).toEqual([]);
        if (seen) expect(await violationsOf(page)).toEqual([]);
      });
    }
  }
});

test('reads right to left: the card is mirrored, numbers and shortcuts are not', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing()] }));
  await page.setViewportSize({ width: 360, height: 400 });
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  const left = async (name: string) => (await page.getByRole('button', { name, exact: true }).boundingBox())?.x ?? 0;
  expect(await left('Answer')).toBeGreaterThan(await left('Decline'));
  await expect(page.locator('kbd')).toHaveAttribute('dir', 'ltr');
  await expect(page.getByRole('timer')).toHaveAttribute('dir', 'ltr');
  await expect(page.locator('bdi', { hasText: '+46 8 5550 1234' })).toBeVisible();
});

test.describe('in forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('Answer stands out, and every control has an edge', async ({ open }) => {
    const page = await open('ring', view({ calls: [ringing(), ringing({ id: 'b', party: tomas })] }));
    const colour = (name: string, property: string) =>
      page
        .getByRole('button', { name, exact: true })
        .evaluate((one, key) => getComputedStyle(one).getPropertyValue(key), property);
    expect(await colour('Answer', 'background-color')).not.toBe(await colour('Decline', 'background-color'));
    for (const name of ['Answer', 'Decline', 'Silence', 'Answer Tomás Oliveira']) {
      expect(await colour(name, 'border-top-width')).toBe('1px');
      expect(await colour(name, 'border-top-color')).not.toBe('rgba(0, 0, 0, 0)');
    }
  });

  test('the selected call stands out', async ({ open }) => {
    const page = await open('main', view({ past: busyHistory() }));
    const ground = (selected: boolean) =>
      page
        .getByRole('option', { selected })
        .first()
        .evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await ground(true)).not.toBe(await ground(false));
  });
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves', async ({ open }) => {
    const page = await open('ring', view({ calls: [ringing({ state: 'answering', actions: [] })] }));
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});

test('moves the halo and nothing else while it rings', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing({ party: longNamed })] }));
  const moving = await page.evaluate(() =>
    document.getAnimations().map((one) => (one instanceof CSSAnimation ? one.animationName : 'transition')),
  );
  expect(moving).toEqual(['halo']);
});

test('shows where the focus is', async ({ open }) => {
  const page = await open('call', view({ calls: [connected()] }));
  const stops = [];
  for (let step = 0; step < 7; step += 1) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(() => {
        const focused = document.activeElement;
        const drawn = focused?.closest('.picker') ?? focused;
        return [
          focused?.getAttribute('aria-label') ?? focused?.textContent,
          drawn && getComputedStyle(drawn).outlineWidth,
        ];
      }),
    );
  }
  expect(stops).toEqual([
    ['Mute', '2px'],
    ['Hold', '2px'],
    ['Keypad', '2px'],
    ['More', '2px'],
    ['Hang up', '2px'],
    ['Microphone', '2px'],
    ['Speaker', '2px'],
  ]);
});
