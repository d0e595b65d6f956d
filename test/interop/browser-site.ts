import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waveFile } from '../../scripts/assets/wave-file.ts';
import { launchSound, serveSound } from '../page/rig/sound-site.ts';
import { sineSamples } from '../peers/tone.ts';
import type { PageSite } from './row-call.ts';

/** What the microphone of the page says, in Hz. */
export const microphoneHz = 700;

export interface OpenSite extends PageSite {
  close(): Promise<void>;
}

/** Debian's Chromium with a microphone that says a tone, and the app's page for it. */
export async function openBrowserSite(): Promise<OpenSite> {
  const folder = await mkdtemp(join(tmpdir(), 'switchhook-interop-'));
  const speaking = join(folder, 'microphone.wav');
  await writeFile(speaking, waveFile(sineSamples(microphoneHz, 48_000, 4, -6), 48_000));
  const [site, browser] = await Promise.all([serveSound(), launchSound({ speaking })]);
  return {
    url: site.url,
    browser,
    async close() {
      await browser.close();
      await site.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
