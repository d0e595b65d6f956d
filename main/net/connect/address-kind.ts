import { BlockList, isIP } from 'node:net';

/**
 * What an address may be used for. `never`: unspecified, link-local, multicast, broadcast or reserved; nobody that we talk to is
 * there, but a cloud's metadata service may be. `loopback`: this computer itself. `usual`: all else, private networks too.
 */
export type AddressKind = 'usual' | 'loopback' | 'never';

const never = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
] as const) {
  never.addSubnet(network, bits, 'ipv4');
}
never.addAddress('::', 'ipv6');
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('ff00::', 8, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** The kind of an address as `isIP` knows it. An IPv6 address that a gateway turns into an IPv4 one is of the worse kind of both. */
export function addressKind(address: string): AddressKind {
  const plain = address.replace(/%.*$/s, '');
  const kinds = [plain, ...embeddedIPv4(plain)].map(kindOfOne);
  return kinds.find((kind) => kind === 'never') ?? kinds.find((kind) => kind === 'loopback') ?? 'usual';
}

function kindOfOne(address: string): AddressKind {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (never.check(address, family)) return 'never';
  return loopback.check(address, family) ? 'loopback' : 'usual';
}

/**
 * Where the IPv4 address stands in an IPv6 one: mapped, translated (RFC 7915), NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056),
 * Teredo (RFC 4380; its client's is inverted), ISATAP (RFC 5214) and the old compatible form (RFC 4291).
 */
const embeddings: readonly { readonly prefix: RegExp; readonly at: number; readonly inverted?: true }[] = [
  { prefix: /^0{20}ffff/, at: 12 },
  { prefix: /^0{16}ffff0000/, at: 12 },
  { prefix: /^0064ff9b0{16}/, at: 12 },
  { prefix: /^0064ff9b0001/, at: 12 },
  { prefix: /^2002/, at: 2 },
  { prefix: /^20010000/, at: 4 },
  { prefix: /^20010000/, at: 12, inverted: true },
  { prefix: /^.{16}0[02]005efe/, at: 12 },
  { prefix: /^0{24}(?!0000000[01]$)/, at: 12 },
];

function embeddedIPv4(address: string): string[] {
  if (isIP(address) !== 6) return [];
  const digits = allDigits(address);
  return embeddings.flatMap(({ prefix, at, inverted }) => {
    if (!prefix.test(digits)) return [];
    const bytes = [0, 1, 2, 3].map((index) =>
      Number.parseInt(digits.slice((at + index) * 2, (at + index) * 2 + 2), 16),
    );
    return bytes.map((byte) => (inverted ? 255 - byte : byte)).join('.');
  });
}

/** The 32 hexadecimal digits of an IPv6 address. */
function allDigits(address: string): string {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':')).map((group) => group.padStart(4, '0'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const between = Array.from({ length: 8 - before.length - after.length }, () => '0000');
  return [...before, ...between, ...after].join('');
}
