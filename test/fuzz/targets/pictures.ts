import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pictureOf } from '../../../main/core/people/watching/picture.ts';
import { drawPhoto } from '../../ucwa-server/people/photo.ts';
import { fuzzTarget } from '../target.ts';

const photo = drawPhoto('ana');
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAGAAAABgCAYAAADimHc4AAAAAElFTkSuQmCC', 'base64');

/** A good one with some bytes changed, cut, or with others before its end. */
const changed = fc
  .tuple(
    fc.constantFrom(photo, png),
    fc.array(fc.tuple(fc.nat(1_000), fc.nat(255)), { maxLength: 8 }),
    fc.nat(1_000),
    fc.uint8Array({ maxLength: 64 }),
  )
  .map(([good, edits, cut, more]) => {
    const bytes = Buffer.from(good);
    for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
    return Buffer.concat([bytes.subarray(0, Math.max(0, bytes.length - cut)), more]).toString('base64');
  });

export default fuzzTarget<string>({
  about: 'pictures of people, down to their type and size',
  inputs: fc.oneof(changed, fc.base64String(), fc.string()),
  run(base64) {
    const picture = pictureOf(base64);
    if (picture === null) return;
    assert.equal(picture.base64, base64);
    const head = Buffer.from(base64, 'base64').subarray(0, 3).toString('hex');
    assert.equal(picture.type, head === 'ffd8ff' ? 'image/jpeg' : 'image/png');
  },
  growing: {
    segments: (size) => {
      const bytes = Buffer.concat([
        Buffer.from([0xff, 0xd8, 0xff]),
        Buffer.alloc(size, Buffer.from([0xff, 0xe0, 0, 2])),
      ]);
      const base64 = bytes.toString('base64');
      return () => pictureOf(base64);
    },
    'filling bytes': (size) => {
      const base64 = Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(size, 0xff)]).toString('base64');
      return () => pictureOf(base64);
    },
  },
});
