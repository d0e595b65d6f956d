import { type Language, languageNames } from '../../preload/contract/index.ts';
import { viewIn } from '../unit/core/fakes/words.ts';
import { pictures } from './pictures/pictures.ts';
import { speak } from './rig/fake-phone.ts';
import { misfits } from './rig/fits.ts';
import { expect, test } from './rig/windows.ts';

/** The states that show most of the words, each as the gallery draws it. */
const looked = [
  ...['sign-in', 'sign-in-problem', 'sign-in-server', 'sign-in-trust'],
  ...['ring', 'ring-outside', 'ring-decline-menu', 'ring-second', 'ring-three', 'ring-by-phone'],
  ...['call', 'call-muted', 'call-keypad', 'call-held', 'call-two', 'call-ended', 'call-question', 'call-rating'],
  ...['call-by-phone', 'out-calling', 'out-team', 'out-busy', 'call-more'],
  ...['main', 'main-notes', 'main-empty', 'main-narrow', 'main-narrow-details', 'main-emergency'],
  ...['people', 'people-search', 'people-narrow', 'messages', 'messages-new', 'messages-narrow'],
  ...['diagnostics-degraded', 'diagnostics-narrow', 'quality', 'quality-narrow'],
  ...['settings', 'settings-devices', 'settings-shortcuts', 'settings-appearance', 'settings-narrow', 'quit'],
];

const languages = Object.keys(languageNames) as readonly Language[];

for (const name of looked) {
  test(`${name}: nothing is cut in any language`, async ({ page, open }) => {
    const picture = pictures.find((one) => one.name === name);
    if (picture === undefined) throw new Error(`The gallery has no ${name}.`);
    const { window, view, width, height = 700, act, text = 100 } = picture;
    await page.setViewportSize({ width, height });
    await open(window, view);
    await act?.(page, text);
    for (const language of languages) {
      const words = viewIn(language);
      await speak(page, words);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('html')).toHaveAttribute('dir', words.direction);
      expect(await misfits(page), languageNames[language]).toEqual([]);
    }
  });
}
