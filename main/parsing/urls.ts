import type { ParsedUrl, Urls } from '../core/ports.ts';

/** URL parsing as the WHATWG URL Standard has it, for a core that knows no global `URL`. */
export function createUrls(): Urls {
  return { parse, withQuery };
}

function parse(reference: string, base?: string): ParsedUrl | null {
  try {
    const url = new URL(reference, base);
    return {
      href: url.href,
      origin: `${url.protocol}//${url.host}`,
      protocol: url.protocol,
      host: url.hostname,
      hasUserInfo: url.username !== '' || url.password !== '',
    };
  } catch {
    return null;
  }
}

function withQuery(url: string, parameters: Readonly<Record<string, string>>): string {
  const parsed = new URL(url);
  for (const [name, value] of Object.entries(parameters)) parsed.searchParams.set(name, value);
  return parsed.href;
}
