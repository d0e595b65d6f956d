import { decodeReason, type Reason } from './reason.ts';
import { decodeResource, embeddedOf, isRecord, linkOf, type Resource } from './resource.ts';

export type EventType = 'added' | 'updated' | 'deleted' | 'started' | 'completed';

/** One event of the event channel (UCWA reference: "Event channel details"). */
export interface UcwaEvent {
  readonly sender: { readonly rel: string; readonly href: string };
  readonly type: EventType;
  readonly rel: string;
  readonly href: string;
  /** The collection that something was added to or deleted from. */
  readonly container: string | null;
  /** The resource, where the server embedded it; else it has to be fetched from `href`. */
  readonly resource: Resource | null;
  /** Only `completed` has it. */
  readonly status: 'Success' | 'Failure' | null;
  readonly reason: Reason | null;
}

/** Where the next request goes, and what the server wants the client to do first. */
export interface NextLink {
  readonly kind: 'next' | 'resync' | 'resume';
  readonly href: string;
}

export interface EventBatch {
  readonly next: NextLink;
  /** In the order of the wire: it matters. */
  readonly events: readonly UcwaEvent[];
}

const eventTypes: readonly EventType[] = ['added', 'updated', 'deleted', 'started', 'completed'];
const nextKinds: readonly NextLink['kind'][] = ['resync', 'resume', 'next'];

/** Decodes the body of an event channel response; null where it is not one, so that it is treated as a failed request. */
export function decodeEventBatch(body: unknown): EventBatch | null {
  const root = decodeResource(body);
  if (root === null || !isRecord(body)) return null;
  const kind = nextKinds.find((name) => linkOf(root, name) !== null);
  if (kind === undefined) return null;
  const senders = Array.isArray(body.sender) ? body.sender : isRecord(body.sender) ? [body.sender] : [];
  return { next: { kind, href: linkOf(root, kind) ?? '' }, events: senders.flatMap(decodeSender) };
}

function decodeSender(value: unknown): UcwaEvent[] {
  if (!isRecord(value) || typeof value.rel !== 'string') return [];
  const sender = { rel: value.rel, href: typeof value.href === 'string' ? value.href : '' };
  const events = Array.isArray(value.events) ? value.events : [value.events];
  return events.flatMap((event) => decodeEvent(event, sender) ?? []);
}

function decodeEvent(value: unknown, sender: UcwaEvent['sender']): UcwaEvent | null {
  if (!isRecord(value) || !isRecord(value.link)) return null;
  const type = eventTypes.find((name) => name === value.type);
  const { rel, href } = value.link;
  if (type === undefined || typeof rel !== 'string' || typeof href !== 'string') return null;
  const envelope = decodeResource({ _embedded: value._embedded });
  return {
    sender,
    type,
    rel,
    href,
    container: isRecord(value.in) && typeof value.in.href === 'string' ? value.in.href : null,
    resource: envelope === null ? null : embeddedOf(envelope, rel),
    status: value.status === 'Success' || value.status === 'Failure' ? value.status : null,
    reason: decodeReason(value.reason),
  };
}
