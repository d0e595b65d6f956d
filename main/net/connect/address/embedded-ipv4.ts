/** An IPv4 address in an IPv6 one; `exact`: by the address's own form, not only by where it might be. */
export interface Embedded {
  readonly address: string;
  readonly exact: boolean;
}

/** Prefixes, as bytes, that say where an IPv4 address follows, and at which byte. */
const forms: readonly (readonly [prefix: readonly number[], at: number])[] = [
  // Mapped and translated (RFC 4291, 2.5.5.2; RFC 2765), and the compatible ones of old (RFC 4291, 2.5.5.1).
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 12],
  [[0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0], 12],
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 12],
  // NAT64 (RFC 6052, 2.1), and its addresses for local use (RFC 8215).
  [[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 12],
  [[0, 0x64, 0xff, 0x9b, 0, 1], 12],
  // 6to4 (RFC 3056), and a Teredo server (RFC 4380).
  [[0x20, 0x02], 2],
  [[0x20, 0x01, 0, 0], 4],
];
const localNat64 = [0, 0x64, 0xff, 0x9b, 0, 1];
const teredo = [0x20, 0x01, 0, 0];

/** The IPv4 addresses that something on the way may make of an IPv6 address, by the forms that are known. */
export function embeddedIn(ipv6: string): readonly Embedded[] {
  const bytes = bytesOf(ipv6);
  if (bytes === null) return [];
  const found: Embedded[] = [];
  const add = (four: readonly number[], exact: boolean): void => void found.push({ address: four.join('.'), exact });
  for (const [prefix, at] of forms) if (begins(bytes, prefix)) add(bytes.slice(at, at + 4), true);
  if (begins(bytes, teredo))
    add(
      bytes.slice(12).map((byte) => byte ^ 0xff),
      true,
    );
  // ISATAP (RFC 5214, 6.1), under any prefix.
  const [u = 0, , x, y] = bytes.slice(8);
  if ((u | 0x02) === 0x02 && bytes[9] === 0 && x === 0x5e && y === 0xfe) add(bytes.slice(12), true);
  // A network's own prefix for NAT64 (RFC 6052, 2.2) cannot be told from any other.
  for (const four of translations(bytes)) add(four, begins(bytes, localNat64));
  return found;
}

/** Where RFC 6052 puts the address for each length of prefix; the ninth byte is left out. */
function translations(bytes: readonly number[]): readonly (readonly number[])[] {
  const withoutNinth = [...bytes.slice(0, 8), ...bytes.slice(9)];
  const short = bytes[8] === 0 ? [4, 5, 6, 7, 8].map((at) => withoutNinth.slice(at, at + 4)) : [];
  return [...short, bytes.slice(12)];
}

function begins(bytes: readonly number[], prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

/** Null where it is no IPv6 address. */
function bytesOf(text: string): readonly number[] | null {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const tail = dotted === null ? [] : dotted.slice(2).map(Number);
  const [left = '', right] = (dotted === null ? text : (dotted[1] ?? '').replace(/([^:]):$/, '$1')).split('::', 2);
  const head = groups(left);
  const rest = [...groups(right ?? ''), ...tail];
  const missing = 16 - head.length - rest.length;
  if (right === undefined ? missing !== 0 : missing < 0) return null;
  return [...head, ...Array<number>(missing).fill(0), ...rest];
}

function groups(text: string): readonly number[] {
  const words = text === '' ? [] : text.split(':').filter((word) => word !== '');
  return words.flatMap((word) => {
    const value = Number.parseInt(word, 16);
    return [value >> 8, value & 0xff];
  });
}
