import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHappenings } from '../../../../main/core/call-hook/happenings.ts';
import type { CallView } from '../../../../preload/contract/index.ts';
import { ana, callingOut, connected, hidden, numberOnly, ringing } from '../../../views/samples.ts';

/** What is told of these looks, one after the other. */
function told(...looks: readonly (readonly CallView[])[]): readonly string[] {
  const happened = createHappenings();
  return looks.flatMap((calls) => happened(calls)).map((one) => `${one.SWITCHHOOK_EVENT} ${one.SWITCHHOOK_CALL}`);
}

const over = (changes: Partial<CallView> = {}): CallView =>
  connected({ state: 'ended', lastedMs: 61_400, actions: [], ...changes });

test('a call rings, is answered and ends, each once', () => {
  const answering = ringing({ state: 'answering' });
  const looks = [
    [ringing()],
    [ringing({ silenced: true })],
    [answering],
    [connected()],
    [connected({ muted: true })],
    [over()],
    [],
  ];
  assert.deepEqual(told(...looks), ['ring call-1', 'answered call-1', 'ended call-1']);
});

test('a call that is gone at once has ended too', () => {
  assert.deepEqual(told([ringing()], []), ['ring call-1', 'ended call-1']);
});

test('calls do not get mixed up, and an end comes before what follows it', () => {
  const second = ringing({ id: 'call-2' });
  assert.deepEqual(told([ringing()], [ringing(), second], [over(), second], [second]), [
    'ring call-1',
    'ring call-2',
    'ended call-1',
  ]);
  assert.deepEqual(told([ringing()], [second]), ['ring call-1', 'ended call-1', 'ring call-2']);
});

test('a call out is told once somebody answers; one that nobody answers is not', () => {
  const out = callingOut({ id: 'out' });
  assert.deepEqual(told([out], [connected({ id: 'out', direction: 'outgoing' })], []), ['answered out', 'ended out']);
  assert.deepEqual(told([out], []), []);
});

test('what it says of a call', () => {
  const happened = createHappenings();
  const [ring] = happened([ringing({ subject: 'Budget' })]);
  assert.deepEqual(ring, {
    SWITCHHOOK_EVENT: 'ring',
    SWITCHHOOK_CALL: 'call-1',
    SWITCHHOOK_DIRECTION: 'incoming',
    SWITCHHOOK_CALLER: 'Ana Lindqvist',
    SWITCHHOOK_NUMBER: '+46 8 5550 1234',
    SWITCHHOOK_SUBJECT: 'Budget',
  });
  happened([connected()]);
  assert.equal(happened([over()])[0]?.SWITCHHOOK_SECONDS, '61');
});

test('who has no name has a number alone, and who hides it has neither', () => {
  const of = (party: CallView['party']) => {
    const [one] = createHappenings()([ringing({ party })]);
    return [one?.SWITCHHOOK_CALLER, one?.SWITCHHOOK_NUMBER];
  };
  assert.deepEqual(of(numberOnly), ['', '+44 20 7946 0018']);
  assert.deepEqual(of(hidden), ['', '']);
});

test('strangers’ words are cleaned and cut', () => {
  const label = `Ana\u0000\n\u202e$(reboot)${'x'.repeat(1_000)}`;
  const [one] = createHappenings()([ringing({ party: { ...ana, label } })]);
  const caller = one?.SWITCHHOOK_CALLER ?? '';
  assert.doesNotMatch(caller, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  assert.ok(caller.length <= 200);
  assert.ok(caller.startsWith('Ana'));
});
