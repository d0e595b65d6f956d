import type { Page } from '@playwright/test';
import type { CallView } from '../../../preload/contract/index.ts';
import { connected, view } from '../../views/samples.ts';
import type { Picture } from './picture.ts';
import { measuredView, testFailed, testOver, testTalking } from './quality-samples.ts';

const page = { width: 1080, height: 1120 };
const quality = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /Diagnostics/ }).click();
  await page.getByRole('tab', { name: 'Call quality' }).click();
};
const call = (over: Partial<CallView>) => view({ calls: [connected(over)] });
const good = { level: 'good', text: 'Good sound' } as const;
const weak = { level: 'weak', text: 'Weak sound: your network' } as const;
const none = { level: 'none', text: 'No sound: their side' } as const;
const nothing = {
  id: 'nothing-heard',
  kind: 'warning',
  title: 'Nothing arrives from Ana Lindqvist.',
  help: 'The call ends by itself once the other side has been gone for 30 s.',
} as const;
const over = {
  state: 'ended',
  actions: [],
  ending: { title: 'Call ended', help: '', ordinary: true },
  lastedMs: 252_000,
} as const;

export const qualityPictures: readonly Picture[] = [
  { name: 'call-good-sound', window: 'call', width: 340, view: call({ sound: good }) },
  { name: 'call-weak-sound', window: 'call', width: 340, view: call({ sound: weak }) },
  { name: 'call-no-sound', window: 'call', width: 340, view: call({ sound: none, notes: [nothing] }) },
  { name: 'call-weak-forced', window: 'call', width: 340, forced: true, view: call({ sound: weak }) },
  { name: 'call-weak-rtl', window: 'call', width: 340, rtl: true, view: call({ sound: weak }) },
  { name: 'call-weak-200', window: 'call', width: 529, text: 200, view: call({ sound: weak }) },
  { name: 'call-rating', window: 'call', width: 340, focus: true, view: call({ ...over, rating: 'asked' }) },
  { name: 'call-rating-200', window: 'call', width: 529, text: 200, view: call({ ...over, rating: 'asked' }) },
  { name: 'call-rated', window: 'call', width: 340, view: call({ ...over, rating: 'thanked' }) },
  { name: 'quality', window: 'main', ...page, view: measuredView(), act: quality },
  { name: 'quality-forced', window: 'main', ...page, forced: true, view: measuredView(), act: quality },
  { name: 'quality-rtl', window: 'main', ...page, rtl: true, view: measuredView(), act: quality },
  { name: 'quality-200', window: 'main', width: 1080, height: 1800, text: 200, view: measuredView(), act: quality },
  { name: 'quality-narrow', window: 'main', width: 600, height: 1500, view: measuredView(), act: quality },
  { name: 'quality-none', window: 'main', ...page, view: view(), act: quality },
  { name: 'quality-test', window: 'main', ...page, view: testTalking(), act: quality },
  { name: 'quality-test-over', window: 'main', ...page, view: testOver(), act: quality },
  { name: 'quality-test-failed', window: 'main', ...page, view: testFailed(), act: quality },
];
