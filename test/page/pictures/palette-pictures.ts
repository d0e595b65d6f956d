import type { Page } from '@playwright/test';
import { busyMessages } from '../../views/messages-samples.ts';
import { northwind } from '../../views/people.ts';
import { busyHistory, calling, noOwnPresence, shortcutSetup, view } from '../../views/samples.ts';
import type { Picture } from './picture.ts';

const shown = view({
  book: northwind,
  past: busyHistory(),
  said: busyMessages(),
  calling: { ...calling, phoneAudio: true },
  ownPresence: { ...noOwnPresence, presence: { dot: 'available', text: 'Available' } },
});
const size = { width: 1080, height: 680 };

const typing = (text: string) => async (page: Page) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text);
  await page.locator('.palette-row, .palette-nothing').first().waitFor();
};

const shortcuts = async (page: Page) => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Shortcuts' }).click();
};

const recording = {
  action: 'decline',
  keys: 'Ctrl Shift F9',
  problem: { kind: 'used', action: 'answer' },
} as const;

/** The palette, and keys that are being set. */
export const palettePictures: readonly Picture[] = [
  { name: 'palette', window: 'main', ...size, view: shown, act: typing('an') },
  { name: 'palette-empty', window: 'main', ...size, view: shown, act: typing('') },
  { name: 'palette-number', window: 'main', ...size, view: shown, act: typing('08 555 012 34') },
  { name: 'palette-nothing', window: 'main', ...size, view: shown, act: typing('zzq') },
  { name: 'palette-200-smallest', window: 'main', width: 560, height: 480, text: 200, view: shown, act: typing('an') },
  { name: 'palette-forced', window: 'main', ...size, forced: true, view: shown, act: typing('an') },
  {
    name: 'settings-shortcuts-recording',
    window: 'main',
    ...size,
    view: { ...shown, shortcutSetup: { ...shortcutSetup, changed: true, unsure: true, proven: ['answer'], recording } },
    act: shortcuts,
  },
  {
    name: 'settings-program',
    window: 'main',
    ...size,
    view: { ...shown, callHook: { program: '/opt/lamp/ring', locked: false, problem: 'unsafe' } },
    act: async (page) => page.getByRole('button', { name: 'Settings' }).click(),
  },
];
