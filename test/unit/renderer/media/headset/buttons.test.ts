import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../../same-inputs.ts';
import { createButtons } from '../../../../../renderer/media/headset/buttons.ts';
import type { HidCollection } from '../../../../../renderer/media/headset/hid.ts';
import { bytesOf, fieldsOf, usages } from '../../../../../renderer/media/headset/reports.ts';
import { keypadOnly, listedHeadset, report, usualHeadset } from './descriptors.ts';

function readerOf(collections: readonly HidCollection[]) {
  const read = createButtons(collections);
  if (read === null) throw new Error('it has no buttons');
  return read;
}

test('a hook that keeps its state is lifted and laid down; the same once more means nothing', () => {
  const read = readerOf(usualHeadset);
  assert.deepEqual(read(2, report(0b0000_0000)), []);
  assert.deepEqual(read(2, report(0b0000_0001)), ['off-hook']);
  assert.deepEqual(read(2, report(0b0000_0001)), []);
  assert.deepEqual(read(2, report(0b0000_0011)), [], 'the bit of another usage');
  assert.deepEqual(read(2, report(0b0000_0000)), ['on-hook']);
});

test('a button that only says that it was pressed does so as it goes down', () => {
  const read = readerOf(usualHeadset);
  assert.deepEqual(read(2, report(0b0000_0100)), ['mute']);
  assert.deepEqual(read(2, report(0b0000_0000)), []);
  assert.deepEqual(read(2, report(0b0000_0101)), ['off-hook', 'mute']);
});

test('buttons in a list of what is pressed, wherever in the list they stand', () => {
  const read = readerOf(listedHeadset);
  const [hook, mute] = [1, 1 + usages.phoneMute - usages.hookSwitch];
  assert.deepEqual(read(0, report(hook, 0)), ['hook']);
  assert.deepEqual(read(0, report(0, hook)), [], 'still down');
  assert.deepEqual(read(0, report(mute, hook)), ['mute']);
  assert.deepEqual(read(0, report(0, 0)), []);
  assert.deepEqual(read(0, report(hook, 0)), ['hook']);
});

test('reports of another number, and such as are cut short, say nothing', () => {
  const read = readerOf(usualHeadset);
  assert.deepEqual(read(7, report(0xff)), []);
  assert.deepEqual(read(2, report()), []);
  assert.deepEqual(read(2, report(0b0000_0001)), ['off-hook'], 'and change nothing');
});

test('a device without a hook or a mute is no headset', () => {
  assert.equal(createButtons(keypadOnly), null);
  assert.equal(createButtons([]), null);
});

test('whatever a device says of itself, reading it ends and throws nothing', () => {
  const number = fc.oneof(fc.integer({ min: -5, max: 40 }), fc.constant(2 ** 31), fc.constant(usages.hookSwitch));
  const item = fc.record(
    {
      isAbsolute: fc.boolean(),
      isArray: fc.boolean(),
      isRange: fc.boolean(),
      hasPreferredState: fc.boolean(),
      usages: fc.array(fc.constantFrom(...Object.values(usages)), { maxLength: 5 }),
      usageMinimum: number,
      usageMaximum: number,
      logicalMinimum: number,
      reportSize: number,
      reportCount: number,
    },
    { requiredKeys: [] },
  );
  const collection = fc.record(
    { inputReports: fc.array(fc.record({ reportId: fc.constant(1), items: fc.array(item, { maxLength: 6 }) })) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(collection), fc.uint8Array({ maxLength: 9 }), (collections, bytes) => {
      const fields = fieldsOf(collections, 'inputReports', Object.values(usages));
      assert.ok(fields.every(({ bits }) => bits <= 32));
      const presses = createButtons(collections)?.(1, new DataView(Uint8Array.from(bytes).buffer)) ?? [];
      assert.ok(presses.length <= 2);
      assert.ok(bytesOf(collections, 1) >= 0);
    }),
    { seed: 1, numRuns: 300 },
  );
});
