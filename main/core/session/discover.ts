import { failed, type Result } from '../result.ts';
import { get } from '../ucwa/request/operation.ts';
import { decodeResource, linkOf } from '../ucwa/resource.ts';
import type { UcwaFailure } from './failure.ts';
import type { Transport, UcwaResponse } from './transport.ts';

/** Where a session may begin to look for its server, best first. */
export function discoveryUrls(domain: string, server: string, discoveryUrl: string | null): readonly string[] {
  if (server !== '') {
    const address = server.includes('://') ? server : `https://${server}/`;
    return [address, /^[^/]+\/\/[^/]+\/?$/.test(address) ? autodiscoverPath(address) : address];
  }
  if (discoveryUrl !== null) return [discoveryUrl];
  return [`https://lyncdiscoverinternal.${domain}/`, `https://lyncdiscover.${domain}/`];
}

function autodiscoverPath(address: string): string {
  return `${address.replace(/\/$/, '')}/Autodiscover/AutodiscoverService.svc/root`;
}

const mostHops = 5;

/** Asks all discovery URLs at the same time; the first that answers with a root resource wins. */
export async function discover(
  transport: Transport,
  urls: readonly string[],
): Promise<Result<UcwaResponse, UcwaFailure>> {
  const answers = [...new Set(urls)].map((url) => followRoot(transport, url));
  const first = await Promise.any(
    answers.map(async (answer) => {
      const result = await answer;
      return result.ok ? result : Promise.reject(result);
    }),
  ).catch(() => null);
  return first ?? worst(await Promise.all(answers));
}

/** Follows `redirect` links and HTTP redirects until a resource has `user` or `applications`. */
export async function followRoot(
  transport: Transport,
  url: string,
  startBase = url,
): Promise<Result<UcwaResponse, UcwaFailure>> {
  const visited = new Set<string>();
  let href = url;
  let base = startBase;
  while (visited.size < mostHops && !visited.has(href)) {
    visited.add(href);
    const response = await transport.send(get(href), base);
    if (!response.ok) {
      if (response.failure.kind !== 'refused' || response.failure.location === null) return response;
      href = response.failure.location;
      continue;
    }
    const resource = decodeResource(response.value.body);
    if (resource !== null && (linkOf(resource, 'user') ?? linkOf(resource, 'applications')) !== null) return response;
    const redirect = resource === null ? null : linkOf(resource, 'redirect');
    if (redirect === null)
      return failed({ kind: 'malformed', host: hostIn(response.value.url), status: response.value.status });
    base = response.value.url;
    href = redirect;
  }
  return failed({ kind: 'malformed', host: hostIn(href), status: 200 });
}

export function hostIn(url: string): string {
  return /^https?:\/\/([^/:?#]+)/i.exec(url)?.[1] ?? '';
}

/** The failure that says most: one of a server that answered, else one that is not about the name. */
function worst(results: readonly Result<UcwaResponse, UcwaFailure>[]): Result<UcwaResponse, UcwaFailure> {
  const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]));
  const answered = failures.find((failure) => failure.kind !== 'transport');
  const reached = failures.find((failure) => failure.kind === 'transport' && failure.failure.kind !== 'name');
  return failed(answered ?? reached ?? failures[0] ?? { kind: 'malformed', host: '', status: 0 });
}
