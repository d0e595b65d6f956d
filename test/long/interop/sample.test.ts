import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type OpenSite, openBrowserSite } from '../../interop/browser-site.ts';
import { measureRow } from '../../interop/measure-row.ts';
import { nameOf } from '../../interop/report/table.ts';
import { sampleRows } from '../../interop/rows.ts';

// A sample of the matrix that `npm run interop` makes: rows for which every run of the tests has the programs. That both are heard counts here;
// what is lost says more of how busy the machine is.

let site: OpenSite;
before(async () => {
  site = await openBrowserSite();
});
after(() => site.close());

for (const row of sampleRows) {
  test(nameOf(row), async () => {
    const outcome = await measureRow(row, site);
    assert.equal(outcome.type, 'talked', 'reason' in outcome ? outcome.reason : undefined);
  });
}
