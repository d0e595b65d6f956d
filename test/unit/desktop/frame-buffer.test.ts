import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FrameBuffer } from '../../desktop/frame-buffer.ts';

/** An xwd file of 4 × 3 pixels, one of them coloured, with a name of 4 bytes and 2 colour map entries. */
function xwd(x: number, y: number, colour: number, bitsPerPixel = 32): Buffer {
  const [header, colours, line] = [104, 2 * 12, 4 * 4];
  const file = Buffer.alloc(header + colours + 3 * line);
  const fields = { 0: header, 4: 4, 5: 3, 7: 0, 11: bitsPerPixel, 12: line, 19: 2 };
  for (const [index, value] of Object.entries(fields)) file.writeUInt32BE(value, Number(index) * 4);
  file.writeUInt32LE(colour, header + colours + y * line + x * 4);
  return file;
}

function open(t: { after(end: () => void): void }, content: Buffer): FrameBuffer {
  const folder = mkdtempSync(join(tmpdir(), 'frame-buffer-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'screen'), content);
  return new FrameBuffer(join(folder, 'screen'));
}

test('a pixel is found at its place', (t) => {
  const screen = open(t, xwd(2, 1, 0x0d7a40));
  assert.deepEqual([screen.width, screen.height], [4, 3]);
  const pixels = [...screen.read({ x: 1, y: 1, width: 2, height: 2 })];
  assert.deepEqual(
    pixels.map(([, colour]) => colour),
    [0, 0x0d7a40, 0, 0],
  );
  const [, green] = pixels;
  assert.equal(screen.colourAt(green?.[0] ?? 0), 0x0d7a40);
  screen.close();
});

test('a screen with other pixels is refused', (t) => {
  assert.throws(() => open(t, xwd(0, 0, 0, 16)), /another form/);
});
