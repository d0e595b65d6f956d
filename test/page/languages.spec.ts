import { createWords, type Language, languageNames, type RoutingView } from '../../preload/contract/index.ts';
import { viewIn } from '../unit/core/fakes/words.ts';
import { noRouting, view as sampleView } from '../views/samples.ts';
import { limitedView } from './pictures/health-samples.ts';
import { pictures } from './pictures/pictures.ts';
import { show, speak } from './rig/fake-phone.ts';
import { misfits } from './rig/fits.ts';
import { expect, test } from './rig/windows.ts';

/** The states that show most of the words, each as the gallery draws it. */
const looked = [
  ...['sign-in', 'sign-in-problem', 'sign-in-server', 'sign-in-trust'],
  ...['ring', 'ring-outside', 'ring-decline-menu', 'ring-second', 'ring-three', 'ring-by-phone'],
  ...['call', 'call-muted', 'call-keypad', 'call-held', 'call-two', 'call-ended', 'call-question', 'call-rating'],
  ...['call-by-phone', 'out-calling', 'out-team', 'out-busy', 'call-more'],
  ...['main', 'main-notes', 'main-empty', 'main-narrow', 'main-narrow-details', 'main-emergency'],
  ...[
    'ring-meeting',
    'meeting',
    'meeting-people',
    'meeting-lobby',
    'forwarding-others',
    'forwarding-narrow',
    'own-menu',
  ],
  ...['people', 'people-search', 'people-narrow', 'messages', 'messages-new', 'messages-narrow'],
  ...['diagnostics-degraded', 'diagnostics-narrow', 'quality', 'quality-narrow'],
  ...['palette', 'palette-number', 'palette-nothing', 'settings-shortcuts-recording', 'settings-program'],
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

/** What the main process says stands in the snapshot already. */
test('the checks of the main process are said whole in any language', async ({ page, open }) => {
  await page.setViewportSize({ width: 600, height: 700 });
  await open('main', limitedView());
  await page.getByRole('button', { name: /^Diagnostics/ }).click();
  for (const language of languages) {
    const words = createWords(viewIn(language));
    await show(page, limitedView(words));
    await expect(page.getByText(words.say('health.only-pop-up')).first()).toBeVisible();
    expect(await misfits(page), languageNames[language]).toEqual([]);
  }
  await show(page, limitedView());
});

test('call forwarding is said whole in any language', async ({ page, open }) => {
  await page.setViewportSize({ width: 600, height: 900 });
  const voicemail = { id: 'voicemail', label: 'Voicemail' };
  const way = { places: [voicemail], chosen: voicemail, takesNumber: true, afterS: 20 };
  const routing: RoutingView = {
    ...noRouting,
    state: 'known',
    setting: 'ring-others',
    mayChange: true,
    forward: way,
    ringOthers: way,
    unanswered: way,
    whileAway: way,
  };
  await open('main', sampleView({ routing }));
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Call forwarding' }).click();
  for (const language of languages) {
    const words = createWords(viewIn(language));
    await speak(page, words.view);
    await expect(page.getByText(words.say('forwarding.nobody-answers')).first()).toBeVisible();
    expect(await misfits(page), languageNames[language]).toEqual([]);
  }
});
