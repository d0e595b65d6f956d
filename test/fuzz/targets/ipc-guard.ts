import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandGuard } from '../../../main/electron/ipc/command-guard.ts';
import { readGuarded } from '../../../main/electron/ipc/guard.ts';
import { queryGuard } from '../../../main/electron/ipc/query-guard.ts';
import { mediaReportGuard, windowReportGuard } from '../../../main/electron/ipc/report-guards.ts';
import {
  commandSamples,
  mediaReportSamples,
  querySamples,
  takenOf,
  windowReportSamples,
} from '../../unit/electron/ipc/samples.ts';
import { changedValues, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const parseCommand = (value: unknown) => readGuarded(commandGuard, value);
const parseQuery = (value: unknown) => readGuarded(queryGuard, value);
const parseWindowReport = (value: unknown) => readGuarded(windowReportGuard, value);
const parseMediaReport = (value: unknown) => readGuarded(mediaReportGuard, value);

const ids = fc.oneof(fc.uuid(), hostileText);
const devices = fc.array(fc.record({ id: ids, label: hostileText }), { maxLength: 4 });
const levels = fc.record({ callId: ids, microphone: fc.double({ min: 0, max: 1 }), speaker: fc.double() });
const typed = (type: string, fields: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ type: fc.constant(type), ...fields });

const payloads = fc.oneof(
  fc.constantFrom<object>(
    ...[
      ...takenOf(commandSamples),
      ...takenOf(querySamples),
      ...takenOf(windowReportSamples),
      ...takenOf(mediaReportSamples),
    ],
  ),
  ...['answer', 'decline', 'silence', 'hang-up', 'dismiss'].map((type) => typed(type, { callId: ids })),
  ...['cancel-sign-in', 'sign-out', 'reconnect', 'see-history', 'close'].map((type) => typed(type)),
  typed('history-rows', {
    filter: fc.constantFrom('all', 'missed', 'x'),
    text: hostileText,
    from: fc.double(),
    count: fc.integer(),
    places: fc.array(ids, { maxLength: 5 }),
  }),
  typed('mute', { callId: ids, muted: fc.boolean() }),
  typed('sign-in', {
    request: fc.record({
      address: hostileText,
      userName: hostileText,
      password: hostileText,
      keep: fc.boolean(),
      server: hostileText,
    }),
  }),
  typed('choose-device', { purpose: fc.constantFrom('ring', 'microphone', 'speaker', 'x'), deviceId: ids }),
  typed('choose-setting', {
    setting: fc.constantFrom('textSize', 'toString', ''),
    value: fc.constantFrom<unknown>(100, 150, 200, 130, '100', null),
  }),
  typed('drawn', { callId: fc.option(ids), height: fc.double() }),
  typed('answered', { yes: fc.boolean() }),
  typed('leg-answer', { callId: ids, sdp: hostileText }),
  typed('leg-failed', { callId: ids, message: hostileText }),
  typed('microphone', { callId: ids, outcome: fc.constantFrom('opened', 'missing', 'denied', 'failed', 'x') }),
  typed('ring-tone', { callId: ids, playing: fc.boolean() }),
  typed('devices', { inputs: devices, outputs: devices }),
  typed('levels', { levels }),
);

/** What structured clone carries and JSON does not. */
const strange = fc.constantFrom<unknown>(
  ...[
    undefined,
    Number.NaN,
    1n,
    new Date(Number.NaN),
    new Map([['type', 'answer']]),
    new Set(),
    new Uint8Array(8),
    /x/,
    new Error('x'),
  ],
  ...[Object.create(null), Object.create({ type: 'sign-out' }), [{ type: 'sign-out' }], new ArrayBuffer(4)],
);

export default fuzzTarget({
  about: 'what a renderer may send over IPC',
  inputs: fc.oneof(
    { weight: 6, arbitrary: changedValues(payloads) },
    strange,
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
    }),
  ),
  run(value) {
    for (const parse of [parseCommand, parseQuery, parseMediaReport, parseWindowReport]) {
      const parsed = parse(value);
      if (parsed === null) continue;
      assert.equal(Object.getPrototypeOf(parsed), Object.prototype);
      assert.ok(JSON.stringify(parsed).length < 200_000);
      // What was parsed is parsed again to the same: nothing unknown is left in it.
      assert.deepEqual(parse(structuredClone(parsed)), parsed);
    }
  },
  growing: {
    devices: (size) => {
      const inputs = Array.from({ length: size / 10 }, () => ({ id: 'a', label: 'b' }));
      return () => parseMediaReport({ type: 'devices', inputs, outputs: [] });
    },
    places: (size) => {
      const places = Array.from({ length: size / 10 }, () => 'a');
      return () => parseQuery({ type: 'history-rows', filter: 'all', text: '', from: 0, count: 1, places });
    },
    text: (size) => {
      const sdp = 'x'.repeat(size);
      return () => parseMediaReport({ type: 'leg-answer', callId: 'a', sdp });
    },
  },
});
