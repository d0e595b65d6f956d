import { isHidden } from './hidden.ts';
import type { TelephoneNumber } from './phone-number.ts';

/** What a URI says of a caller. `host`: the domain that it is of, where it names one. */
export type CallerAddress =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'number'; readonly number: TelephoneNumber; readonly host: string | null }
  | { readonly kind: 'address'; readonly user: string; readonly host: string | null };

const hidden: CallerAddress = { kind: 'hidden' };
/** What a telephone can dial, with visual separators (RFC 3966 section 3). */
const dialled = /^[+\d*#(][\d*#\s().\-/\u00a0\u2010-\u2015]*$/;

/** Reads a SIP (RFC 3261 section 19.1) or telephone URI (RFC 3966), or a bare address or number. */
export function readCallerAddress(uri: string): CallerAddress {
  const bare = /<([^<>]+)>/.exec(uri)?.[1] ?? uri;
  const [, scheme = '', rest = ''] = /^(?:(sips?|tel|callto|im):)?(.*)$/is.exec(bare.trim()) ?? [];
  const isTel = scheme.toLowerCase() === 'tel';
  const split = isTel ? -1 : rest.indexOf('@');
  const [userPart, hostPart] = split === -1 ? [rest, null] : [rest.slice(0, split), rest.slice(split + 1)];
  const [written = '', ...parameters] = decodeEscapes(userPart.split('?', 1)[0] ?? '').split(';');
  const base = written.split(split === -1 ? /$^/ : ':', 1)[0]?.trim() ?? '';
  const host = hostPart === null ? null : hostOf(hostPart);
  const saysPhone = isTel || /;user=phone(?:[;?]|$)/i.test(hostPart ?? '');
  if (isHidden(base, host, saysPhone)) return hidden;
  if (dialled.test(base) ? /[\d*#]/.test(base) : saysPhone && (isTel || /\d/.test(base) || isVanity(base))) {
    return { kind: 'number', number: telephoneNumber(base, parameters), host: host ?? domainOf(parameters) };
  }
  return { kind: 'address', user: base, host };
}

/** An address as it is written. */
export function writeAddress({ user, host }: { readonly user: string; readonly host: string | null }): string {
  return host === null ? user : `${user}@${host}`;
}

/** Letters stand for digits on the keys of a telephone (E.161): 1-800-FLOWERS. */
function isVanity(base: string): boolean {
  return /^\+?[\d-]*[A-Z-]+$/.test(base);
}

function telephoneNumber(base: string, parameters: readonly string[]): TelephoneNumber {
  const [, number = base, beside] = /^(\+.*?\d)\s*(?:ext\.?|x|#)\s*(\d{1,8})$/i.exec(base) ?? [];
  return {
    number,
    extension: parameterOf(parameters, 'ext') ?? beside ?? null,
    subaddress: parameterOf(parameters, 'isub'),
    context: parameterOf(parameters, 'phone-context'),
  };
}

function parameterOf(parameters: readonly string[], name: string): string | null {
  const found = parameters.find((parameter) => parameter.toLowerCase().startsWith(`${name}=`));
  const value = found?.slice(name.length + 1).trim() ?? '';
  return value === '' ? null : value;
}

/** A context is a domain only where it is written as one: gateways put words there too. */
function domainOf(parameters: readonly string[]): string | null {
  const context = parameterOf(parameters, 'phone-context');
  return context !== null && /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z][a-z\d-]+\.?$/i.test(context) ? hostOf(context) : null;
}

/**
 * Without port and parameters, as it is compared. On the wire it is ASCII (RFC 3261 section 25.1, RFC 5890): other letters look like
 * those of another domain, and are shown as escapes.
 */
function hostOf(text: string): string {
  const [host = ''] = /^\[[^\]]*\]|^[^:;?]*/.exec(text) ?? [];
  const plain = host.replace(/[\p{C}\p{Z}\p{DI}\s]/gu, '').toLowerCase();
  return plain.replace(/\.$/, '').replace(/\P{ASCII}+/gu, encodeURIComponent);
}

function decodeEscapes(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
