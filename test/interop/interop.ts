/**
 * Calls of real peers through the gateway to the app's page in a browser, and back: `npm run interop`. Writes docs/interop.md, and exits with 1 where a
 * cell that should hold does not. `--only=PEER` (also more than once) makes the calls of that peer alone; the tables of the others stay as they were measured.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../scripts/project.ts';
import { openBrowserSite } from './browser-site.ts';
import { faultOf, measureRow } from './measure-row.ts';
import { withTable } from './report/document.ts';
import { nameOf, type Result } from './report/table.ts';
import { versionsOf } from './report/versions.ts';
import { rows } from './rows.ts';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
const document = join(projectRoot, 'docs/interop.md');
const chosen = rows.filter(({ peer }) => values.only.length === 0 || values.only.includes(peer));
if (chosen.length === 0) {
  console.error(`There is no such peer. Peers: ${[...new Set(rows.map(({ peer }) => peer))].join(', ')}.`);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const results = await measureAll();
const faults = results.filter(({ row, outcome }) => faultOf(row, outcome) !== null);
await writeDocument(results);
console.log(`${results.length - faults.length} passed, ${faults.length} failed`);
process.exit(faults.length > 0 ? 1 : 0);

async function measureAll(): Promise<readonly Result[]> {
  const site = await openBrowserSite();
  const measured: Result[] = [];
  try {
    for (const [at, row] of chosen.entries()) {
      const started = performance.now();
      const outcome = await measureRow(row, site);
      measured.push({ row, outcome });
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      const fault = faultOf(row, outcome);
      console.log(`${at + 1}/${chosen.length} ${nameOf(row)}: ${fault ?? outcome.type} (${seconds} s)`);
    }
  } finally {
    await site.close();
  }
  return measured;
}

async function writeDocument(measured: readonly Result[]): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  for (const peer of new Set(measured.map(({ row }) => row.peer))) {
    const own = measured.filter(({ row }) => row.peer === peer);
    const facts = `Measured on ${day} with ${await versionsOf(peer)}.`;
    await writeFile(document, withTable(await readFile(document, 'utf8'), peer, own, facts));
  }
}
