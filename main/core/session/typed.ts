import type { Urls } from '../ports.ts';
import { isHostName } from './trust/host-name.ts';
import { addressKind } from './trust/trusted-domains.ts';

/** What is not seen, and comes along where text is copied: format characters, controls, and what Unicode ignores by default. */
const invisible = /[\p{Cf}\p{Cc}\p{DI}\u2800]/gu;

/** As people write it: full-width forms and odd blanks made plain, what is not seen left out. */
function plain(text: string): string {
  return visible(text.normalize('NFKC')).replaceAll('\u3002', '.');
}

/** A name as it was typed, without blanks around it and without what is not seen in it. */
export function visible(text: string): string {
  return text.replace(/\s/gu, ' ').replace(invisible, '').trim();
}

/**
 * A sign-in address out of what was typed or pasted: `sip:kim@contoso.com`, `Kim <kim@contoso.com>`, a link to mail, with what stands around
 * it in a sentence. In lower case, because Skype for Business compares addresses so. Null for what is none.
 */
export function typedAddress(text: string, urls: Urls): string | null {
  const all = plain(text);
  const inner = /<([^<>]*)>[^<>]*$/.exec(all)?.[1] ?? all;
  const address = withoutScheme(bare(inner)).toLowerCase();
  const [, name = '', domain = ''] = /^([^\s@"<>()[\]\\,:;]+)@([^\s@/?#:%\\]+)$/.exec(address) ?? [];
  const host = domain.includes('.') ? urls.parse(`https://${domain}/`)?.host : undefined;
  return name !== '' && host !== undefined && isNameOfHost(host) ? `${name}@${domain}` : null;
}

/** Quotes, brackets and the marks of a sentence around it. */
function bare(text: string): string {
  return text.replace(/^[\s"'`“”„‘’«»<>()[\]{}.,;:]+|[\s"'`“”„‘’«»<>()[\]{}.,;:!?]+$/gu, '');
}

/** RFC 3261 section 19.1 and RFC 6068: the address alone, without parameters and headers. */
function withoutScheme(text: string): string {
  const rest = /^(?:sips?|mailto|im|xmpp|smtp):(?:\/\/)?(.*)$/i.exec(text)?.[1];
  if (rest === undefined) return text;
  const address = rest.replace(/[;?].*$/s, '').replace(/:\d+$/, '');
  try {
    return bare(decodeURIComponent(address));
  } catch {
    return address;
  }
}

/**
 * A server as people type it: a name, an address with a port or a path, IPv6 with brackets or without. Empty where nothing was typed; null
 * for what is no server.
 */
export function typedServer(text: string, urls: Urls): string | null {
  const address = plain(text).replace(/^[\s"'`“”‘’<>]+|[\s"'`“”‘’<>.,;]+$/gu, '');
  if (address === '') return '';
  const scheme = /^([a-z][a-z0-9+.-]*):\/+/i.exec(address);
  if (scheme !== null && !/^https?$/i.test(scheme[1] ?? '')) return null;
  const place = address.slice(scheme?.[0].length ?? 0).replace(/^\/+/, '');
  if (/[\s\\@]/.test(place)) return null;
  const [, host = '', port = '', path = ''] =
    /^(\[[^\]]*\]|[^/?#]*?)(:\d*)?(\/[^?#]*)?(?:[?#].*)?$/.exec(bracketed(place)) ?? [];
  // Where http was meant for its own port, https has another.
  const known = scheme?.[1]?.toLowerCase() === 'http' && port === ':80' ? '' : port;
  const name = host.replace(/\.$/, '');
  const url = name === '' ? null : urls.parse(`https://${name}${known}${path}`);
  if (url === null || !isServer(name, url.host)) return null;
  return path === '' || path === '/' ? url.origin.slice('https://'.length) : url.href;
}

/** An IPv6 address stands in brackets in a URL (RFC 3986 section 3.2.2). */
function bracketed(place: string): string {
  return place.replace(/^[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*(?=$|\/)/i, (address) => `[${address}]`);
}

function isNameOfHost(host: string): boolean {
  return isHostName(host) && addressKind(host) === null;
}

/** The URL Standard makes an address of any number: one that was not written as such was not meant. */
function isServer(typed: string, host: string): boolean {
  return isNameOfHost(host) || (addressKind(host) !== null && (host.startsWith('[') || typed.toLowerCase() === host));
}
