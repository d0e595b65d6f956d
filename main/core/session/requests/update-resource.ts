import { failed, ok, type Result } from '../../result.ts';
import { get, putJson } from '../../ucwa/request/operation.ts';
import { decodeResource, type Resource, textOf } from '../../ucwa/resource.ts';
import type { UcwaFailure } from '../failure.ts';
import type { Transport } from './transport.ts';

/** How often a change is applied anew to what somebody else changed meanwhile. */
const mostRepeats = 2;

/**
 * Changes a resource that has an `etag`, in it or in its header (UCWA: "PUT"): reads it, applies the change, and sends all its properties back with `If-Match`,
 * among them the one whose name is a GUID and which the server asks for. 412 and 428 say that it was changed meanwhile: then it is read
 * and changed again, twice at most.
 *
 * @param change what is to be otherwise; null where nothing is
 * @returns the resource as it is then; null where it was changed and the server does not say what it is now (200 without a body)
 */
export async function updateResource(
  transport: Pick<Transport, 'send'>,
  href: string,
  base: string,
  change: (resource: Resource) => Readonly<Record<string, unknown>> | null,
): Promise<Result<Resource | null, UcwaFailure>> {
  for (let repeats = 0; ; repeats += 1) {
    const present = await transport.send(get(href), base);
    if (!present.ok) return present;
    const resource = decodeResource(present.value.body);
    const etag = resource === null ? null : fitting(textOf(resource, 'etag') ?? present.value.etag);
    const changes = resource === null ? null : change(resource);
    if (resource !== null && changes === null) return ok(resource);
    if (resource === null || etag === null)
      return failed({ kind: 'malformed', host: '', status: present.value.status });
    const properties = { rel: resource.rel, ...Object.fromEntries(resource.properties), ...changes };
    const put = await transport.send(putJson(href, properties, etag), base);
    if (put.ok) return ok(decodeResource(put.value.body));
    const { failure } = put;
    const outdated = failure.kind === 'refused' && (failure.status === 412 || failure.status === 428);
    if (!outdated || repeats === mostRepeats) return put;
  }
}

/** What can stand between the quotation marks of If-Match; a request with anything else is never sent, which would look like a broken connection. */
function fitting(etag: string | undefined): string | null {
  return etag !== undefined && /^[\x20\x21\x23-\x7e]+$/.test(etag) ? etag : null;
}
