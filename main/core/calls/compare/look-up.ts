import { saysGone } from '../../session/own-word.ts';
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

/** Looks up by one request each: only the server's own word says that something is gone. */
export function createLookUp(perform: Perform): LookUp {
  return async (href) => {
    const result = await perform({ ...get(href), timeoutMs: lookUpMs });
    if (result.ok) {
      const resource = decodeResource(result.value.body);
      return resource === null ? { kind: 'unknown' } : { kind: 'there', resource };
    }
    return { kind: saysGone(result.failure) ? 'gone' : 'unknown' };
  };
}
