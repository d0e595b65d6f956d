import { failed, type Result } from '../../result.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, linkOf } from '../../ucwa/resource.ts';
import { hostIn, type UcwaFailure } from '../failure.ts';
import type { Transport, UcwaResponse, UcwaResult } from '../requests/transport.ts';

const mostRedirects = 5;
/** A server that does not answer in this time is not waited for: the other one, or http, may. */
export const hopMs = 10_000;

/**
 * Follows `redirect` links and HTTP redirects until a resource has `user` or `applications`. Each hop passes the origin policy, and so
 * is https; only `answered`, where the first was asked before, may have come over http.
 */
export async function followRoot(
  transport: Transport,
  url: string,
  startBase?: string,
  answered?: UcwaResult,
): Promise<Result<UcwaResponse, UcwaFailure>> {
  const visited = new Set<string>([url]);
  let href = url;
  let response = answered ?? (await hop(transport, url, startBase, startBase));
  for (let redirects = 0; redirects < mostRedirects; redirects += 1) {
    const from = response.ok ? response.value.url : href;
    if (response.ok) {
      const resource = decodeResource(response.value.body);
      if (resource !== null && (linkOf(resource, 'user') ?? linkOf(resource, 'applications')) !== null) return response;
      const redirect = resource === null ? null : linkOf(resource, 'redirect');
      if (redirect === null) break;
      href = redirect;
    } else {
      if (response.failure.kind !== 'refused' || response.failure.location === null) return response;
      href = response.failure.location;
    }
    if (visited.has(href)) break;
    visited.add(href);
    response = await hop(transport, href, response.ok ? from : undefined, from);
  }
  if (!response.ok) return response;
  return failed({ kind: 'malformed', host: hostIn(response.value.url), status: response.value.status });
}

/** @param from where the href stood */
async function hop(transport: Transport, href: string, base?: string, from?: string): Promise<UcwaResult> {
  const result = await transport.send({ ...get(href), timeoutMs: hopMs }, base);
  if (result.ok || result.failure.kind !== 'untrusted' || from?.startsWith('http:') !== true) return result;
  // Anybody on the way can have said so, such as a guest network: that is no reason to ask the user about anybody.
  const { question: _, ...failure } = result.failure;
  return failed({ ...failure, unproven: true });
}
