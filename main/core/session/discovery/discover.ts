import { failed, type Result } from '../../result.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, linkOf } from '../../ucwa/resource.ts';
import type { UcwaFailure } from '../failure.ts';
import type { Transport, UcwaResponse, UcwaResult } from '../requests/transport.ts';

/** A place where a session may begin to look for its server. */
export interface Candidate {
  readonly url: string;
  /** The same over http, to be asked without credentials where https does not answer; null where that is not done. */
  readonly open: string | null;
}

export interface DiscoverySource {
  readonly domain: string;
  /** Host name or https address that the user set; empty where discovery is left to find it. */
  readonly server: string;
  /** In place of DNS names, by the administrator or the command line. */
  readonly discoveryUrl: string | null;
  /** Whether discovery may begin over http. */
  readonly overHttp: boolean;
}

export function discoveryCandidates({ domain, server, discoveryUrl, overHttp }: DiscoverySource): readonly Candidate[] {
  if (server !== '') {
    const address = serverUrl(server);
    const root = /^[^/]+\/\/[^/]+\/?$/.test(address) ? [address, autodiscoverPath(address)] : [address];
    return root.map((url) => ({ url, open: null }));
  }
  if (discoveryUrl !== null) return [{ url: discoveryUrl, open: null }];
  return ['lyncdiscoverinternal', 'lyncdiscover'].map((name) => ({
    url: `https://${name}.${domain}/`,
    open: overHttp ? `http://${name}.${domain}/` : null,
  }));
}

/** What a user types as the server, as a URL. */
export function serverUrl(server: string): string {
  return server.includes('://') ? server : `https://${server}/`;
}

function autodiscoverPath(address: string): string {
  return `${address.replace(/\/$/, '')}/Autodiscover/AutodiscoverService.svc/root`;
}

const mostRedirects = 5;
/** A server that does not answer in this time is not waited for: the other one, or http, may. */
const hopMs = 10_000;

/** Asks all candidates at the same time; the first that answers with a root resource wins. */
export async function discover(
  transport: Transport,
  candidates: readonly Candidate[],
): Promise<Result<UcwaResponse, UcwaFailure>> {
  const answers = candidates.map((candidate) => ask(transport, candidate));
  const first = await Promise.any(
    answers.map(async (answer) => {
      const result = await answer;
      return result.ok ? result : Promise.reject(result);
    }),
  ).catch(() => null);
  return first ?? worst(await Promise.all(answers));
}

/** Over https; where that brings no answer of a server, over http for the first hop. The failure is that of https. */
async function ask(transport: Transport, { url, open }: Candidate): Promise<UcwaResult> {
  const secure = await followRoot(transport, url);
  if (secure.ok || open === null || !mayAnswerOpenly(secure.failure)) return secure;
  const insecure = await followRoot(transport, open, undefined, await transport.look(open, hopMs));
  return insecure.ok || insecure.failure.kind === 'untrusted' ? insecure : secure;
}

function mayAnswerOpenly(failure: UcwaFailure): boolean {
  if (failure.kind === 'refused') return failure.status === 404;
  if (failure.kind !== 'transport') return false;
  return failure.failure.kind !== 'name' && failure.failure.kind !== 'cancelled';
}

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
  let response = answered ?? (await transport.send({ ...get(url), timeoutMs: hopMs }, startBase));
  for (let redirects = 0; redirects < mostRedirects; redirects += 1) {
    let base: string | undefined;
    if (response.ok) {
      const resource = decodeResource(response.value.body);
      if (resource !== null && (linkOf(resource, 'user') ?? linkOf(resource, 'applications')) !== null) return response;
      const redirect = resource === null ? null : linkOf(resource, 'redirect');
      if (redirect === null) break;
      [href, base] = [redirect, response.value.url];
    } else {
      if (response.failure.kind !== 'refused' || response.failure.location === null) return response;
      href = response.failure.location;
    }
    if (visited.has(href)) break;
    visited.add(href);
    response = await transport.send({ ...get(href), timeoutMs: hopMs }, base);
  }
  if (!response.ok) return response;
  return failed({ kind: 'malformed', host: hostIn(response.value.url), status: response.value.status });
}

export function hostIn(url: string): string {
  return /^https?:\/\/(\[[^\]/]*\]|[^/:?#]+)/i.exec(url)?.[1] ?? '';
}

/**
 * The failure that says most: a question that the user can answer, else one of a server that answered, else one that is not about the
 * name.
 */
function worst(results: readonly UcwaResult[]): Result<UcwaResponse, UcwaFailure> {
  const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]));
  const asking = failures.find((failure) => failure.kind === 'untrusted' && failure.question !== undefined);
  const answered = failures.find((failure) => failure.kind !== 'transport');
  const reached = failures.find((failure) => failure.kind === 'transport' && failure.failure.kind !== 'name');
  return failed(asking ?? answered ?? reached ?? failures[0] ?? { kind: 'malformed', host: '', status: 0 });
}
