/** Writes a picture of every state to out/gallery, to be looked at. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { usualSettings } from '../../../main/core/settings/table.ts';
import { type AppView, type Language, languageNames, type WordsView } from '../../../preload/contract/index.ts';
import { buildRenderer } from '../../../scripts/build-renderer.ts';
import { projectRoot } from '../../../scripts/project.ts';
import { pseudoView, viewIn } from '../../unit/core/fakes/words.ts';
import { shellLaunch } from '../rig/chromium.ts';
import { openWindow, speak } from '../rig/fake-phone.ts';
import { serve } from '../rig/serve.ts';
import type { Picture } from './picture.ts';
import { pictures } from './pictures.ts';

const { values, positionals: wanted } = parseArgs({
  options: { pseudo: { type: 'boolean' }, language: { type: 'string' } },
  allowPositionals: true,
});
const language = languageOf(values);
const out = join(projectRoot, 'out/gallery');
mkdirSync(out, { recursive: true });
const pages = join(projectRoot, 'out/page');
const served = await serve(pages);
await buildRenderer(pages);
const browser = await chromium.launch(shellLaunch);

async function draw(picture: Picture, scheme: 'light' | 'dark'): Promise<void> {
  const { name, view, width, height = 100, text = 100 } = picture;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 1.5,
    colorScheme: scheme,
    forcedColors: picture.forced ? 'active' : 'none',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime('2026-03-10T12:00:00');
  await openWindow(page, `${served.origin}/${picture.window}.html`, {
    ...view,
    settings: { ...usualSettings, textSize: text },
    words: { ...view.words, direction: picture.rtl ? 'rtl' : view.words.direction },
  } satisfies AppView);
  await page.waitForFunction(() => window.wire.reports.length > 0);
  await page.setViewportSize({ width: width - 1, height });
  await page.setViewportSize({ width, height });
  await picture.act?.(page, text);
  if (language !== null) await speak(page, language);
  await page.evaluate(() => new Promise((settled) => requestAnimationFrame(() => setTimeout(settled, 60))));
  if (!picture.focus) await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  if (picture.height === undefined) {
    const box = await page.locator('body > div').first().boundingBox();
    await page.setViewportSize({ width, height: Math.ceil(box?.height ?? 100) });
  }
  await page.screenshot({
    path: join(out, `${[name, ...(language === null ? [] : [language.locale]), scheme].join('-')}.png`),
  });
  await context.close();
}

/** Another one than English; null where it stays that. */
function languageOf(given: typeof values): WordsView | null {
  if (given.pseudo === true) return pseudoView;
  if (given.language === undefined) return null;
  if (!Object.hasOwn(languageNames, given.language)) throw new Error(`There is no language ${given.language}.`);
  return viewIn(given.language as Language);
}

for (const picture of pictures) {
  if (wanted.length > 0 && !wanted.some((part) => picture.name.includes(part))) continue;
  for (const scheme of ['light', 'dark'] as const) await draw(picture, scheme);
}
await browser.close();
await served.close();
console.log(`Drawn into ${out}`);
