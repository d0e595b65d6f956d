import type { Page } from '@playwright/test';
import { forwarded, ownPresence, routing, team } from '../../views/own.ts';
import { view } from '../../views/samples.ts';
import type { Picture } from './picture.ts';

const size = { width: 1080, height: 900 };
const settings = async (page: Page): Promise<void> => {
  await page.locator('.nav-entry').nth(-2).click();
  await page.locator('.settings-entry').nth(3).click();
};
const account = async (page: Page): Promise<void> => page.locator('.sidebar-foot .menu-button').click();
const session = {
  status: 'Ready',
  detail: 'Forwarding to voicemail',
  summary: 'Forwarding to voicemail',
  user: { name: 'Dana Whitfield', address: 'dana.whitfield@northwind.example' },
  signIn: null,
} as const;
const elsewhere = view({ session, ownPresence, routing: forwarded });
const others = view({
  ownPresence,
  routing: {
    ...routing,
    setting: 'ring-others',
    ringOthers: { ...routing.ringOthers, chosen: team, afterS: 10 },
    problem: 'Your team has nobody in it yet. Your administrator can add people. Forwarding is as before.',
  },
});

/** Call forwarding in the settings, and the menu under one's own name. */
export const ownPictures: readonly Picture[] = (
  [
    { name: 'forwarding-voicemail', view: elsewhere, act: settings },
    { name: 'forwarding-others', view: others, act: settings },
    { name: 'forwarding-narrow', width: 600, height: 1400, view: others, act: settings },
    { name: 'forwarding-200', text: 200, width: 1080, height: 1600, view: elsewhere, act: settings },
    { name: 'forwarding-rtl', rtl: true, view: others, act: settings },
    { name: 'own-menu', view: elsewhere, act: account },
    { name: 'own-menu-narrow', width: 560, height: 600, view: elsewhere, act: account },
    { name: 'own-menu-200', text: 200, view: elsewhere, act: account },
  ] as const
).map((picture) => ({ window: 'main', focus: true, ...size, ...picture }));
