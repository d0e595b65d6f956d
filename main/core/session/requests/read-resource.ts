import type { Operation } from '../../ucwa/request/operation.ts';
import { decodeResource, type Resource } from '../../ucwa/resource.ts';
import type { Perform } from './transport.ts';

/** What a read brings; null where it cannot be had, or is no resource. */
export async function readResource(perform: Perform, operation: Operation): Promise<Resource | null> {
  const result = await perform(operation);
  return result.ok ? decodeResource(result.value.body) : null;
}
