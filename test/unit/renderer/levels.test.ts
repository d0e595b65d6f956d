import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import '../same-inputs.ts';
import { litSegments, meterSegments } from '../../../renderer/components/loudness.ts';
import { createSilenceWatch, silentMicrophoneMs } from '../../../renderer/silence-watch.ts';

describe('the level meter', () => {
  it('lights nothing for silence or nonsense, something for soft sound, everything for the loudest', () => {
    assert.equal(litSegments(0), 0);
    assert.equal(litSegments(Number.NaN), 0);
    assert.equal(litSegments(0.011), 1);
    assert.equal(litSegments(0.5), 4);
    assert.equal(litSegments(1), meterSegments);
  });

  it('lights a whole number of segments it has, and never fewer for louder sound', () => {
    const level = fc.double({ min: -1, max: 2, noNaN: true });
    fc.assert(
      fc.property(level, level, (one, other) => {
        const lit = litSegments(one);
        assert.ok(Number.isInteger(lit) && lit >= 0 && lit <= meterSegments);
        if (one <= other) assert.ok(lit <= litSegments(other));
      }),
    );
  });
});

describe('the watch for a silent microphone', () => {
  it('tells after the silence has lasted, not before', () => {
    const watch = createSilenceWatch();
    assert.equal(watch.measured(0, 1000), false);
    assert.equal(watch.measured(0, 1000 + silentMicrophoneMs - 1), false);
    assert.equal(watch.measured(0, 1000 + silentMicrophoneMs), true);
  });

  it('starts anew after any sound, and after a reset', () => {
    const watch = createSilenceWatch();
    watch.measured(0, 0);
    assert.equal(watch.measured(0.3, silentMicrophoneMs), false);
    assert.equal(watch.measured(0, silentMicrophoneMs + 1), false);
    assert.equal(watch.measured(0, 2 * silentMicrophoneMs), false);
    assert.equal(watch.measured(0, 2 * silentMicrophoneMs + 1), true);
    watch.reset();
    assert.equal(watch.measured(0, 3 * silentMicrophoneMs), false);
  });
});
