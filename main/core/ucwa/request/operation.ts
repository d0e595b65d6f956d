import type { HttpRequest } from '../../ports.ts';

/** A UCWA request before it is bound to a session: the href as the server gave it, without authorization. */
export interface Operation {
  readonly method: HttpRequest['method'];
  readonly href: string;
  /** Added to the query the href has. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In place of the usual 20 s. */
  readonly timeoutMs?: number;
  /** Over a connection made for it alone: it shows that one can be made now. */
  readonly ownConnection?: boolean;
  /** Over the connection that was prepared for it, where there is one. */
  readonly spareConnection?: boolean;
  /** The answer is a picture and no text. */
  readonly binary?: boolean;
  /** Through the platform's own stack; for token services only. */
  readonly credentials?: NonNullable<HttpRequest['credentials']>;
}

export function get(href: string): Operation {
  return { method: 'GET', href };
}

export function postJson(href: string, body: object): Operation {
  return { method: 'POST', href, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Replaces a resource as it was read with that etag (UCWA: without If-Match 428, with a stale one 412). */
export function putJson(href: string, body: object, etag: string): Operation {
  const headers = { 'content-type': 'application/json', 'if-match': `"${etag}"` };
  return { method: 'PUT', href, headers, body: JSON.stringify(body) };
}

/** A form, as token services take it (RFC 6749 appendix B). */
export function postForm(href: string, fields: Readonly<Record<string, string>>): Operation {
  return {
    method: 'POST',
    href,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: Object.entries(fields)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&'),
  };
}
