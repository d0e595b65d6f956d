import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createReplayWindow, packetIndex } from '../../../main/media/srtp/replay-window.ts';
import { fuzzTarget } from '../target.ts';

const width = 512;
/** Steps from the newest index: near the window's edges, near a rollover, and far away. */
const step = fc.oneof(
  fc.integer({ min: -600, max: 70 }),
  fc.constantFrom(-65_536, -32_768, 32_767, 65_535, 65_536),
  fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
);

export default fuzzTarget({
  about: 'the window of packets that were seen, against a list of all of them',
  inputs: fc.record({ from: fc.nat(2 ** 33), steps: fc.array(step, { maxLength: 200 }) }),
  run({ from, steps }) {
    const window = createReplayWindow();
    const seen = new Set<number>();
    let highest = -1;
    for (const by of [0, ...steps]) {
      const index = (highest < 0 ? from : highest) + by;
      const isWanted = index >= 0 && index > highest - width && !seen.has(index);
      assert.equal(window.isNew(index), isWanted, `${index} after ${highest}`);
      assert.equal(window.highest(), highest);
      if (!isWanted) continue;
      window.see(index);
      seen.add(index);
      highest = Math.max(highest, index);
      assert.equal(window.isNew(index), false);
      // A number of 16 bits stands for the nearest index, whichever way.
      const near = packetIndex(highest, (index + 3) & 0xffff);
      assert.equal(((near % 65_536) + 65_536) % 65_536, (index + 3) % 65_536);
      assert.ok(Math.abs(near - highest) <= 32_768);
    }
  },
});
