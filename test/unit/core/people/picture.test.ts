import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureOf } from '../../../../main/core/people/watching/picture.ts';
import { drawPhoto } from '../../../ucwa-server/people/photo.ts';

const read = (bytes: Buffer) => pictureOf(bytes.toString('base64'))?.type ?? null;

/** The beginning of a PNG of that size (PNG specification, section 11.2.2). */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** The beginning of a JPEG of that size, with that segment before its frame. */
function jpeg(width: number, height: number, before: readonly number[] = [0xff, 0xe0, 0, 4, 1, 2]): Buffer {
  const frame = [0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Buffer.from([0xff, 0xd8, ...before, ...frame]);
}

test('a JPEG and a PNG are known by their first bytes', () => {
  assert.equal(read(drawPhoto('ana')), 'image/jpeg');
  assert.equal(read(png(96, 96)), 'image/png');
  assert.equal(read(jpeg(96, 96)), 'image/jpeg');
  assert.equal(read(jpeg(96, 96, [0xff, 0xff, 0xff, 0xe1, 0, 2])), 'image/jpeg');
});

test('what is none of the two is not taken', () => {
  for (const text of [
    '',
    'GIF89a',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<html>',
    'BM',
    '\x89PNG\r\n\x1a\nxxxxxxxx',
  ]) {
    assert.equal(read(Buffer.from(text, 'latin1')), null, text);
  }
  assert.equal(pictureOf('not base64!'), null);
  assert.equal(pictureOf('/9j/_-'), null);
});

test('a picture that would take much memory once it is unpacked is not taken, however small its file', () => {
  assert.equal(read(png(1024, 1024)), 'image/png');
  for (const [width, height] of [
    [1025, 96],
    [96, 1025],
    [0x7fffffff, 0x7fffffff],
    [0, 96],
  ] as const) {
    assert.equal(read(png(width, height)), null);
    if (width < 65_536) assert.equal(read(jpeg(width, height)), null);
  }
});

test('a large file, one that is cut, and one that leads in circles are not taken', () => {
  assert.equal(read(Buffer.concat([jpeg(96, 96), Buffer.alloc(300_000)])), null);
  const whole = jpeg(96, 96);
  for (let length = 0; length < whole.length - 6; length += 1) assert.equal(read(whole.subarray(0, length)), null);
  const circles = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff]),
    Buffer.alloc(200_000, Buffer.from([0xff, 0xe0, 0, 2])),
  ]);
  assert.equal(read(circles), null);
  assert.equal(read(jpeg(96, 96, [0xff, 0xe0, 0, 0])), null);
  assert.equal(read(jpeg(96, 96, [0xff, 0xda, 0, 4, 1, 2])), null);
});
