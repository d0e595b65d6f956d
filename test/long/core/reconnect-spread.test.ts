import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSeededRandom } from '../../unit/core/fakes/log-and-random.ts';
import { createTestPhone } from '../../unit/core/fakes/phone.ts';

const clients = Number(process.env.SWITCHHOOK_CLIENTS ?? 200);
/** The one that is drawn. */
const drawnMs = 60_000;
const outagesMs = [10_000, 20_000, drawnMs, 300_000, 1_200_000];
const sliceMs = 250;

/** A quarter of the outage, three seconds at least and thirty at most. */
const longestMs = (awayMs: number): number => Math.min(Math.max(awayMs / 4, 3_000), 30_000);

/** How long after the server came back this client is heard, in milliseconds. */
async function arrivalOf(client: number, awayMs: number): Promise<number> {
  const phone = createTestPhone({ random: createSeededRandom(client) });
  await phone.signIn();
  await phone.server.down();
  await phone.clock.advance(awayMs);
  phone.server.up();
  const before = phone.http.sent.length;
  const since = phone.clock.now();
  for (let waited = 0; waited < 60_000 && phone.http.sent.length === before; waited += sliceMs) {
    await phone.clock.advance(sliceMs);
  }
  const arrival = phone.clock.now() - since;
  await phone.phone.stop();
  return arrival;
}

for (const awayMs of outagesMs) {
  const longest = longestMs(awayMs);
  test(`clients whose server was away for ${awayMs / 1000} s are back within ${longest / 1000} s, and not in step`, async (t) => {
    const seconds = new Map<number, number>();
    for (let client = 1; client <= clients; client += 1) {
      const arrival = await arrivalOf(client, awayMs);
      assert.ok(arrival <= longest + sliceMs, `heard after ${arrival} ms`);
      const second = Math.floor((arrival - 1) / 1000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    const counts = Array.from({ length: Math.ceil(longest / 1000) + 1 }, (_, second) => seconds.get(second) ?? 0);
    const mean = clients / (longest / 1000);
    const most = Math.max(...counts) / mean;
    if (awayMs === drawnMs) writePlot(counts);
    t.diagnostic(`${Math.max(...counts)} of ${clients} in the busiest second, ${most.toFixed(2)} times the mean`);
    // So few clients fall unevenly by chance alone: three standard deviations of that are allowed for.
    assert.ok(most < 2 + (clients < 2_000 ? 3 / Math.sqrt(mean) : 0), `${most.toFixed(2)} times the mean`);
  });
}

function writePlot(counts: readonly number[]): void {
  const highest = Math.max(...counts, 1);
  const bars = counts.map((count, second) => {
    const height = (count / highest) * 200;
    return `<rect x="${40 + second * 16}" y="${220 - height}" width="14" height="${height}"><title>${second} s: ${count}</title></rect>`;
  });
  const labels = [0, 5, 10, 15].map((second) => `<text x="${40 + second * 16}" y="236">${second} s</text>`);
  const title = `<text x="40" y="14">${clients} clients: first request after the server came back (most in a second: ${highest})</text>`;
  const style = '<style>rect{fill:#2b6cb0}text{font:12px sans-serif}</style>';
  const folder = join(import.meta.dirname, '../../../out');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'reconnect-spread.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 245"><title>When clients are first heard again</title>${style}${title}${bars.join('')}${labels.join('')}</svg>\n`,
  );
}
