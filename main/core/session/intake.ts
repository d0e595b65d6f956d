import type { EventBatch, UcwaEvent } from '../ucwa/events.ts';
import { get } from '../ucwa/request/operation.ts';
import { decodeResource, embeddedOf, linkOf, type Resource } from '../ucwa/resource.ts';
import type { OriginPolicy } from './origin-policy.ts';
import type { Transport } from './transport.ts';

/** An event whose hrefs are absolute and whose resource is there, where one is needed and to be had. */
export type CompleteEvent = UcwaEvent & { readonly base: string };

/** A call rings without a name rather than later than this, in milliseconds. */
const longestNameMs = 2_000;

/**
 * Takes event batches in, strictly in order. An event that came without the resource it is about waits for a GET, and all that come
 * later wait for it; where nothing has to be fetched, everything happens at once.
 */
export function createIntake(
  transport: Transport,
  policy: OriginPolicy,
  emit: (event: CompleteEvent) => void,
): (batch: EventBatch, base: string) => void {
  const waiting: CompleteEvent[] = [];
  let fetching = false;

  async function drain(): Promise<void> {
    if (fetching) return;
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      if (!needsFetch(event)) {
        emit(event);
        continue;
      }
      fetching = true;
      const resource = await fetch(event);
      fetching = false;
      emit({ ...event, resource, base: event.resource === null ? event.href : event.base });
    }
  }

  async function fetch(event: CompleteEvent): Promise<Resource | null> {
    const resource = event.resource ?? (await fetchResource(event.href));
    const from = resource === null || embeddedOf(resource, 'from') !== null ? null : linkOf(resource, 'from');
    if (resource === null || from === null || event.rel !== 'audioVideoInvitation') return resource;
    const participant = await fetchResource(policy.admit(from, event.base)?.href ?? '', longestNameMs);
    if (participant === null) return resource;
    return { ...resource, embedded: new Map([...resource.embedded, ['from', [participant]]]) };
  }

  async function fetchResource(url: string, timeoutMs?: number): Promise<Resource | null> {
    const response = await transport.send({ ...get(url), ...(timeoutMs === undefined ? {} : { timeoutMs }) });
    return response.ok ? decodeResource(response.value.body) : null;
  }

  return (batch, base) => {
    for (const event of batch.events) {
      const href = policy.admit(event.href, base)?.href;
      if (href !== undefined) waiting.push({ ...event, href, base });
    }
    void drain();
  };
}

/** Only what the model is made from is fetched. */
function needsFetch({ rel, type, resource }: UcwaEvent): boolean {
  if (type === 'deleted' || type === 'completed') return false;
  if (rel === 'audioVideo') return resource === null;
  if (rel !== 'audioVideoInvitation') return false;
  return resource === null || (embeddedOf(resource, 'from') === null && linkOf(resource, 'from') !== null);
}
