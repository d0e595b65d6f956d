import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callOnScreen, liveCall, ringingCalls } from '../../../renderer/call-selection.ts';
import { connected, ringing, view } from '../../page/pictures/samples.ts';

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
