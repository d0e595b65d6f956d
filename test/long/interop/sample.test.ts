import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type OpenSite, openBrowserSite } from '../../interop/browser-site.ts';
import { faultOf, measureRow } from '../../interop/measure-row.ts';
import { nameOf } from '../../interop/report/table.ts';
import { sampleRows } from '../../interop/rows.ts';

// A sample of the matrix that `npm run interop` makes: rows for which every run of the tests has the programs.

let site: OpenSite;
before(async () => {
  site = await openBrowserSite();
});
after(() => site.close());

for (const row of sampleRows) {
  test(nameOf(row), async () => {
    const outcome = await measureRow(row, site);
    assert.equal(faultOf(row, outcome), null);
    assert.equal(outcome.type, 'talked');
  });
}
