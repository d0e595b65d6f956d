import type { Perform } from '../../session/requests/transport.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, type Resource } from '../../ucwa/resource.ts';

/** What the server says of one of its resources. `unknown`: nothing that counts, so that it is to be asked again. */
export type Found =
  | { readonly kind: 'there'; readonly resource: Resource }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown' };

export type LookUp = (href: string) => Promise<Found>;

/** Longer than any server takes that is going to answer, in milliseconds. */
const lookUpMs = 5_000;

/**
 * Only the server's own 404 says that something is gone; a proxy's does not, and an application that is gone says nothing of a call, for
 * voice may go on.
 */
export function createLookUp(perform: Perform): LookUp {
  return async (href) => {
    const result = await perform({ ...get(href), timeoutMs: lookUpMs });
    if (result.ok) {
      const resource = decodeResource(result.value.body);
      return resource === null ? { kind: 'unknown' } : { kind: 'there', resource };
    }
    const { failure } = result;
    if (failure.kind !== 'refused' || failure.status !== 404 || failure.reason === null) return { kind: 'unknown' };
    return failure.reason.subcode === 'ApplicationNotFound' ? { kind: 'unknown' } : { kind: 'gone' };
  };
}
