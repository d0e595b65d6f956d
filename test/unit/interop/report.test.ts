import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallFigures, Outcome } from '../../interop/figures.ts';
import { faultOf } from '../../interop/measure-row.ts';
import { withTable } from '../../interop/report/document.ts';
import { nameOf, table } from '../../interop/report/table.ts';
import type { Row } from '../../interop/row.ts';
import { rows } from '../../interop/rows.ts';

const row: Row = { peer: 'baresip', transport: 'direct', protection: 'sdes', codec: 'PCMU' };
const figures: CallFigures = {
  here: { tone: { frequency: 1000.2, level: -5.9 }, loss: { packets: 300, lost: 0 }, keys: '2580*' },
  there: { tone: { frequency: 699.9, level: -2.1 }, loss: null, keys: '159#' },
  holds: null,
};
const talked = (change: Partial<CallFigures> = {}): Outcome => ({ type: 'talked', figures: { ...figures, ...change } });

test('every row is another call', () => {
  assert.equal(new Set(rows.map(nameOf)).size, rows.length);
});

test('a row in which both were heard holds', () => {
  assert.equal(faultOf(row, talked()), null);
  assert.match(
    table([{ row, outcome: talked() }]),
    /\| ports of the SDP \| SDES \| PCMU \| {2}\| 1000 Hz, -6 dBFS \| 0 of 300 \| 700 Hz, -2 dBFS \| not told \| `2580\*` \/ `159#` \| holds \|/,
  );
});

test('a row that held at the second try says so', () => {
  assert.match(table([{ row, outcome: talked(), tries: 2 }]), /\| holds, at try 2 \|$/);
});

for (const [what, change, fault] of [
  ['a key that was not heard here', { here: { ...figures.here, keys: '258*' } }, /keys heard here: "258\*"/],
  ['a key that was heard twice there', { there: { ...figures.there, keys: '1599#' } }, /keys heard there: "1599#"/],
  ['a loss', { here: { ...figures.here, loss: { packets: 300, lost: 7 } } }, /7 of 300 packets lost here/],
] as const) {
  test(`${what} is a fault`, () => {
    assert.match(faultOf(row, talked(change)) ?? '', fault);
    assert.match(table([{ row, outcome: talked(change) }]), /\*\*does not hold\*\*/);
  });
}

test('what has to be refused is, and nothing else', () => {
  const refused: Row = { ...row, comes: { refused: 'encryption-mismatch' } };
  assert.equal(faultOf(refused, { type: 'refused', failure: 'encryption-mismatch' }), null);
  assert.match(faultOf(refused, { type: 'refused', failure: 'no-path' }) ?? '', /no-path/);
  assert.match(faultOf(refused, talked()) ?? '', /not refused/);
  assert.match(faultOf(row, { type: 'refused', failure: 'encryption-mismatch' }) ?? '', /refused/);
});

test('a row that cannot be says why', () => {
  const outcome: Outcome = { type: 'cannot', reason: 'it has no keys' };
  const silent: Row = { ...row, comes: { cannot: 'it has no keys' } };
  assert.equal(faultOf(silent, outcome), null);
  assert.match(table([{ row: silent, outcome }]), /cannot be: it has no keys/);
});

test('the tables of peers that were not called stay', () => {
  const document =
    '<!-- measured: sipp -->\nold\n<!-- /measured: sipp -->\n<!-- measured: baresip -->\nold\n<!-- /measured: baresip -->\n';
  const written = withTable(document, 'baresip', [{ row, outcome: talked() }], 'Measured on a day.');
  assert.match(written, /^<!-- measured: sipp -->\nold\n/);
  assert.match(
    written,
    /<!-- measured: baresip -->\n### baresip\n\nMeasured on a day\.\n\n\| way .*\n<!-- \/measured: baresip -->\n$/s,
  );
  assert.equal(withTable(written, 'baresip', [{ row, outcome: talked() }], 'Measured on a day.'), written);
  assert.throws(() => withTable('', 'baresip', [{ row, outcome: talked() }], ''), /no place for baresip/);
});
