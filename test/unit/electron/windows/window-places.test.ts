import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWindowPlaces, type PlacedScreen } from '../../../../main/electron/windows/window-places.ts';
import { createManualClock } from '../manual-clock.ts';

const area = (x: number, width: number, height: number, scaleFactor = 1): PlacedScreen => ({
  bounds: { x, y: 0, width, height },
  workArea: { x, y: 24, width, height: height - 24 },
  scaleFactor,
});
const laptop = area(0, 1440, 900, 2);
const dock = [laptop, area(1440, 2560, 1440)];
const place = (x: number) => ({ x, y: 100, width: 1080, height: 680 });

/** A computer with these screens; what is written outlives it in `kept`. */
function setUp(first: readonly PlacedScreen[], kept: Record<string, unknown> = {}) {
  const clock = createManualClock();
  let all = first;
  let changed = (): void => {};
  const onChange = (listener: () => void): void => {
    changed = listener;
  };
  const places = createWindowPlaces({
    clock,
    records: {
      read: (name) => kept[name],
      write: (name, document) => {
        kept[name] = JSON.parse(JSON.stringify(document));
      },
      keep: async () => true,
    },
    screens: { all: () => all, onChange },
  });
  const connect = (next: readonly PlacedScreen[]): void => {
    all = next;
    changed();
  };
  return {
    ...{ clock, places, kept, connect },
    /** Connects them, and lets them come to rest. */
    use: (next: readonly PlacedScreen[]) => {
      connect(next);
      clock.advance(300);
    },
  };
}

test('each set of screens has its own places, in this run and in later ones', () => {
  const { places, use, kept } = setUp([laptop]);
  assert.equal(places.of('main'), null);
  places.keep('main', place(10));
  places.keep('call', place(20));
  use(dock);
  assert.equal(places.of('main'), null, 'nobody left it anywhere at the dock');
  places.keep('main', place(1500));
  use([laptop]);
  assert.deepEqual([places.of('main'), places.of('call')], [place(10), place(20)]);
  use(dock.toReversed());
  assert.deepEqual([places.of('main'), places.of('call')], [place(1500), null], 'their order says nothing');
  assert.deepEqual(setUp([laptop], kept).places.of('call'), place(20));
});

test('a place that a window has while screens change is nobody’s', () => {
  const { clock, places, connect, use } = setUp(dock);
  places.keep('main', place(1500));
  use([laptop]);
  places.keep('main', place(10));
  connect(dock);
  places.keep('main', place(20));
  clock.advance(300);
  assert.deepEqual(places.of('main'), place(1500));
  use([laptop]);
  assert.deepEqual(places.of('main'), place(10));
});

test('screens of another scale, or beside each other in another way, are another set', () => {
  const { places, connect } = setUp(dock);
  places.keep('main', place(1500));
  for (const other of [
    [area(0, 1440, 900, 1), area(1440, 2560, 1440)],
    [area(2560, 1440, 900, 2), area(0, 2560, 1440)],
  ]) {
    connect(other);
    assert.equal(places.of('main'), null);
  }
});

test('a place that nobody could grab is none', () => {
  const { places } = setUp([laptop]);
  places.keep('main', place(1500));
  assert.equal(places.of('main'), null);
});

test('the sets that were met last are remembered, and no more than eight', () => {
  const { places, use, kept } = setUp([laptop]);
  for (let index = 0; index < 10; index += 1) {
    use([area(0, 1000 + index, 900)]);
    places.keep('main', place(index));
    use([area(0, 1002, 900)]);
    if (index > 2) places.keep('call', place(1));
  }
  assert.equal((kept['window-places'] as { sets: unknown[] }).sets.length, 8);
  const seen = (width: number) => {
    use([area(0, width, 900)]);
    return places.of('main') !== null;
  };
  assert.deepEqual([1000, 1001, 1002, 1003, 1009].map(seen), [false, false, true, true, true]);
});

test('who asks is told once of other screens, when they have come to rest', () => {
  const { clock, places, connect } = setUp([laptop]);
  let told = 0;
  const stop = places.onOtherScreens(() => {
    told += 1;
  });
  connect(dock);
  clock.advance(200);
  connect([...dock, area(4000, 800, 600)]);
  clock.advance(299);
  assert.equal(told, 0);
  clock.advance(1);
  assert.equal(told, 1);
  connect(dock);
  connect([...dock, area(4000, 800, 600)]);
  clock.advance(1_000);
  assert.equal(told, 1, 'they are the same again');
  stop();
  connect([laptop]);
  clock.advance(1_000);
  assert.equal(told, 1);
});

test('what is written in place of such a record costs nothing but the places in it', () => {
  for (const sets of [null, 'x', [{}], [{ screens: 7 }]]) {
    assert.equal(setUp([laptop], { 'window-places': { sets } }).places.of('main'), null);
  }
  const { places, kept } = setUp([laptop]);
  places.keep('main', place(10));
  const [set] = (kept['window-places'] as { sets: object[] }).sets;
  const broken = setUp([laptop], { 'window-places': { sets: [{ ...set, call: { x: 'far' } }] } });
  assert.deepEqual([broken.places.of('main'), broken.places.of('call')], [place(10), null]);
});
