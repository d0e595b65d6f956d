/** Bencode, as rtpengine's NG protocol uses it. */
export type Bencoded = string | number | readonly Bencoded[] | { readonly [key: string]: Bencoded };

export function bencode(value: Bencoded): string {
  if (typeof value === 'number') return `i${value}e`;
  if (typeof value === 'string') return `${Buffer.byteLength(value)}:${value}`;
  if (Array.isArray(value)) return `l${value.map(bencode).join('')}e`;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `d${entries.map(([key, each]) => bencode(key) + bencode(each)).join('')}e`;
}

/** Throws where the text is none. */
export function bdecode(bytes: Buffer): Bencoded {
  let at = 0;
  const until = (end: string): string => {
    const stop = bytes.indexOf(end, at);
    if (stop === -1) throw new Error(`Bencode without its ${end}`);
    const text = bytes.toString('utf8', at, stop);
    at = stop + 1;
    return text;
  };
  const items = (): Bencoded[] => {
    const found: Bencoded[] = [];
    while (bytes[at] !== 0x65) found.push(value());
    at += 1;
    return found;
  };
  const value = (): Bencoded => {
    const kind = String.fromCharCode(bytes[at] ?? 0);
    if (kind === 'i' || kind === 'l' || kind === 'd') at += 1;
    if (kind === 'i') return Number(until('e'));
    if (kind === 'l') return items();
    if (kind === 'd') return pairs(items());
    const length = Number(until(':'));
    if (!Number.isInteger(length) || at + length > bytes.length) throw new Error('Bencode of a wrong length');
    at += length;
    return bytes.toString('utf8', at - length, at);
  };
  return value();
}

function pairs(items: readonly Bencoded[]): Bencoded {
  const entries: [string, Bencoded][] = [];
  for (let at = 0; at + 1 < items.length; at += 2) entries.push([String(items[at]), items[at + 1] ?? '']);
  return Object.fromEntries(entries);
}
