import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import type { QueryHandlers } from '../../../../main/core/queries.ts';
import { commandGuard } from '../../../../main/electron/ipc/command-guard.ts';
import { type Guard, readGuarded } from '../../../../main/electron/ipc/guard.ts';
import { queryGuard } from '../../../../main/electron/ipc/query-guard.ts';
import { mediaReportGuard, windowReportGuard } from '../../../../main/electron/ipc/report-guards.ts';
import type { Command, Query } from '../../../../preload/contract/index.ts';
import {
  commandSamples,
  mediaReportSamples,
  querySamples,
  refusedOf,
  type Samples,
  takenOf,
  windowReportSamples,
} from './samples.ts';

const readerOf =
  <Message extends { readonly type: string }>(guard: Guard<Message>) =>
  (value: unknown): Message | null =>
    readGuarded(guard, value);
const parseCommand = readerOf(commandGuard);
const parseQuery = readerOf(queryGuard);
const parseMediaReport = readerOf(mediaReportGuard);
const parseWindowReport = readerOf(windowReportGuard);

const request = { address: 'dana@contoso.com', userName: '', password: 'pw', keep: true, server: '' };
const device = { id: 'default', label: 'Headset' };

const cases = [
  {
    name: 'commands',
    parse: parseCommand,
    samples: takenOf(commandSamples),
    refused: refusedOf(commandSamples),
  },
  {
    name: 'queries',
    parse: parseQuery,
    samples: takenOf(querySamples),
    refused: refusedOf(querySamples),
  },
  {
    name: 'media reports',
    parse: parseMediaReport,
    samples: takenOf(mediaReportSamples),
    refused: refusedOf(mediaReportSamples),
  },
  {
    name: 'window reports',
    parse: parseWindowReport,
    samples: takenOf(windowReportSamples),
    refused: refusedOf(windowReportSamples),
  },
] as const;

/** Every path to a field, as in ['request', 'keep']. */
function paths(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[...at, name], ...paths(inner, [...at, name])]);
}

function altered(
  sample: object,
  path: readonly string[],
  change: (holder: Record<string, unknown>, name: string) => void,
) {
  const copy = structuredClone(sample) as Record<string, unknown>;
  const holder = path.slice(0, -1).reduce((inner, name) => inner[name] as Record<string, unknown>, copy);
  change(holder, path[path.length - 1] ?? '');
  return copy;
}

/** What may be missing, and may not be wrong. */
const optional = [
  'request.proxy',
  'onBehalfOf',
  'subject',
  'video',
  'camera',
  'access',
  'leaders',
  'announce',
  'phonesPass',
];

for (const { name, parse, samples, refused } of cases) {
  describe(name, () => {
    for (const sample of samples) {
      test(`takes ${JSON.stringify(sample)} and leaves what does not belong to it`, () => {
        assert.deepEqual(parse({ ...structuredClone(sample), extra: 'no', __proto__: { admin: true } }), sample);
      });

      for (const path of paths(sample)) {
        test(`refuses ${sample.type} without ${path.join('.')}, or with an object there`, () => {
          const without = altered(sample, path, (holder, field) => {
            delete holder[field];
          });
          assert.deepEqual(parse(without), optional.includes(path.join('.')) ? without : null);
          assert.equal(
            parse(
              altered(sample, path, (holder, field) => {
                holder[field] = { toString: 'x' };
              }),
            ),
            null,
          );
        });
      }
    }

    for (const wrong of refused) {
      test(`refuses ${JSON.stringify(wrong).slice(0, 120)}`, () => assert.equal(parse(wrong), null));
    }

    test('refuses what is inherited', () => {
      for (const sample of samples) assert.equal(parse(Object.create(sample)), null);
    });

    test('never throws, and what it takes it takes again unchanged', () => {
      const loose = fc.record(
        { type: fc.constantFrom(...samples.map(({ type }) => type), 'other'), callId: fc.anything() },
        { requiredKeys: ['type'] },
      );
      const anything = fc.oneof(fc.anything({ withNullPrototype: true }), loose);
      fc.assert(
        fc.property(anything, (value) => {
          const once = parse(value);
          assert.deepEqual(once === null ? null : parse(once), once);
        }),
        { numRuns: 2000 },
      );
    });
  });
}

test('a command without its windows, its form or its samples does not compile', () => {
  const { answer, ...others } = commandGuard;
  // @ts-expect-error: no row.
  const missing: Guard<Command> = others;
  // @ts-expect-error: no windows.
  const unplaced: Guard<Command> = { ...others, answer: { schema: answer.schema } };
  // @ts-expect-error: no form.
  const shapeless: Guard<Command> = { ...others, answer: { windows: answer.windows } };
  const { answer: sample, ...untried } = commandSamples;
  // @ts-expect-error: no samples.
  const untested: Samples<Command> = untried;
  // @ts-expect-error: none that is refused.
  const unrefused: Samples<Command> = { ...untried, answer: { ...sample, refuses: [] } };
  for (const incomplete of [missing, untested]) assert.equal('answer' in incomplete, false);
  for (const incomplete of [unplaced, shapeless, unrefused]) assert.equal('answer' in incomplete, true);
});

test('a query without its windows, its form or its samples does not compile', () => {
  const { 'past-call': row, ...others } = queryGuard;
  // @ts-expect-error: no row.
  const missing: Guard<Query> = others;
  // @ts-expect-error: no windows.
  const unplaced: Guard<Query> = { ...others, 'past-call': { schema: row.schema } };
  // @ts-expect-error: no form.
  const shapeless: Guard<Query> = { ...others, 'past-call': { windows: row.windows } };
  const { 'past-call': sample, ...untried } = querySamples;
  // @ts-expect-error: no samples.
  const untested: Samples<Query> = untried;
  // @ts-expect-error: nobody answers.
  const unanswered: QueryHandlers = { 'past-call': () => null, 'unseen-calls': () => [] };
  for (const incomplete of [missing, untested]) assert.equal('past-call' in incomplete, false);
  for (const incomplete of [unplaced, shapeless]) assert.equal('past-call' in incomplete, true);
  assert.deepEqual([sample.windows, 'history-rows' in unanswered], [['main'], false]);
});

describe('what no structured clone carries is refused like the rest', () => {
  const thrower = () => {
    throw new Error('gotcha');
  };
  const cycle: Record<string, unknown> = { type: 'answer' };
  cycle.callId = cycle;
  for (const [name, value] of [
    ['a getter that throws', Object.defineProperty({ type: 'answer' }, 'callId', { get: thrower })],
    ['a proxy that throws at every touch', new Proxy({}, { getOwnPropertyDescriptor: thrower, get: thrower })],
    ['a proxy that says it has whatever is asked', new Proxy({}, { has: () => true, get: () => 'sign-out' })],
    [
      'a prototype that cannot be named',
      { type: 'answer', callId: Object.create({ constructor: { name: Symbol() } }) },
    ],
    ['a list with fields', Object.assign([], { type: 'sign-out' })],
    ['a circle', cycle],
  ] as const) {
    test(name, () => {
      for (const { parse } of cases) assert.equal(parse(value), null);
    });
  }

  test('a circle beside what was asked for is left behind', () => {
    const beside = { type: 'sign-out', cycle };
    assert.deepEqual(parseCommand(beside), { type: 'sign-out' });
  });

  test('half a character passes as it is: texts are cleaned where they are shown', () => {
    const lone = { type: 'answer', callId: '\ud83d' };
    assert.deepEqual(parseCommand(lone), lone);
  });
});

describe('a device that does not fit costs no other', () => {
  const taken = (outputs: unknown) => {
    const report = parseMediaReport({ type: 'devices', inputs: [device], outputs });
    return report?.type === 'devices' ? report.outputs : null;
  };
  for (const [name, bad] of [
    ['null', null],
    ['a text', 'x'],
    ['a list', []],
    ['without an id', { label: 'x' }],
    ['without a label', { id: 'x' }],
    ['an id that is none', { id: 7, label: 'x' }],
    ['a label that is none', { id: 'x', label: {} }],
    ['an id that is too long', { id: 'x'.repeat(513), label: 'x' }],
    ['what is inherited', Object.create(device)],
  ] as const) {
    test(name, () => assert.deepEqual(taken([bad, device, bad]), [device]));
  }

  test('a label that is too long is cut, between two characters', () => {
    const cut = (label: string) => taken([{ id: 'x', label }, device])?.map((one) => one.label);
    assert.deepEqual(cut('x'.repeat(100_000)), ['x'.repeat(256), 'Headset']);
    assert.deepEqual(cut(`x${'🎧'.repeat(200)}`), [`x${'🎧'.repeat(127)}`, 'Headset']);
  });

  test('of very many as many are taken as anybody has', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `${index}`, label: 'x' }));
    assert.deepEqual(
      [65, 512, 513, 100_000].map((count) => taken(many(count))?.length),
      [65, 512, 512, 512],
    );
    assert.deepEqual(taken([...Array(100).fill(null), device]), [device]);
  });

  test('what is no list is none', () => {
    for (const none of [undefined, null, {}, 'x', { length: 1, 0: device }]) assert.equal(taken(none), null);
  });
});

test('limits hold', () => {
  assert.equal(parseCommand({ type: 'answer', callId: '' }), null);
  assert.equal(parseCommand({ type: 'answer', callId: 'x'.repeat(257) }), null);
  assert.equal(parseCommand({ type: 'sign-in', request: { ...request, password: 'x'.repeat(513) } }), null);
  for (const proxy of [null, 'dana', {}, { userName: 'dana' }, { userName: 'dana', password: 'x'.repeat(513) }]) {
    assert.equal(parseCommand({ type: 'sign-in', request: { ...request, proxy } }), null);
  }
  assert.equal(parseCommand({ type: 'choose-device', purpose: 'screen', deviceId: '' }), null);
  for (const value of [undefined, null, '150', 0, 101, 199.9, 225, -100, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(parseCommand({ type: 'choose-setting', setting: 'textSize', value }), null);
  }
  for (const setting of [undefined, null, '', 'toString', '__proto__', 'TextSize']) {
    assert.equal(parseCommand({ type: 'choose-setting', setting, value: 100 }), null);
  }
  assert.equal(parseMediaReport({ type: 'leg-answer', callId: 'c1', sdp: 'x'.repeat(65_537) }), null);
  for (const microphone of [-0.1, 1.1, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(parseMediaReport({ type: 'levels', levels: { callId: 'c1', microphone, speaker: 0 } }), null);
  }
  for (const height of [-1, Number.NaN, Number.POSITIVE_INFINITY, 20_001]) {
    assert.equal(parseWindowReport({ type: 'drawn', callId: null, height }), null);
  }
});
