import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  broughtBack,
  inCorner,
  inMiddle,
  screenFor,
  stillReachable,
  widthAt,
} from '../../../../main/electron/windows/placement.ts';
import { type CardCorner, cardCorners, cardScreens, textSizes } from '../../../../preload/contract/index.ts';

const area = { x: 0, y: 28, width: 1280, height: 772 };

test('the corner is 16 px inside the work area, on whichever screen', () => {
  assert.deepEqual(inCorner(area, 360, 282), { x: 904, y: 502, width: 360, height: 282 });
  const left = { x: -1920, y: -200, width: 1920, height: 1080 };
  assert.deepEqual(inCorner(left, 360, 282), { x: -376, y: 582, width: 360, height: 282 });
});

test('each corner is 16 px inside the work area', () => {
  const corner = (name: CardCorner) => {
    const { x, y } = inCorner(area, 360, 282, name);
    return [x, y];
  };
  assert.deepEqual(cardCorners.map(corner), [
    [904, 502],
    [16, 502],
    [904, 44],
    [16, 44],
  ]);
});

test('a card wider than the screen shows its beginning', () => {
  for (const corner of cardCorners) assert.equal(inCorner({ ...area, width: 300 }, 360, 282, corner).x, 0);
});

test('the card stands on the screen that is wanted, and always on one that is there', () => {
  const screenAt = (x: number, width = 1280) => ({ bounds: { x, y: 0, width, height: 800 } });
  const [left, middle, right] = [screenAt(-1280), screenAt(0), screenAt(1280, 2560)];
  const three = { all: [middle, right, left], primary: middle, pointer: right };
  assert.deepEqual(
    cardScreens.map((wanted) => screenFor(wanted, three)),
    [right, middle, left, right],
  );
  const alone = { all: [middle], primary: middle, pointer: middle };
  for (const wanted of cardScreens) assert.equal(screenFor(wanted, alone), middle);
  for (const wanted of cardScreens) assert.equal(screenFor(wanted, { ...alone, all: [] }), middle);
});

test('what is too high is cut to the work area', () => {
  assert.deepEqual(inCorner(area, 360, 5000), { x: 904, y: 44, width: 360, height: 740 });
});

test('windows grow with the text: the card from 360 to 560 px', () => {
  assert.deepEqual(
    textSizes.map((size) => widthAt(size, 360)),
    [360, 410, 460, 510, 560],
  );
  assert.deepEqual([widthAt(100, 340), widthAt(200, 340)], [340, 529]);
});

test('the middle of a work area is told in whole pixels', () => {
  assert.deepEqual(inMiddle(area, 361, 180), { x: 460, y: 324 });
});

test('what has grown over an edge comes back by as much, and stays where it is otherwise', () => {
  const window = { x: 924, y: 300, width: 340, height: 400 };
  assert.equal(broughtBack(area, window), null);
  assert.deepEqual(broughtBack(area, { ...window, width: 529 }), { x: 751, y: 300 });
  assert.deepEqual(broughtBack(area, { ...window, height: 600 }), { x: 924, y: 200 });
});

test('what is larger than the work area starts at its top left', () => {
  assert.deepEqual(broughtBack(area, { x: 700, y: 300, width: 2000, height: 2000 }), { x: 0, y: 28 });
});

test('saved bounds are taken while the title bar can be grabbed', () => {
  const bounds = { x: 100, y: 100, width: 1080, height: 680 };
  assert.deepEqual(stillReachable(bounds, [area]), bounds);
  assert.deepEqual(stillReachable({ ...bounds, x: -1000 }, [area]), { ...bounds, x: -1000 });
  const second = { x: 1280, y: 0, width: 1280, height: 800 };
  assert.deepEqual(stillReachable({ ...bounds, x: 1400 }, [area, second]), { ...bounds, x: 1400 });
});

test('bounds of a screen that is gone are not', () => {
  for (const change of [{ x: 1400 }, { x: -1060 }, { y: 900 }, { y: -50 }]) {
    assert.equal(stillReachable({ x: 100, y: 100, width: 1080, height: 680, ...change }, [area]), null);
  }
});

test('what is no rectangle is no bounds', () => {
  const bad = [null, undefined, 'x', {}, { x: 0, y: 40, width: 0, height: 10 }, { x: '0', y: 40, width: 9, height: 9 }];
  for (const saved of bad) assert.equal(stillReachable(saved, [area]), null);
  assert.equal(stillReachable({ x: 0, y: 40, width: 1e9, height: 9 }, [area]), null);
});
