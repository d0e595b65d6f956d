import type { UcwaFailure } from '../session/failure.ts';
import { saysGone } from '../session/own-word.ts';
import type { Perform } from '../session/requests/transport.ts';
import { decodeMediaPolicies, type MediaPolicies, noPolicies } from '../ucwa/decode/media-policies.ts';
import { decodeMediaRelayAccessToken, type MediaRelayAccessToken } from '../ucwa/decode/media-relay-access-token.ts';
import { get } from '../ucwa/request/operation.ts';
import { decodeResource, embeddedOf, linkOf, type Resource } from '../ucwa/resource.ts';

/** It is asked for again, in milliseconds. */
const readMs = 10_000;

/** What the server gives for voice, and what it wants of it. */
export interface Offered {
  readonly token: MediaRelayAccessToken | 'not-offered' | 'unavailable';
  readonly policies: MediaPolicies;
}

/** Reads it by the links of `communication`. `application`: its absolute URL. Null where the application could not be read. */
export async function readOffered(perform: Perform, application: string, wall: () => number): Promise<Offered | null> {
  const { body } = await read(perform, application);
  if (body === null) return null;
  const communication = embeddedOf(body, 'communication');
  if (communication === null) return { token: 'not-offered', policies: noPolicies };
  const [token, policies] = await Promise.all([
    readToken(perform, linkOf(communication, 'mediaRelayAccessToken'), wall),
    readPolicies(perform, linkOf(communication, 'mediaPolicies')),
  ]);
  return { token, policies };
}

async function readToken(perform: Perform, href: string | null, wall: () => number): Promise<Offered['token']> {
  if (href === null) return 'not-offered';
  const { body, failure } = await read(perform, href);
  if (failure !== undefined && saysGone(failure)) return 'not-offered';
  return (body && decodeMediaRelayAccessToken(body, wall())) ?? 'unavailable';
}

async function readPolicies(perform: Perform, href: string | null): Promise<MediaPolicies> {
  const { body } = href === null ? { body: null } : await read(perform, href);
  return body === null ? noPolicies : decodeMediaPolicies(body);
}

async function read(
  perform: Perform,
  href: string,
): Promise<{ readonly body: Resource | null; readonly failure?: UcwaFailure }> {
  const result = await perform({ ...get(href), timeoutMs: readMs });
  return result.ok ? { body: decodeResource(result.value.body) } : { body: null, failure: result.failure };
}
