import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import type { Call } from '../../../../main/core/calls/state.ts';
import { decodeHistory } from '../../../../main/core/history/decode.ts';
import { addToHistory as addFor } from '../../../../main/core/history/state.ts';
import { shownCalls } from '../fakes/past-calls.ts';
import { call } from '../fixtures/call.ts';

const addToHistory = (history: Parameters<typeof addFor>[0], ended: Call) => addFor(history, ended, ['contoso.com']);

const ended = (more: Partial<Call> = {}) =>
  call({
    state: 'ended',
    since: 9_000,
    startedAt: 5,
    ending: { reason: 'cancelled-there', by: null, code: '' },
    ...more,
  });

test('a missed call: who, when, why, and not seen yet', () => {
  assert.deepEqual(shownCalls(addToHistory([], ended())), [
    {
      id: 'call',
      party: { label: 'Ana Lindqvist', named: true, number: '+46 8 555 012 34', initials: 'AL' },
      direction: 'incoming',
      outcome: 'missed',
      note: 'The caller hung up.',
      at: 5,
      talkedMs: 0,
      seen: false,
      invitation: {
        why: [],
        importance: 'normal',
        privateLine: false,
        subject: 'Order 48213',
        place: [],
        content: null,
      },
    },
  ]);
});

test('an answered call: how long voice was up, and nothing to be seen', () => {
  const [entry] = addToHistory(
    [],
    ended({ connectedAt: 2_000, ending: { reason: 'hung-up-here', by: null, code: '' } }),
  );
  assert.deepEqual([entry?.outcome, entry?.talkedMs, entry?.seen], ['answered', 7_000, true]);
});

test('newest first; the same call again takes the place of its entry; 10,000 are kept', () => {
  let history = addToHistory([], ended());
  history = addToHistory(history, ended({ id: 'b' }));
  assert.deepEqual(
    history.map(({ id }) => id),
    ['b', 'call'],
  );
  history = addToHistory(history, ended({ ending: { reason: 'answered-elsewhere', by: 'Priya', code: '' } }));
  assert.deepEqual(
    shownCalls(history).map(({ id, note }) => [id, note]),
    [
      ['call', 'Answered by Priya'],
      ['b', 'The caller hung up.'],
    ],
  );
  const [last] = history;
  assert.ok(last);
  history = addToHistory(
    Array.from({ length: 10_000 }, (_, index) => ({ ...last, id: `${index}` })),
    ended(),
  );
  assert.equal(history.length, 10_000);
});

test('what was written is read again', () => {
  const stranger = { name: null, uri: null, phoneNumber: null, sourceNetwork: 'Federated' };
  const history = addToHistory(addToHistory([], ended()), ended({ id: 'b', party: stranger }));
  assert.deepEqual([history[0]?.party.hidden, history[0]?.party.outside], [true, true]);
  assert.deepEqual(decodeHistory(JSON.parse(JSON.stringify(history))), history);
});

describe('entries that do not fit are left out, others stay', () => {
  const [good] = addToHistory([], ended());
  for (const bad of [
    null,
    1,
    'x',
    [],
    {},
    { ...good, id: 7 },
    { ...good, outcome: 'maybe' },
    { ...good, at: '5' },
    { ...good, party: {} },
    { ...good, party: null },
  ]) {
    test(JSON.stringify(bad), () => assert.deepEqual(decodeHistory([bad, good]), [good]));
  }
});

test('what is half there is filled up', () => {
  const [entry] = shownCalls(decodeHistory([{ id: 'a', at: 1, outcome: 'missed', party: { label: 'Ana' } }]));
  assert.deepEqual(entry, {
    id: 'a',
    party: { label: 'Ana', named: false, number: null, initials: '' },
    direction: 'incoming',
    outcome: 'missed',
    note: '',
    at: 1,
    talkedMs: 0,
    seen: true,
  });
});

test('a caller who hid in an earlier version is one who hides', () => {
  const party = { label: 'Caller’s number is hidden', named: false, number: null, initials: '' };
  const [entry] = shownCalls(decodeHistory([{ id: 'a', at: 1, outcome: 'missed', party }]));
  assert.deepEqual(entry?.party, { ...party, hidden: true });
});

test('what an earlier version kept of the server’s log is known by its id, and by its note whether it was explained', () => {
  const kept = { at: 1, outcome: 'missed', party: { label: 'Ana' } };
  const history = decodeHistory([
    { ...kept, id: 'log-1', note: 'It did not ring here.' },
    { ...kept, id: 'log-2', note: 'It came while this computer was asleep.' },
    { ...kept, id: 'c', note: 'It did not ring here.' },
  ]);
  assert.deepEqual(
    history.map(({ fact }) => fact),
    [
      { kind: 'not-rung', cause: null },
      { kind: 'not-rung', cause: 'asleep' },
      { kind: 'told', text: 'It did not ring here.', rang: true },
    ],
  );
  assert.deepEqual(decodeHistory(JSON.parse(JSON.stringify(history))), history);
});

test('no document makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (document) => Array.isArray(decodeHistory(document))),
    { numRuns: 300 },
  );
});
