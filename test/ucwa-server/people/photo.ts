/** Draws pictures of people: head and shoulders in squares, as a baseline JPEG (ITU-T T.81) of one value a block. */

const blocks = 24;

/** Ninety-six pixels a side, or as many as are asked for; always the same for one person. */
export function drawPhoto(personId: string): Buffer {
  const hue = [...personId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const [back, skin, cloth] = [
    colour(hue, 0.42, 0.72),
    colour(24, 0.45, 0.45 + (hue % 5) * 0.08),
    colour(hue + 160, 0.4, 0.42),
  ];
  const pixels = Array.from({ length: blocks * blocks }, (_, index) => {
    const [x, y] = [(index % blocks) - blocks / 2 + 0.5, Math.floor(index / blocks) - blocks / 2 + 0.5];
    if (Math.hypot(x, y + 2.5) < 4.6) return skin;
    return Math.hypot(x * 0.72, y - 11) < 7 ? cloth : back;
  });
  return jpegOf(pixels);
}

type Colour = readonly [number, number, number];

/** YCbCr of a hue in degrees with saturation and lightness. */
function colour(hue: number, saturation: number, lightness: number): Colour {
  const channel = (offset: number): number => {
    const place = (offset + hue / 30) % 12;
    const swing = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - swing * Math.max(-1, Math.min(place - 3, 9 - place, 1)));
  };
  const [r, g, b] = [channel(0), channel(8), channel(4)];
  const y = 0.299 * r + 0.587 * g + 0.114 * b;
  return [y, 128 + 0.564 * (b - y), 128 + 0.713 * (r - y)];
}

/** Code lengths of the usual table for differences of a block's mean (T.81, table K.3), and one that knows only the end of a block. */
const meanLengths = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const meanCodes = [
  '00',
  '010',
  '011',
  '100',
  '101',
  '110',
  '1110',
  '11110',
  '111110',
  '1111110',
  '11111110',
  '111111110',
];
const endOfBlock = '0';

function jpegOf(pixels: readonly Colour[]): Buffer {
  const side = blocks * 8;
  const quantization = [0, ...Array<number>(64).fill(8)];
  const frame = [8, ...word(side), ...word(side), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
  const means = [0, ...meanLengths, ...meanCodes.keys()];
  const rest = [0x10, 1, ...Array<number>(15).fill(0), 0];
  const scan = [3, 1, 0, 2, 0, 3, 0, 0, 63, 0];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, quantization),
    ...segment(0xc0, frame),
    ...segment(0xc4, means),
    ...segment(0xc4, rest),
    ...segment(0xda, scan),
    ...stuffed(entropyOf(pixels)),
    ...[0xff, 0xd9],
  ]);
}

function segment(marker: number, content: readonly number[]): readonly number[] {
  return [0xff, marker, ...word(content.length + 2), ...content];
}

function word(value: number): readonly [number, number] {
  return [value >> 8, value & 0xff];
}

function entropyOf(pixels: readonly Colour[]): string {
  const before = [0, 0, 0];
  let bits = '';
  for (const pixel of pixels) {
    for (const [component, value] of pixel.entries()) {
      // A block of one value is eight times that value, divided by the table's eight.
      const mean = Math.round(value - 128);
      bits += differenceOf(mean - (before[component] ?? 0)) + endOfBlock;
      before[component] = mean;
    }
  }
  return bits;
}

/** How many bits it has, and those bits (T.81, section F.1.2.1). */
function differenceOf(difference: number): string {
  const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
  const value = difference < 0 ? difference + 2 ** size - 1 : difference;
  return (meanCodes[size] ?? '') + (size === 0 ? '' : value.toString(2).padStart(size, '0'));
}

/** Filled up with ones; a byte of ones has a zero behind it, so that it is no marker. */
function stuffed(bits: string): readonly number[] {
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return bytes.flatMap((byte) => {
    const value = Number.parseInt(byte.padEnd(8, '1'), 2);
    return value === 0xff ? [0xff, 0] : [value];
  });
}
