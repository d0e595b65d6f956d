import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSeededRandom } from './fakes/log-and-random.ts';
import { createTestPhone } from './fakes/phone.ts';

const clients = Number(process.env.SWITCHHOOK_CLIENTS ?? 200);
const awayMs = 60_000;
/** By then every wait of at most 30 s is over. */
const watchedMs = 35_000;

/** How long after the server came back this client is heard, in milliseconds. */
async function arrivalOf(client: number): Promise<number> {
  const phone = createTestPhone({ random: createSeededRandom(client) });
  await phone.signIn();
  await phone.server.down();
  await phone.clock.advance(awayMs);
  phone.server.up();
  const before = phone.http.sent.length;
  const since = phone.clock.now();
  for (let waited = 0; waited < watchedMs && phone.http.sent.length === before; waited += 250) {
    await phone.clock.advance(250);
  }
  assert.ok(phone.http.sent.length > before, 'every client comes back');
  const arrival = phone.clock.now() - since;
  await phone.phone.stop();
  return arrival;
}

test('clients whose server comes back after a minute do not come in step', async () => {
  const seconds = new Map<number, number>();
  for (let client = 1; client <= clients; client += 1) {
    const second = Math.floor(((await arrivalOf(client)) - 1) / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  const counts = Array.from({ length: watchedMs / 1000 }, (_, second) => seconds.get(second) ?? 0);
  const most = Math.max(...counts) / clients;
  writePlot(counts);
  assert.ok(most < 0.16, `${(most * 100).toFixed(1)} % of all in one second`);
  const inFirstFive = counts.slice(0, 5).reduce((sum, count) => sum + count, 0) / clients;
  assert.ok(inFirstFive < 0.55, `${(inFirstFive * 100).toFixed(1)} % in the first five seconds`);
});

function writePlot(counts: readonly number[]): void {
  const highest = Math.max(...counts, 1);
  const bars = counts.map((count, second) => {
    const height = (count / highest) * 200;
    return `<rect x="${40 + second * 16}" y="${220 - height}" width="14" height="${height}"><title>${second} s: ${count}</title></rect>`;
  });
  const labels = [0, 5, 10, 15, 20, 25, 30].map((second) => `<text x="${40 + second * 16}" y="236">${second} s</text>`);
  const title = `<text x="40" y="14">${clients} clients: first request after the server came back (most in a second: ${highest})</text>`;
  const style = '<style>rect{fill:#2b6cb0}text{font:12px sans-serif}</style>';
  const folder = join(import.meta.dirname, '../../../out');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'reconnect-spread.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 245"><title>When clients are first heard again</title>${style}${title}${bars.join('')}${labels.join('')}</svg>\n`,
  );
}
