import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { endReasons } from '../../../../main/core/calls/end-reasons.ts';
import { endingNote } from '../../../../main/core/calls/endings.ts';
import type { EndReason } from '../../../../main/core/calls/state.ts';
import { decodeHistory } from '../../../../main/core/history/decode.ts';
import { factOfNote } from '../../../../main/core/history/earlier-notes.ts';
import { sentenceOf } from '../../../../main/core/history/fact.ts';
import { addToHistory } from '../../../../main/core/history/state.ts';
import { shownCalls } from '../fakes/past-calls.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';
import { englishWords } from '../fakes/words.ts';
import { call } from '../fixtures/call.ts';

const party = { label: 'Ana', named: true, number: null, initials: 'A' };
const earlier = (more: object) => ({ id: 'a', at: 1, direction: 'incoming', outcome: 'missed', party, ...more });

/** Ends of which an earlier version wrote nothing, and those that it did not know. */
const unwritten: ReadonlySet<string> = new Set(['hung-up-here', 'hung-up-there', 'declined-here', 'over']);
const unknown: ReadonlySet<string> = new Set([
  ...['phone-not-answered', 'phone-number-refused', 'phone-not-allowed', 'phone-failed', 'phone-left'],
  ...['app-ended', 'accepted-too-late', 'declined-only-here', 'media-unencrypted', 'busy-elsewhere', 'not-disturbed'],
  ...['transfer-failed', 'meeting-over', 'not-allowed', 'server-limit', 'server-failed', 'gone-there'],
  ...[
    'media-no-ipv6',
    'media-no-network',
    'media-bandwidth',
    'busy-there',
    'declined-there',
    'not-disturbed-there',
    'no-answer-there',
    'unreachable-there',
  ],
  ...['not-found-there', 'number-unknown', 'call-not-allowed', 'too-many-calls', 'redirected-there', 'call-refused'],
]);
/** Where it is said in other words today. */
const reworded: ReadonlyMap<string, string> = new Map([
  [
    'media-unsupported',
    'Sound could not be set up. The caller’s system offered no sound that this app can play. Ask your administrator.',
  ],
  [
    'media-unknown-codec',
    'Sound could not be set up. The caller’s system speaks no sound format that Switchhook knows. Ask your administrator.',
  ],
  [
    'media-unreachable',
    'Sound could not be set up. This computer cannot reach the caller’s sound directly. Ask your administrator about calls through a relay.',
  ],
  [
    'media-encrypted',
    'Sound could not be set up. The caller’s system wants encrypted sound, which Switchhook cannot play yet. Ask your administrator.',
  ],
]);

describe('a sentence that an earlier version wrote is the fact it was written for', () => {
  for (const reason of Object.keys(endReasons) as readonly EndReason[]) {
    if (unwritten.has(reason) || unknown.has(reason)) continue;
    for (const hadVoice of [false, true]) {
      test(`${reason}, ${hadVoice ? 'with' : 'without'} voice`, () => {
        const note = reworded.get(reason) ?? endingNote({ reason, by: null }, englishWords, hadVoice);
        assert.deepEqual(factOfNote(note, true, hadVoice), { kind: 'ended', reason, by: null, hadVoice });
      });
    }
  }

  test('who answered', () => {
    const fact = { kind: 'ended', reason: 'answered-elsewhere', by: 'Priya Raman', hadVoice: false } as const;
    assert.deepEqual(factOfNote('Answered by Priya Raman', true, false), fact);
    assert.equal(sentenceOf({ fact, direction: 'incoming' }, englishWords), 'Answered by Priya Raman');
  });

  test('a microphone that was missing all along in a call that was up', () => {
    const note = 'No microphone was found. Plug in a headset or a microphone.';
    assert.deepEqual(factOfNote(note, true, false), {
      kind: 'ended',
      reason: 'no-microphone',
      by: null,
      hadVoice: true,
    });
  });

  for (const [note, cause] of [
    ['It did not ring here.', null],
    ['It came while the server could not be reached.', 'network'],
    ['It came while the server did not answer.', 'server'],
    ['It came while this computer was asleep.', 'asleep'],
    ['It came while another program had your place.', 'taken-over'],
    ['It came while you were signed out.', 'signed-out'],
  ] as const) {
    test(note, () => {
      assert.deepEqual(factOfNote(note, false, false), { kind: 'not-rung', cause });
      assert.equal(sentenceOf({ fact: { kind: 'not-rung', cause }, direction: 'incoming' }, englishWords), note);
    });
  }
});

describe('a record of an earlier version', () => {
  test('is shown as it was, whatever it says', () => {
    const notes = ['', 'The caller hung up.', 'Answered by Priya', 'Something of long ago.', 'It did not ring here.'];
    for (const id of ['a', 'log-1']) {
      const entries = decodeHistory(notes.map((note) => earlier({ id, note })));
      assert.deepEqual(
        shownCalls(entries).map(({ note, onlyLogged }) => [note, onlyLogged]),
        notes.map((note) => [note, id === 'a' ? undefined : true]),
      );
      assert.deepEqual(decodeHistory(JSON.parse(JSON.stringify(entries))), entries, 'and read again as it is written');
    }
  });

  test('is written as facts from then on', () => {
    const hidden = { label: 'Caller’s number is hidden', named: false, number: null, initials: '' };
    const records = createFakeRecords({
      history: [
        earlier({ note: 'The caller hung up.', seen: false }),
        earlier({
          id: 'log-2',
          note: 'It came while this computer was asleep.',
          party: hidden,
          onlyLogged: 'explained',
        }),
      ],
    });
    const { phone, past } = createTestPhone({ records });
    const before = past();
    phone.command({ type: 'see-history' });
    const kept = records.documents.get('history') ?? '';
    assert.doesNotMatch(kept, /note|hung up|asleep\.|hidden"\s*:\s*"|Caller/);
    assert.deepEqual(
      shownCalls(decodeHistory(JSON.parse(kept))),
      before.map((entry) => ({ ...entry, seen: true })),
    );
  });
});

test('facts that do not fit are none; the call stays', () => {
  const good = { kind: 'ended', reason: 'forwarded', by: null, hadVoice: false };
  for (const [fact, read] of [
    [good, good],
    [{ ...good, by: 7, hadVoice: 'yes' }, good],
    [{ ...good, reason: 'toString' }, null],
    [
      { kind: 'not-rung', cause: 'boredom' },
      { kind: 'not-rung', cause: null },
    ],
    [{ kind: 'told', text: 1 }, null],
    [
      { kind: 'told', text: 'x' },
      { kind: 'told', text: 'x', rang: true },
    ],
    [{ kind: 'new' }, null],
    [null, null],
    ['text', null],
  ] as const) {
    assert.deepEqual(decodeHistory([earlier({ fact })])[0]?.fact, read);
  }
});

test('an entry that did not change is shown as the same object', () => {
  const entries = decodeHistory([earlier({ note: 'The caller hung up.' }), earlier({ id: 'b' })]);
  const [first, second] = shownCalls(entries);
  const [again, changed] = shownCalls(entries.map((entry) => (entry.id === 'b' ? { ...entry, seen: false } : entry)));
  assert.equal(again, first);
  assert.notEqual(changed, second);
});

test('who answered is kept cleaned', () => {
  const ending = { reason: 'answered-elsewhere', by: 'Priya\u202e\n', code: '' } as const;
  const [entry] = addToHistory([], call({ state: 'ended', ending }), []);
  assert.deepEqual(entry?.fact, { kind: 'ended', reason: 'answered-elsewhere', by: 'Priya', hadVoice: false });
});
