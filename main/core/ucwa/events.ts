import { isRecord } from '../schema/record.ts';
import { decodeReason, type Reason } from './reason.ts';
import { isKnownRel } from './rels.ts';
import { decodeEmbeddedOf, decodeResource, linkOf, type Resource } from './resource.ts';

export type EventType = 'added' | 'updated' | 'deleted' | 'started' | 'completed';

/** One event of the event channel (UCWA reference: "Event channel details"). */
export interface UcwaEvent {
  readonly sender: { readonly rel: string; readonly href: string };
  readonly type: EventType;
  readonly rel: string;
  readonly href: string;
  /** What the link is called: the name of somebody who takes part. */
  readonly title: string | null;
  /** The collection that something was added to or deleted from. */
  readonly container: string | null;
  /** What kind of collection that is; absent where there is none, or the server does not say. */
  readonly containerRel?: string;
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

/** The client has to compare what it knows with the server before it goes on there. */
export type OutOfStepLink = NextLink & { readonly kind: 'resync' | 'resume' };

export interface EventBatch {
  readonly next: NextLink;
  /** In the order of the wire: it matters. */
  readonly events: readonly UcwaEvent[];
  /**
   * What nobody here knows, for the log, with how often it came: an event's rel (those events are among `events`), or a type, or an event
   * that is none (those are not). Newer servers send more than the reference says, and none of it may stop the channel.
   */
  readonly unknown: ReadonlyMap<string, number>;
  /** More came than is taken: some events at the end are not among `events`, so that the model has to be compared. */
  readonly overflowed: boolean;
}

/** A server queues some thousand at most before it gives up on a client (MaxEventCountReached). */
const mostEvents = 20_000;
/** How many kinds of unknown things are told apart, and how much of their names is kept. */
const mostUnknown = 32;
const longestName = 64;

const eventTypes: ReadonlySet<string> = new Set<EventType>(['added', 'updated', 'deleted', 'started', 'completed']);
const nextKinds: readonly NextLink['kind'][] = ['resync', 'resume', 'next'];

/**
 * Decodes the body of an event channel response; null where it is not one, so that it is treated as a failed request. At most 20,000
 * events are taken.
 */
export function decodeEventBatch(body: unknown): EventBatch | null {
  if (!isRecord(body)) return null;
  const next = nextIn(body);
  if (next === null) return null;
  const taken: Taken = { events: [], unknown: new Map(), overflowed: false };
  for (const sender of listOf(body.sender)) takeSender(sender, taken);
  return { next, ...taken };
}

/** The link by which also a refusal may say that the channel is out of step ("be prepared to see such a link in any response"). */
export function decodeOutOfStep(body: unknown): OutOfStepLink | null {
  const next = isRecord(body) ? nextIn(body) : null;
  return next === null || next.kind === 'next' ? null : { kind: next.kind, href: next.href };
}

/** Where there are several, the one that asks for most. */
function nextIn({ _links }: Readonly<Record<string, unknown>>): NextLink | null {
  const root = decodeResource({ _links });
  const kind = root === null ? undefined : nextKinds.find((name) => linkOf(root, name) !== null);
  return root === null || kind === undefined ? null : { kind, href: linkOf(root, kind) ?? '' };
}

interface Taken {
  readonly events: UcwaEvent[];
  readonly unknown: Map<string, number>;
  overflowed: boolean;
}

function takeSender(value: unknown, taken: Taken): void {
  if (!isRecord(value) || typeof value.rel !== 'string') {
    count(taken, 'a sender that is none');
    return;
  }
  const sender = { rel: value.rel, href: typeof value.href === 'string' ? value.href : '' };
  for (const one of listOf(value.events)) {
    if (taken.events.length === mostEvents) {
      taken.overflowed = true;
      return;
    }
    const event = decodeEvent(one, sender, taken);
    if (event !== null) taken.events.push(event);
  }
}

function decodeEvent(value: unknown, sender: UcwaEvent['sender'], taken: Taken): UcwaEvent | null {
  if (!isRecord(value) || !isRecord(value.link)) return unknownEvent(taken, 'an event that is none');
  const { rel, href } = value.link;
  if (typeof rel !== 'string' || typeof href !== 'string') return unknownEvent(taken, 'an event without a link');
  const { type } = value;
  if (typeof type !== 'string') return unknownEvent(taken, 'an event without a type');
  if (!isEventType(type)) return unknownEvent(taken, `type ${type.slice(0, longestName)}`);
  if (!isKnownRel(rel)) count(taken, `rel ${rel.slice(0, longestName)}`);
  const event: UcwaEvent = {
    sender,
    type,
    rel,
    href,
    title: typeof value.link.title === 'string' && value.link.title !== '' ? value.link.title : null,
    container: isRecord(value.in) && typeof value.in.href === 'string' ? value.in.href : null,
    resource: decodeEmbeddedOf(value._embedded, rel),
    status: value.status === 'Success' || value.status === 'Failure' ? value.status : null,
    reason: decodeReason(value.reason),
  };
  // Few have one, and a spread in the object above would cost each event as much as all else.
  return isRecord(value.in) && typeof value.in.rel === 'string' ? { ...event, containerRel: value.in.rel } : event;
}

function isEventType(value: string): value is EventType {
  return eventTypes.has(value);
}

function unknownEvent(taken: Taken, what: string): null {
  count(taken, what);
  return null;
}

function count({ unknown }: Taken, what: string): void {
  const name = unknown.has(what) || unknown.size < mostUnknown ? what : 'others';
  unknown.set(name, (unknown.get(name) ?? 0) + 1);
}

/** What may stand alone or in an array, or be absent. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
