import { closeSync, openSync, readSync } from 'node:fs';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Place of a pixel in the frame buffer's file, in bytes. */
export type PixelOffset = number;

const pixelBytes = 4;
const colourBytes = 12;

/** Reads what an X server has painted, from the file that it keeps its pixels in (xwd's format, XWDFile.h). */
export class FrameBuffer {
  readonly #file: number;
  readonly #pixel = Buffer.alloc(pixelBytes);
  readonly #start: number;
  readonly #bytesPerLine: number;
  readonly width: number;
  readonly height: number;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
    const header = Buffer.alloc(100);
    readSync(this.#file, header, 0, header.length, 0);
    const field = (index: number): number => header.readUInt32BE(index * 4);
    const [bitsPerPixel, byteOrder] = [field(11), field(7)];
    if (bitsPerPixel !== 32 || byteOrder !== 0) throw new Error(`${path} has pixels of another form`);
    this.width = field(4);
    this.height = field(5);
    this.#bytesPerLine = field(12);
    this.#start = field(0) + field(19) * colourBytes;
  }

  /** The colours (0xRRGGBB) of an area, row by row. */
  read({ x, y, width, height }: Area): Map<PixelOffset, number> {
    const pixels = new Map<PixelOffset, number>();
    const line = Buffer.alloc(width * pixelBytes);
    for (let row = y; row < y + height; row += 1) {
      const offset = this.#start + row * this.#bytesPerLine + x * pixelBytes;
      readSync(this.#file, line, 0, line.length, offset);
      for (let at = 0; at < line.length; at += pixelBytes) pixels.set(offset + at, line.readUIntLE(at, 3));
    }
    return pixels;
  }

  /** Colour of one pixel, as 0xRRGGBB. */
  colourAt(offset: PixelOffset): number {
    readSync(this.#file, this.#pixel, 0, pixelBytes, offset);
    return this.#pixel.readUIntLE(0, 3);
  }

  close(): void {
    closeSync(this.#file);
  }
}
