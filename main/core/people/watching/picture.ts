/** A picture of somebody, as it came. */
export interface Picture {
  readonly type: 'image/jpeg' | 'image/png';
  readonly base64: string;
}

/** Many times what a picture of a hundred pixels takes. */
const longest = 256 * 1024;
/** A small file may hold a picture that takes gigabytes once it is unpacked. */
const mostPixelsASide = 1024;
const mostSegments = 200;

/**
 * Takes a JPEG or a PNG by its first bytes and its size in pixels, whatever its name says; null for all else. It is unpacked nowhere but in the
 * sandbox of a page.
 */
export function pictureOf(base64: string): Picture | null {
  if (base64.length > (longest / 3) * 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = bytesOf(base64);
  const type = isJpeg(bytes) ? 'image/jpeg' : isPng(bytes) ? 'image/png' : null;
  if (type === null) return null;
  const size = type === 'image/png' ? sizeOfPng(bytes) : sizeOfJpeg(bytes);
  if (size === null || size.some((side) => side < 1 || side > mostPixelsASide)) return null;
  return { type, base64 };
}

/** The byte at a place; 0 behind the end. */
type Bytes = (at: number) => number;

const alphabet = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((digit, value) => [digit, value]),
);

/** Only a few bytes are looked at: none of the others is decoded. */
function bytesOf(base64: string): Bytes {
  return (at) => {
    const group = Math.floor(at / 3) * 4;
    const digits = [0, 1, 2, 3].map((index) => alphabet.get(base64[group + index] ?? '') ?? 0);
    const bits = digits.reduce((sum, digit) => sum * 64 + digit, 0);
    return (bits >> (8 * (2 - (at % 3)))) & 0xff;
  };
}

function isJpeg(bytes: Bytes): boolean {
  return begins(bytes, [0xff, 0xd8, 0xff]);
}

function isPng(bytes: Bytes): boolean {
  return begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
}

function begins(bytes: Bytes, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes(at) === byte);
}

function sixteen(bytes: Bytes, at: number): number {
  return bytes(at) * 256 + bytes(at + 1);
}

/** Of its first chunk, IHDR (PNG specification, section 11.2.2). */
function sizeOfPng(bytes: Bytes): readonly [number, number] | null {
  const isHeader = [0x49, 0x48, 0x44, 0x52].every((byte, at) => bytes(12 + at) === byte);
  const side = (at: number): number => sixteen(bytes, at) * 65_536 + sixteen(bytes, at + 2);
  return isHeader ? [side(16), side(20)] : null;
}

/** Of its frame header, SOF (ITU-T T.81, section B.2.2), before which other segments stand. */
function sizeOfJpeg(bytes: Bytes): readonly [number, number] | null {
  let at = 2;
  for (let segment = 0; segment < mostSegments; segment += 1) {
    if (bytes(at) !== 0xff) return null;
    const marker = bytes(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrameHeader(marker)) return [sixteen(bytes, at + 7), sixteen(bytes, at + 5)];
    const length = sixteen(bytes, at + 2);
    if (marker === 0xda || marker === 0xd9 || length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** All of 0xc0 to 0xcf but for tables and what is reserved. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
