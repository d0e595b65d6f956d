import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import {
  type CallStateName,
  callOnScreen,
  farParty,
  liveCall,
  ringingCalls,
} from '../../../../preload/contract/index.ts';
import { ana, callingOut, connected, ringing, view } from '../../../views/samples.ts';

describe('which call is where', () => {
  it('rings for incoming calls that ring or are being answered, in their order', () => {
    const calls = [
      ringing({ id: 'a' }),
      connected({ id: 'b' }),
      ringing({ id: 'c', state: 'answering' }),
      ringing({ id: 'd', direction: 'outgoing' }),
      ringing({ id: 'e', state: 'ended' }),
    ];
    assert.deepEqual(
      ringingCalls(view({ calls })).map(({ id }) => id),
      ['a', 'c'],
    );
  });

  it('shows the live call before one that ended', () => {
    const calls = [connected({ id: 'a', state: 'ended' }), connected({ id: 'b', state: 'ending' })];
    assert.equal(callOnScreen(view({ calls }))?.id, 'b');
    assert.equal(liveCall(view({ calls }))?.id, 'b');
  });

  it('shows the newest of the calls that ended after they were answered here', () => {
    const calls = [
      connected({ id: 'a', state: 'ended' }),
      connected({ id: 'b', state: 'ended' }),
      ringing({ id: 'c', state: 'ended' }),
    ];
    assert.equal(callOnScreen(view({ calls }))?.id, 'b');
  });

  it('shows nothing for a call that only rang', () => {
    assert.equal(callOnScreen(view({ calls: [ringing(), ringing({ id: 'b', state: 'answering' })] })), null);
  });
});

const ended = (id: string, answered: boolean) => ringing({ id, state: 'ended', answered, actions: [] });

test('the ring window has what rings and what is being answered', () => {
  const shown: Record<CallStateName, boolean> = {
    ringing: true,
    answering: true,
    calling: false,
    alerting: false,
    connected: false,
    ending: false,
    ended: false,
  };
  for (const [state, expected] of Object.entries(shown)) {
    const one = view({ calls: [ringing({ state: state as CallStateName })] });
    assert.equal(ringingCalls(one).length, expected ? 1 : 0, state);
  }
  assert.deepEqual(ringingCalls(view({ calls: [ringing({ direction: 'outgoing' })] })), []);
});

test('the call window has the live call before those that ended', () => {
  const shown = view({ calls: [ended('old', true), connected({ id: 'live' })] });
  assert.equal(callOnScreen(shown)?.id, 'live');
  assert.equal(liveCall(shown)?.id, 'live');
});

test('a call that ended stays in the call window only if it was answered here; the newest of them', () => {
  assert.equal(callOnScreen(view({ calls: [ended('a', true), ended('b', true), ended('c', false)] }))?.id, 'b');
  assert.equal(callOnScreen(view({ calls: [ended('c', false)] })), null);
  assert.equal(callOnScreen(view({ calls: [ringing()] })), null);
});

test('at the other end is who answered, else who it was forwarded to, else who was called', () => {
  const [bao, priya] = ['Bao Chen', 'Priya Raman'].map((label) => ({ ...ana, label }));
  assert.ok(bao && priya);
  assert.equal(farParty(callingOut()).label, 'Ana Lindqvist');
  assert.equal(farParty(callingOut({}, { forwardedTo: bao })).label, 'Bao Chen');
  assert.equal(farParty(callingOut({}, { forwardedTo: bao, answeredBy: priya })).label, 'Priya Raman');
  assert.equal(farParty(ringing()).label, 'Ana Lindqvist');
});
