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
import type { Row } from './row.ts';
import type { PageSite } from './row-call.ts';
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
  const results: Result[] = [];
  try {
    for (const [at, row] of chosen.entries()) {
      const started = performance.now();
      const result = await measured(row, site);
      const { outcome } = result;
      results.push(result);
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      const fault = faultOf(row, outcome);
      console.log(`${at + 1}/${chosen.length} ${nameOf(row)}: ${fault ?? outcome.type} (${seconds} s)`);
    }
  } finally {
    await site.close();
  }
  return results;
}

/** Once more where it does not hold: a machine that is too busy loses packets. The table tells. */
async function measured(row: Row, site: PageSite): Promise<Result> {
  const outcome = await measureRow(row, site);
  const fault = faultOf(row, outcome);
  if (fault === null) return { row, outcome };
  console.log(`once more: ${fault}`);
  return { row, outcome: await measureRow(row, site), tries: 2 };
}

async function writeDocument(all: readonly Result[]): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  for (const peer of new Set(all.map(({ row }) => row.peer))) {
    const own = all.filter(({ row }) => row.peer === peer);
    const facts = `Measured on ${day} with ${await versionsOf(peer)}.`;
    await writeFile(document, withTable(await readFile(document, 'utf8'), peer, own, facts));
  }
}
