import type { Operation } from '../../ucwa/request/operation.ts';
import { decodeResource, type Resource } from '../../ucwa/resource.ts';
import type { Perform } from './transport.ts';

/** A server that is going to answer has by then, in milliseconds; a read with a time of its own can go in a batch. */
const usualMs = 10_000;

/** What a read brings; null where it cannot be had, or is no resource. */
export async function readResource(perform: Perform, operation: Operation): Promise<Resource | null> {
  const result = await perform({ timeoutMs: usualMs, ...operation });
  return result.ok ? decodeResource(result.value.body) : null;
}
