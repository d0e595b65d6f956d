import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import { allowedMoves, type Call, type CallDevice, type Calls } from '../../../../main/core/calls/state.ts';
import { call, invitationUrl, offered } from '../fixtures/call.ts';
import { moves } from './moves.ts';
import { callEvents, callStates, effectName } from './states.ts';

const now = 5;
const told = [
  'accept',
  'answered',
  'answerFailed',
  'silenced',
  'muted',
  'connectedAt',
  'owedStop',
  'shown',
  'microphone',
  'heldThere',
] as const;

function only(calls: Calls): Call {
  const [first] = calls;
  assert.ok(first !== undefined && calls.length === 1);
  return first;
}

function moveOf(before: Call, after: Call, effects: readonly string[]): string {
  const changed = told
    .filter((field) => after[field] !== before[field])
    .map((field) => `${field}=${String(after[field])}`);
  if (after.renegotiation !== before.renegotiation)
    changed.push(`renegotiation=${after.renegotiation?.href ?? 'over'}`);
  if (after.renegotiated.length > before.renegotiated.length && before.renegotiation === null)
    changed.push('renegotiation=over');
  const state = after.state === before.state ? 'same' : after.state;
  const ending = after.ending?.reason === before.ending?.reason ? [] : [after.ending?.reason];
  if ((after.ending?.by ?? null) !== (before.ending?.by ?? null)) changed.push(`by=${after.ending?.by}`);
  for (const [device, label] of Object.entries(after.removed)) {
    if (before.removed[device as CallDevice] !== label) changed.push(`removed=${device}: ${label}`);
  }
  if (after.tones !== before.tones) {
    const { taken, sent, heard } = after.tones;
    changed.push(`tones=${taken ? 'taken' : (sent?.tone ?? heard.join(''))}`);
  }
  if (after.media !== before.media && after.state === before.state) changed.push(`media=${after.media.state}`);
  return [[state, ...ending, ...changed].join(' '), effects.join(', ')].filter((part) => part !== '').join(' | ');
}

test('every event is in the table', () => {
  assert.deepEqual(Object.keys(moves), Object.keys(callEvents));
});

for (const [eventName, event] of Object.entries(callEvents)) {
  describe(eventName, () => {
    for (const [stateName, before] of Object.entries(callStates)) {
      const expected = moves[eventName]?.[stateName];
      test(`${stateName}: ${expected ?? 'nothing'}`, () => {
        const step = reduceCalls([before], event, now);
        const after = only(step.calls);
        assert.equal(moveOf(before, after, step.effects.map(effectName)), expected ?? 'same');
        assert.ok(after.state === before.state || allowedMoves[before.state].includes(after.state));
        assert.equal(after.since, after.state === before.state ? before.since : now);
        if (after.state === 'ended' || after.state === 'ending') assert.equal(after.media.state, 'closed');
      });

      test(`${stateName}: a second time changes nothing`, () => {
        const once = reduceCalls([before], event, now);
        const twice = reduceCalls(once.calls, event, now + 1);
        assert.deepEqual(twice.calls, once.calls);
        assert.deepEqual(twice.effects.map(effectName), []);
      });
    }
  });
}

test('a new call rings once its offer was read, and its media is prepared', () => {
  const first = reduceCalls([], { type: 'offered', callId: 'call', offered: offered(), wall: 7 }, now);
  assert.equal(only(first.calls).heardAt, null, 'nobody is told before that');
  assert.deepEqual(first.effects.map(effectName), ['expect no-answer in 180 s', 'read-offer']);
  const { calls, effects } = reduceCalls(first.calls, { type: 'offer-read', callId: 'call', refused: null }, now);
  assert.deepEqual(only(calls), call({ media: { state: 'preparing' }, since: now, startedAt: 7, heardAt: now }));
  assert.deepEqual(effects.map(effectName), ['prepare']);
});

test('a call whose offer cannot be read ends at once, and the server hears why', () => {
  const { calls, effects } = reduceCalls(
    [],
    { type: 'offered', callId: 'call', offered: offered({ sdp: null }), wall: 7 },
    now,
  );
  assert.equal(only(calls).ending?.reason, 'media-unsupported');
  assert.deepEqual(effects.map(effectName), ['record', 'forget-later', 'decline InvalidMediaOffer']);
});

test('an event about no call is dropped and says so', () => {
  const step = reduceCalls([], { type: 'answer', callId: 'nobody', microphone: 'there' }, now);
  assert.deepEqual(step, { calls: [], effects: [], unseen: true });
});

test('only the call that is meant moves', () => {
  const others = [call({ id: 'a', invitation: 'a' }), call({ id: 'b', invitation: 'b' })] as const;
  const { calls } = reduceCalls(others, { type: 'decline', callId: 'b' }, now);
  assert.equal(calls[0], others[0]);
  assert.equal(calls[1]?.state, 'ended');
});

test('a ring that only the network ended may ring again; events are then about the new one', () => {
  const dropped = reduceCalls([call()], { type: 'lost', callId: 'call', reason: 'network-dropped' }, now).calls;
  const again = reduceCalls(dropped, { type: 'offered', callId: 'again', offered: offered(), wall: 0 }, now).calls;
  assert.deepEqual(
    again.map(({ id, state }) => [id, state]),
    [
      ['call', 'ended'],
      ['again', 'ringing'],
    ],
  );
  const third = reduceCalls(again, { type: 'offered', callId: 'third', offered: offered(), wall: 0 }, now).calls;
  assert.equal(third, again);
  const event = {
    type: 'invitation-completed',
    invitation: invitationUrl,
    succeeded: false,
    code: '',
    subcode: 'Canceled',
    acceptedByContact: null,
  } as const;
  const over = reduceCalls(again, event, now).calls;
  assert.deepEqual(
    over.map(({ ending }) => ending?.reason),
    ['network-dropped', 'cancelled-there'],
  );
});

test('who answered in the user’s place is looked up', () => {
  const event = {
    type: 'invitation-completed',
    invitation: invitationUrl,
    succeeded: false,
    code: '',
    subcode: 'ConnectedElsewhere',
    acceptedByContact: 'https://contact',
  } as const;
  const { effects } = reduceCalls([call()], event, now);
  assert.deepEqual(effects.at(-1), { type: 'find-who-answered', callId: 'call', contact: 'https://contact' });
});

test('an ended call is kept out of view for long, but not for ever', () => {
  let calls: Calls = [];
  for (let count = 0; count < 150; count += 1) {
    const id = `${count}`;
    calls = reduceCalls(
      calls,
      { type: 'offered', callId: id, offered: offered({ invitation: id }), wall: 0 },
      now,
    ).calls;
    calls = reduceCalls(calls, { type: 'decline', callId: id }, now).calls;
    calls = reduceCalls(calls, { type: 'forget', callId: id }, now).calls;
    const repeated = reduceCalls(
      calls,
      { type: 'offered', callId: 'x', offered: offered({ invitation: id }), wall: 0 },
      now,
    );
    assert.equal(repeated.calls, calls);
  }
  assert.equal(calls.length, 100);
  assert.equal(calls[0]?.id, '50');
});
