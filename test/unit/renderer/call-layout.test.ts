import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../same-inputs.ts';
import type { HistoryRow } from '../../../preload/contract/index.ts';
import {
  type ListLayout as LayoutOf,
  offsetOf,
  placeAt,
  rangeFor,
  sectionsOf,
} from '../../../renderer/components/list/layout.ts';
import { ana, past } from '../../views/samples.ts';

type ListLayout = LayoutOf<HistoryRow>;

const dayMinutes = 24 * 60;
/** Ten rows a day. */
const row = (place: number): HistoryRow => ({
  id: `c${place}`,
  call: past(ana, Math.floor(place / 10) * dayMinutes),
  count: 1,
  opensDay: place % 10 === 0,
});
const rows = (from: number, to: number) =>
  new Map(Array.from({ length: to - from }, (_, index) => [from + index, row(from + index)] as const));
const usual = { measured: new Map<string, number>(), usual: 40 };
const sectionOf = ({ call, opensDay }: HistoryRow) => ({ name: new Date(call.at).toDateString(), opens: opensDay });
const list = (more: Partial<ListLayout> = {}): ListLayout => ({
  rows: rows(0, 100),
  range: { from: 20, to: 45 },
  total: 100,
  kept: null,
  ...more,
});

/** Each section: the room of a gap, or places and gaps of a day. */
function outline(layout: ListLayout): readonly unknown[] {
  return sectionsOf(layout, usual, sectionOf).map((section) =>
    section.kind === 'gap'
      ? section.height
      : section.items.map((item) => (item.kind === 'gap' ? -item.height : item.place)),
  );
}

const upTo = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('sections of the list', () => {
  test('are days, with the room of all that is not drawn', () => {
    assert.deepEqual(outline(list()), [800, upTo(20, 30), upTo(30, 40), upTo(40, 45), 55 * 40]);
  });

  test('a row that is kept stays in its day, wherever what is drawn has gone', () => {
    assert.deepEqual(outline(list({ range: { from: 26, to: 30 }, kept: { place: 21, row: row(21) } })), [
      21 * 40,
      [21, -160, 26, 27, 28, 29],
      70 * 40,
    ]);
    assert.deepEqual(outline(list({ range: { from: 20, to: 30 }, kept: { place: 3, row: row(3) } })), [
      120,
      [3],
      16 * 40,
      upTo(20, 30),
      70 * 40,
    ]);
    assert.deepEqual(
      outline(list({ range: { from: 20, to: 30 }, kept: { place: 25, row: row(25) } }))[1],
      upTo(20, 30),
    );
  });

  test('rows that did not come yet are room', () => {
    assert.deepEqual(outline(list({ rows: rows(20, 25), range: { from: 18, to: 30 } })), [800, upTo(20, 25), 75 * 40]);
    assert.deepEqual(outline(list({ rows: new Map() })), [4_000]);
  });

  test('a row that is kept and gone from the list is not drawn', () => {
    assert.deepEqual(
      outline(list({ rows: rows(0, 5), range: { from: 0, to: 9 }, total: 5, kept: { place: 7, row: row(7) } })),
      [upTo(0, 5)],
    );
  });

  test('are always as high as the whole list', () => {
    fc.assert(
      fc.property(
        fc.nat(90),
        fc.nat(40),
        fc.nat(99),
        fc.array(fc.nat(80), { maxLength: 100 }),
        (from, many, kept, sizes) => {
          const measured = new Map(sizes.map((height, place) => [`c${place}`, height + 20]));
          const heights = { measured, usual: 40 };
          const layout = list({ range: { from, to: from + many }, kept: { place: kept, row: row(kept) } });
          const drawn = (place: number): number => measured.get(`c${place}`) ?? 40;
          const height = sectionsOf(layout, heights, sectionOf).reduce((sum, section) => {
            if (section.kind === 'gap') return sum + section.height;
            return section.items.reduce(
              (rest, item) => rest + (item.kind === 'gap' ? item.height : drawn(item.place)),
              sum,
            );
          }, 0);
          assert.equal(height, offsetOf(layout.rows, heights, 100));
        },
      ),
    );
  });
});

test('a place is found by where it stands, measured or not', () => {
  const known = rows(0, 100);
  const heights = { measured: new Map([['c2', 100]]), usual: 40 };
  assert.deepEqual(
    [0, 39, 40, 80, 179, 180, 10_000].map((offset) => placeAt(known, heights, 1_000, offset)),
    [0, 0, 1, 2, 2, 3, 248],
  );
  assert.equal(placeAt(known, heights, 1_000, -50), 0);
  assert.equal(placeAt(known, heights, 1_000, 1e9), 999);
  assert.equal(placeAt(new Map(), heights, 0, 50), 0);
});

test('what is drawn stays while enough of it lies beside the screen', () => {
  const drawn = { from: 88, to: 127 };
  assert.equal(rangeFor({ from: 100, to: 115 }, drawn, 1_000), drawn);
  assert.equal(rangeFor({ from: 93, to: 108 }, drawn, 1_000), drawn);
  assert.deepEqual(rangeFor({ from: 90, to: 105 }, drawn, 1_000), { from: 78, to: 117 });
  assert.deepEqual(rangeFor({ from: 0, to: 15 }, { from: 0, to: 30 }, 20), { from: 0, to: 30 });
  assert.deepEqual(
    rangeFor({ from: 100, to: 115 }, { from: 0, to: 500 }, 1_000),
    { from: 88, to: 127 },
    'not too much',
  );
});
