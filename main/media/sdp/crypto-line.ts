import { masterKeyBytes, masterSaltBytes } from '../srtp/key-derivation.ts';
import type { SrtpKey } from '../srtp/srtp-key.ts';

/** A key that the far side encrypts with, as an `a=crypto` line offers it (RFC 4568). */
export interface OfferedKey extends SrtpKey {
  /** By which the answer names the line that it takes. */
  readonly tag: string;
}

/** Every server has it; others that an offer may name besides are not spoken ([MS-SDPEXT], RFC 4568 section 6.2.1). */
const suite = 'AES_CM_128_HMAC_SHA1_80';

/** In bytes (RFC 4568 section 6.1). */
const longestMki = 128;

/**
 * The line to take of those that an offer has: the first of our suite without a key identifier, or else the first with one. Null where none can
 * be used. Values of `a=crypto`, in their order, in any case.
 */
export function chooseKey(lines: readonly string[]): OfferedKey | null {
  const keys = lines.flatMap((line) => readCryptoLine(line) ?? []);
  return keys.find(({ mki }) => mki.length === 0) ?? keys[0] ?? null;
}

/** The value of an `a=crypto` of our own under a tag and with an identifier, such as those of the offered line that it takes. */
export function writeCryptoLine({ tag, mki }: Pick<OfferedKey, 'tag' | 'mki'>, master: Buffer): string {
  const identifier = mki.length === 0 ? '' : `|${BigInt(`0x${mki.toString('hex')}`)}:${mki.length}`;
  return `${tag} ${suite} inline:${master.toString('base64')}|2^31${identifier}`;
}

function readCryptoLine(line: string): OfferedKey | null {
  const [tag = '', name = '', parameters = '', ...session] = line.split(' ').filter((word) => word !== '');
  if (!/^\d{1,9}$/.test(tag) || name.toUpperCase() !== suite || !session.every(isHarmless)) return null;
  const [method = '', value = ''] = parameters.split(/:(.*)/s);
  if (method.toLowerCase() !== 'inline') return null;
  const [text = '', ...rest] = value.split('|');
  const [master, mki] = [masterIn(text), mkiIn(rest)];
  return master === null || mki === null ? null : { tag, master, mki };
}

/** What a receiver may pass over, by RFC 4568 section 6.3.8, or what asks for nothing: no re-derivation, a hint for the window. */
function isHarmless(parameter: string): boolean {
  return parameter.startsWith('-') || /^(KDR=0|WSH=\d+)$/i.test(parameter);
}

/** With or without the padding of base64, which some leave away. */
function masterIn(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/]{40}={0,2}$/.test(text)) return null;
  const master = Buffer.from(text, 'base64');
  return master.length === masterKeyBytes + masterSaltBytes ? master : null;
}

/** Behind the key stand its lifetime and its identifier, either, both or none; null for an identifier that is not taken, or another key. */
function mkiIn(parts: readonly string[]): Buffer | null {
  const named = parts.find((part) => part.includes(':'));
  if (parts.some((part) => !/^(2\^\d{1,2}|\d{1,15}|\d{1,309}:\d{1,3})$/.test(part))) return null;
  if (named === undefined) return Buffer.alloc(0);
  const [value = '', bytes] = named.split(':');
  const [number, length] = [BigInt(value).toString(16), Number(bytes)];
  if (length < 1 || length > longestMki || number.length > length * 2) return null;
  return Buffer.from(number.padStart(length * 2, '0'), 'hex');
}
