import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IpcMain } from 'electron';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { createIpc } from '../../../../main/electron/ipc/ipc.ts';
import { createTrustedSenders } from '../../../../main/electron/ipc/trusted-senders.ts';
import { type AnyWindow, channels } from '../../../../preload/contract/index.ts';
import { view as appView } from '../../../views/samples.ts';
import { commandSamples, mediaReportSamples, querySamples, takenOf, windowReportSamples } from './samples.ts';

const payloads = 50_000;
const windows: readonly AnyWindow[] = ['main', 'ring', 'call', 'quit', 'sound'];
/** One at least of every type. */
const samples: readonly object[] = [
  ...takenOf(commandSamples),
  ...takenOf(querySamples),
  ...takenOf(windowReportSamples),
  ...takenOf(mediaReportSamples),
];
const types = [commandSamples, querySamples, windowReportSamples, mediaReportSamples].flatMap(Object.keys);
const fields = [...new Set(samples.flatMap((sample) => Object.keys(sample)))].filter((name) => name !== 'type');

const hostile = fc.oneof(
  fc.anything({ withNullPrototype: true, withMap: true, withSet: true, withTypedArray: true, withBigInt: true }),
  fc.constantFrom('__proto__', 'constructor', 'x'.repeat(100_000), Number.NaN, -0, () => 1, Symbol('s'), [[[[]]]]),
  fc.constant(
    new Proxy(
      {},
      {
        get: (_target, name) => (name === 'type' ? 'answer' : {}),
        has: () => true,
        ownKeys: () => ['type', 'type2'],
      },
    ),
  ),
);
/** Near enough to what is meant to get past the first looks. */
const near = fc
  .tuple(
    fc.constantFrom(...types),
    fc.dictionary(fc.constantFrom(...fields), fc.oneof(hostile, fc.string(), fc.boolean(), fc.double()), {
      maxKeys: 5,
    }),
  )
  .map(([type, rest]) => ({ ...rest, type }));

test(`${payloads} hostile payloads on every channel: nothing throws, nothing but what parses comes through`, () => {
  const handlers = new Map<string, (event: unknown, payload: unknown) => unknown>();
  const register = (channel: string, handler: unknown) => void handlers.set(channel, handler as () => unknown);
  const senders = createTrustedSenders();
  for (const [id, name] of [...windows.entries()]) senders.trust(id, name);
  const through: unknown[] = [];
  createIpc({
    ipcMain: { handle: register, on: register } as unknown as Pick<IpcMain, 'handle' | 'on'>,
    phone: {
      view: () => appView(),
      viewAsOfNow: () => appView(),
      query: (query) => {
        through.push(query);
        return { ok: true, answer: null };
      },
    },
    picturesView: () => ({ pictures: null }),
    onPictureReport: (report) => through.push(report),
    soundView: () => ({
      ring: null,
      legs: [],
      deviceInterest: 'none',
      headset: { ringing: false, offHook: false, muted: false },
    }),
    command: (command) => {
      through.push(command);
      return { ok: true };
    },
    senders,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    send: () => {},
    onWindowReport: (_name, report) => through.push(report),
    onMediaReport: (report) => through.push(report),
    yielding: (work) => work(),
  });
  const events = windows.map((name, id) => {
    const frame = { url: `switchhook://app/${name}.html`, processId: 11 + id, routingId: 1 };
    return { sender: { id, mainFrame: frame }, senderFrame: { ...frame } };
  });
  const receiving = [channels.command, channels.query, channels.windowReport, channels.mediaReport];
  fc.assert(
    fc.property(fc.oneof(hostile, near), (payload) => {
      for (const channel of receiving) for (const event of events) handlers.get(channel)?.(event, payload);
    }),
    { numRuns: payloads },
  );
  assert.ok(through.length > 100, `only ${through.length} came through: the payloads are not near enough`);
  const known = new Set(types);
  for (const value of through) {
    const { type } = value as { type: string };
    assert.ok(known.has(type));
    const json = JSON.stringify(value, (_key, each) => (Object.is(each, -0) ? '-0' : each));
    const plain: unknown = JSON.parse(json, (_key, each) => (each === '-0' ? -0 : each));
    assert.deepEqual(plain, value, 'only plain data');
  }
  assert.equal(({} as Record<string, unknown>).type, undefined);
});
