import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anchored, since } from '../../../renderer/store.ts';
import { connected, ringing, view } from '../../views/samples.ts';

describe('the scene', () => {
  it('puts the start of a state on the local clock', () => {
    const scene = anchored(null, view({ calls: [ringing({ lastedMs: 7000 })] }), 50_000);
    assert.equal(since(scene, 'call-1'), 43_000);
  });

  it('keeps the start when a later snapshot was only delivered slower', () => {
    const first = anchored(null, view({ calls: [ringing({ lastedMs: 7000 })] }), 50_000);
    const second = anchored(first, view({ calls: [ringing({ lastedMs: 8000 })] }), 51_250);
    assert.equal(since(second, 'call-1'), 43_000);
  });

  it('corrects the start when the snapshots really differ', () => {
    const first = anchored(null, view({ calls: [ringing({ lastedMs: 7000 })] }), 50_000);
    const second = anchored(first, view({ calls: [ringing({ lastedMs: 7000 })] }), 60_000);
    assert.equal(since(second, 'call-1'), 53_000);
  });

  it('starts anew with the next state', () => {
    const first = anchored(null, view({ calls: [ringing({ lastedMs: 100 })] }), 50_000);
    const second = anchored(first, view({ calls: [connected({ lastedMs: 0 })] }), 50_100);
    assert.equal(since(second, 'call-1'), 50_100);
  });

  it('forgets calls that are gone', () => {
    const first = anchored(null, view({ calls: [ringing()] }), 50_000);
    assert.equal(anchored(first, view(), 50_001).anchors.size, 0);
  });
});
