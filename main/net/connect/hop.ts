/** How a connection leaves this computer: by itself, or over a proxy. */
export type Hop = { readonly scheme: 'direct' } | ProxyServer;

/** `socks4` passes names on as SOCKS 4a does. */
export interface ProxyServer {
  readonly scheme: 'http' | 'https' | 'socks4' | 'socks5';
  readonly host: string;
  readonly port: number;
}

export const direct: Hop = { scheme: 'direct' };

/** The words of a proxy auto-configuration script's answer, and the port where none is written. */
const kinds: Readonly<Record<string, { readonly scheme: ProxyServer['scheme']; readonly port: number }>> = {
  PROXY: { scheme: 'http', port: 80 },
  HTTP: { scheme: 'http', port: 80 },
  HTTPS: { scheme: 'https', port: 443 },
  SOCKS: { scheme: 'socks4', port: 1080 },
  SOCKS4: { scheme: 'socks4', port: 1080 },
  SOCKS5: { scheme: 'socks5', port: 1080 },
};

/**
 * Reads what a script, or Chromium in its place, answers, such as `PROXY a:3128; DIRECT`: best first. What it does not know
 * is left out; where nothing is left, the connection is direct, as browsers have it.
 */
export function parseRoute(text: string): readonly Hop[] {
  const hops = text.split(';').flatMap((part) => parseHop(part.trim()) ?? []);
  return hops.length === 0 ? [direct] : hops;
}

function parseHop(text: string): Hop | null {
  const [word = '', address = ''] = text.split(/\s+/);
  if (word.toUpperCase() === 'DIRECT') return direct;
  const kind = kinds[word.toUpperCase()];
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[^:\s/@[\]]+)(?::(\d{1,5}))?$/i.exec(address) ?? [];
  if (kind === undefined || host === undefined) return null;
  const number = port === undefined ? kind.port : Number(port);
  if (number === 0 || number > 65_535) return null;
  return { scheme: kind.scheme, host: host.replace(/^\[|\]$/g, ''), port: number };
}

/** Unique for each hop; for a proxy what people would write, such as `proxy.example:3128`. */
export function nameOf(hop: Hop): string {
  if (hop.scheme === 'direct') return 'direct';
  const host = hop.host.includes(':') ? `[${hop.host}]` : hop.host;
  return `${hop.scheme === 'http' ? '' : `${hop.scheme}://`}${host}:${hop.port}`;
}
