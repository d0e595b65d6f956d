/**
 * How speech sounds through the app: a telephone, a link, the gateway and Chromium's sound, both ways at once, by published measures, and held
 * against two bare RTCPeerConnections over the same link in the same run. The figures of docs/performance.md are what this prints.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from '@playwright/test';
import { waveFile } from '../../../../scripts/assets/wave-file.ts';
import { launchSound, serveSound } from '../../../page/rig/sound-site.ts';
import type { Harm } from '../../../peers/lossy-link.ts';
import { throughApp } from './app-path.ts';
import { throughBarePair } from './bare-path.ts';
import { prepareScoring, type Score, scores } from './scoring.ts';
import { encodePcmu, speech } from './spoken.ts';

const harms: Readonly<Record<string, Harm>> = {
  clean: { lossPercent: 0, jitterMs: 0 },
  'five percent lost': { lossPercent: 5, jitterMs: 0 },
  'jitter of 40 ms': { lossPercent: 0, jitterMs: 40 },
};

/** Speech takes its time, and a busy machine more. What could hang has a bound of its own: each step, and not all of them together. */
const patient = { timeout: Number.POSITIVE_INFINITY };

let folder: string;
let browser: Browser;
let site: Awaited<ReturnType<typeof serveSound>>;
let said: { pcmu: Buffer; samples: Int16Array };

before(async () => {
  await prepareScoring();
  folder = await mkdtemp(join(tmpdir(), 'switchhook-speech-'));
  const file = join(folder, 'microphone.wav');
  await writeFile(file, waveFile(await speech(48_000), 48_000));
  const samples = await speech(8000);
  said = { samples, pcmu: await encodePcmu(samples, 8000) };
  [browser, site] = await Promise.all([launchSound({ speaking: file }), serveSound()]);
}, patient);

after(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Figures {
  /** What the user hears of the caller, and the caller of the user. */
  readonly user: Score;
  readonly caller: Score;
  readonly bare: Score;
}

async function measured(name: string, harm: Harm): Promise<Figures> {
  const page = await browser.newPage();
  const app = await throughApp(page, site.url, harm, said);
  const bare = await throughBarePair(page, site.url, harm, said.samples.length / 8000);
  await page.close();
  const file = name.replaceAll(' ', '-');
  const [user, caller, held] = await scores([
    { name: `${file}-user`, ...app.towardsUser },
    { name: `${file}-caller`, ...app.towardsCaller },
    { name: `${file}-bare`, ...bare },
  ]);
  assert.ok(user && caller && held);
  return { user, caller, bare: held };
}

/** Far from what a quiet machine has: a busy one makes speech worse by itself, now here and now there. */
function isMuchWorse({ user, caller, bare }: Figures): boolean {
  return [user, caller].some(({ pesq, stoi }) => pesq < 0.7 * bare.pesq || stoi < 0.7 * bare.stoi);
}

for (const [name, harm] of Object.entries(harms)) {
  test(`speech, ${name}, is about as good through the app as between two bare connections`, patient, async (t) => {
    let figures = await measured(name, harm);
    for (let again = 0; again < 2 && isMuchWorse(figures); again += 1) figures = await measured(name, harm);
    for (const [who, each] of Object.entries(figures)) t.diagnostic(`${name}, ${who}: ${text(each)}`);
    assert.ok(!isMuchWorse(figures), JSON.stringify(figures));
  });
}

function text({ pesq, stoi, delayMs }: Score): string {
  return `PESQ ${pesq.toFixed(2)}, STOI ${stoi.toFixed(3)}, ${delayMs.toFixed(0)} ms`;
}
