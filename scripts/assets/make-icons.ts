import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { projectRoot, runAsTask } from '../project.ts';
import { appDrawing } from './app-drawing.ts';
import { trayDrawing, trayStates } from './tray-drawings.ts';

const folder = join(projectRoot, 'assets', 'icons');
const traySizes = [16, 20, 24, 32];
const appSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const glyphs = { black: '#000000', white: '#FFFFFF' };

/**
 * Draws every icon again: `svg/`, `tray/<state>-<black|white>-<size>.png` for light and dark bars, macOS template images
 * `tray/<state>Template.png` with `@2x`, and `app/<size>x<size>.png`. For development; the pictures are kept with the code.
 */
async function makeIcons(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['svg', 'tray', 'app']) mkdirSync(join(folder, name), { recursive: true });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage();
  for (const state of trayStates) {
    writeFileSync(join(folder, 'svg', `${state}.svg`), trayDrawing(state));
    for (const [glyph, colour] of Object.entries(glyphs)) {
      const drawing = trayDrawing(state).replace('<svg ', `<svg color="${colour}" `);
      for (const size of traySizes) await render(page, drawing, size, `tray/${state}-${glyph}-${size}.png`);
    }
    await render(page, trayDrawing(state), 16, `tray/${state}Template.png`);
    await render(page, trayDrawing(state), 32, `tray/${state}Template@2x.png`);
  }
  writeFileSync(join(folder, 'svg', 'app.svg'), appDrawing(64));
  for (const size of appSizes) await render(page, appDrawing(size), size, `app/${size}x${size}.png`);
  await browser.close();
}

async function render(page: Page, drawing: string, size: number, name: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${drawing}`,
  );
  await page.screenshot({ path: join(folder, name), omitBackground: true });
}

await runAsTask(import.meta.url, makeIcons);
