import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { HeadsetReport } from '../../../../../preload/contract/index.ts';
import { watchHeadsets } from '../../../../../renderer/media/headset/headsets.ts';
import type { Hid, HidCollection, HidDevice } from '../../../../../renderer/media/headset/hid.ts';
import { keypadOnly, report, usualHeadset } from './descriptors.ts';

class FakeDevice extends EventTarget implements HidDevice {
  opened = false;
  readonly sent: number[][] = [];
  readonly productName: string;
  readonly collections: readonly HidCollection[];
  readonly #opens: boolean;

  constructor(productName: string, collections = usualHeadset, opens = true) {
    super();
    this.productName = productName;
    this.collections = collections;
    this.#opens = opens;
  }

  async open(): Promise<void> {
    if (!this.#opens) throw new Error('another program has it');
    this.opened = true;
  }

  async close(): Promise<void> {
    this.opened = false;
  }

  async sendReport(reportId: number, data: Uint8Array): Promise<void> {
    this.sent.push([reportId, ...data]);
  }

  says(...bytes: readonly number[]): void {
    this.dispatchEvent(Object.assign(new Event('inputreport'), { reportId: 2, data: report(...bytes) }));
  }
}

async function plugged(...devices: readonly FakeDevice[]) {
  const hid = Object.assign(new EventTarget(), { getDevices: async () => devices }) satisfies Hid;
  const told: HeadsetReport[] = [];
  const headsets = watchHeadsets(hid, (one) => told.push(one));
  await setImmediate();
  const tell = async (type: string, device: FakeDevice) => {
    hid.dispatchEvent(Object.assign(new Event(type), { device }));
    await setImmediate();
  };
  return { told, headsets, tell };
}

test('a headset is opened and named, its presses told, its lights lit', async () => {
  const jabra = new FakeDevice('Jabra');
  const { told, headsets } = await plugged(jabra);
  assert.equal(jabra.opened, true);
  assert.deepEqual(told, [{ type: 'headsets', names: ['Jabra'] }]);
  jabra.says(1);
  assert.deepEqual(told.at(-1), { type: 'headset-press', press: 'off-hook' });
  headsets.show({ ringing: true, offHook: false, muted: false });
  headsets.show({ ringing: true, offHook: false, muted: false });
  await setImmediate();
  assert.deepEqual(jabra.sent, [
    [3, 0, 0],
    [3, 0, 1],
  ]);
});

test('one that comes later, and one that goes', async () => {
  const { told, headsets, tell } = await plugged();
  headsets.show({ ringing: false, offHook: true, muted: true });
  const jabra = new FakeDevice('Jabra');
  await tell('connect', jabra);
  assert.deepEqual(jabra.sent, [[3, 0b1100_0000, 0]], 'it shows what is, at once');
  await tell('connect', jabra);
  await tell('disconnect', jabra);
  assert.deepEqual(told, [
    { type: 'headsets', names: ['Jabra'] },
    { type: 'headsets', names: [] },
  ]);
});

test('what is no headset is not opened; what cannot be opened is not named', async () => {
  const keypad = new FakeDevice('Keypad', keypadOnly);
  const held = new FakeDevice('Held', usualHeadset, false);
  const { told } = await plugged(keypad, held);
  assert.equal(keypad.opened, false);
  assert.deepEqual(told, []);
});

test('many are not all opened', async () => {
  const many = Array.from({ length: 12 }, (_, index) => new FakeDevice(`H${index}`));
  await plugged(...many);
  assert.equal(many.filter(({ opened }) => opened).length, 8);
});

test('where the page may have no devices, nothing happens', () => {
  watchHeadsets(undefined, () => assert.fail()).show({ ringing: true, offHook: false, muted: false });
});
