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
}

export function get(href: string): Operation {
  return { method: 'GET', href };
}

export function postJson(href: string, body: object): Operation {
  return { method: 'POST', href, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
