import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { endReasons } from '../../../../main/core/calls/end-reasons.ts';
import { isAsWritten } from '../../../../main/core/history/as-written.ts';
import { decodeHistory, readEntry } from '../../../../main/core/history/decode.ts';
import { earlierHiddenLabel } from '../../../../main/core/history/earlier-notes.ts';

const mostly = <Value>(good: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 30, arbitrary: good }, { weight: 1, arbitrary: fc.anything() });
const maybe = <Value>(good: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, mostly(good));
const text = fc.oneof(fc.string(), fc.constantFrom(earlierHiddenLabel, '__proto__', ''));
const outside = maybe(fc.constant(true));

const party = fc.oneof(
  fc.record({ hidden: mostly(fc.constant(true)), outside }),
  fc.record({
    label: mostly(text),
    named: mostly(fc.boolean()),
    number: mostly(fc.option(text)),
    initials: mostly(text),
    domain: maybe(text),
    outside,
  }),
);
const fact = fc.oneof(
  fc.constantFrom(null, undefined),
  fc.record({
    kind: fc.constant('ended'),
    reason: mostly(fc.constantFrom(...Object.keys(endReasons))),
    by: mostly(fc.option(text)),
    hadVoice: mostly(fc.boolean()),
  }),
  fc.record({
    kind: fc.constant('not-rung'),
    cause: mostly(fc.constantFrom(null, 'network', 'server', 'asleep', 'taken-over', 'signed-out', 'toString')),
  }),
  fc.record({ kind: mostly(fc.constant('told')), text: mostly(text), rang: mostly(fc.boolean()) }),
);
const entry = fc
  .tuple(
    fc.record({
      id: mostly(text),
      party: mostly(party),
      direction: mostly(fc.constantFrom('incoming', 'outgoing')),
      outcome: mostly(fc.constantFrom('missed', 'declined', 'elsewhere', 'answered', 'failed', 'constructor')),
      fact: mostly(fact),
      at: mostly(fc.double({ noNaN: true, noDefaultInfinity: true })),
      talkedMs: mostly(fc.nat()),
      seen: mostly(fc.boolean()),
      threadId: maybe(text),
      logged: maybe(fc.constant(true)),
    }),
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, fc.dictionary(text, fc.anything(), { maxKeys: 1 })),
  )
  .map(([known, more]) => ({ ...known, ...more }));

/** What comes of a value on the disk. */
const kept = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

test('what is taken as it is, is what its schema would make of it', () => {
  let taken = 0;
  fc.assert(
    fc.property(entry, (written) => {
      const value = kept(written);
      if (!isAsWritten(value)) return;
      taken += 1;
      assert.deepEqual(readEntry(value), value);
      assert.equal(decodeHistory([value])[0], value, 'the very object');
    }),
    { numRuns: 5_000 },
  );
  assert.ok(taken > 500, `only ${taken} were`);
});

test('one that is not costs no other, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), (written) => {
      const values = written.map(kept);
      assert.deepEqual(
        decodeHistory(values),
        values.flatMap((value) => readEntry(value) ?? []),
      );
    }),
  );
});

test('what an entry inherits is not its own', () => {
  const good = {
    id: 'a',
    party: { hidden: true },
    direction: 'incoming',
    outcome: 'missed',
    fact: null,
    at: 1,
    talkedMs: 0,
    seen: true,
  };
  assert.ok(isAsWritten(good));
  assert.ok(!isAsWritten(Object.create(good)));
  assert.ok(!isAsWritten({ ...good, party: Object.create({ hidden: true }) }));
  assert.ok(!isAsWritten({ ...good, more: 1 }));
});
