import type { Clock, Log, Random } from '../../ports.ts';
import type { EventBatch, UcwaEvent } from '../../ucwa/events.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, embeddedOf, linkOf, type Resource } from '../../ucwa/resource.ts';
import { retryBound } from '../../ucwa/retry-wait.ts';
import { createGate } from '../requests/gate.ts';
import type { Transport } from '../requests/transport.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';

/** An event whose hrefs are absolute and whose resource is there, where one is needed and to be had. */
export type CompleteEvent = UcwaEvent & { readonly base: string };

export interface IntakeParts {
  readonly transport: Transport;
  readonly policy: OriginPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Nothing is asked any more. */
  readonly closed: () => boolean;
  /** Events that are complete, in order; those that came together are told together. */
  readonly emit: (events: readonly CompleteEvent[]) => void;
  /** Something could not be taken: the model is to be compared with the server. */
  readonly onCompare: () => void;
}

/** A call rings without a name rather than later than this, in milliseconds. */
const longestNameMs = 1_500;
/** A slow link is given more with each try. */
const lookUpMs = 2_000;
const longestLookUpMs = 12_000;
/** An invitation is worth asking for as long as a server lets it ring; what else there is, is told again by later events. */
const invitationMs = 180_000;
const otherMs = 30_000;
const mostAtOnce = 8;
/**
 * So many resources wait at a time, and so many of them are invitations. Those that came first keep their place, because they are being
 * asked for; what comes when there is none left is not waited for, and is found by comparing once half of them are through.
 */
const mostWaiting = 500;
const mostInvitations = 100;
/** Of those about one resource that waits; what lies between the first and the latest says nothing that the resource does not. */
const mostOfOne = 50;

interface Waiting {
  readonly rel: string;
  readonly since: number;
  /** In order; those without a resource are given the one that is looked up. */
  readonly events: CompleteEvent[];
  /** An event came after the present question was asked: its answer may be older than the event. */
  stale: boolean;
  /** The last word about it came: nothing is asked any more but what is under way. */
  over: boolean;
}

/**
 * Takes event batches in. Events about one resource stay in their order; one that came without the resource it is about waits for a
 * GET, of which there is one at a time for each resource, and nothing else waits with it.
 */
export function createIntake(parts: IntakeParts): (batch: EventBatch, base: string) => void {
  const { transport, policy, clock, random, log, emit, closed } = parts;
  const waiting = new Map<string, Waiting>();
  const ignored = new Map<string, number>();
  const gate = createGate(mostAtOnce);
  let turnedAway = 0;

  function take(event: CompleteEvent): readonly CompleteEvent[] {
    const before = waiting.get(event.href);
    if (before !== undefined) {
      if (before.events.length >= mostOfOne) before.events.splice(1, 1);
      before.events.push(event);
      before.over ||= isLast(event);
      before.stale ||= needsBody(event);
      return [];
    }
    if (!needsBody(event) && !needsName(event)) return [event];
    if (isFull(event.rel)) {
      if (!needsBody(event)) return [event];
      turnAway(event.rel);
      return [];
    }
    const entry: Waiting = { rel: event.rel, since: clock.now(), events: [event], stale: false, over: false };
    waiting.set(event.href, entry);
    void complete(event.href, entry);
    return [];
  }

  function isFull(rel: string): boolean {
    if (rel !== 'audioVideoInvitation') return waiting.size >= mostWaiting;
    let invitations = 0;
    for (const entry of waiting.values()) if (entry.rel === rel) invitations += 1;
    return invitations >= mostInvitations;
  }

  function turnAway(rel: string): void {
    turnedAway += 1;
    if (/^10*$/.test(String(turnedAway))) log.warn('too much waits to be looked up', { rel, count: turnedAway });
  }

  /** What was turned away is looked for once there is room again. */
  function makeUp(): void {
    if (turnedAway === 0 || waiting.size > mostInvitations / 2) return;
    turnedAway = 0;
    if (!closed()) parts.onCompare();
  }

  async function complete(href: string, entry: Waiting): Promise<void> {
    const body = entry.events.some(needsBody) ? await bodyOf(href, entry) : null;
    const named = await withName(entry, body ?? entry.events.at(-1)?.resource ?? null);
    waiting.delete(href);
    emit(
      entry.events.flatMap((event) => {
        if (event.resource !== null) return needsName(event) ? { ...event, resource: named ?? event.resource } : event;
        if (!needsBody(event)) return event;
        if (body === 'gone') return event.rel === 'audioVideoInvitation' ? [] : { ...event, type: 'deleted' as const };
        return named === null ? [] : { ...event, resource: named, base: href };
      }),
    );
    makeUp();
  }

  /** Asks until there is an answer that is not older than the last event; null where there is none in time. */
  async function bodyOf(href: string, entry: Waiting): Promise<Resource | 'gone' | null> {
    const longestMs = entry.rel === 'audioVideoInvitation' ? invitationMs : otherMs;
    for (let tries = 1; ; tries += 1) {
      entry.stale = false;
      const found = await lookUp(href, tries > 1, Math.min(lookUpMs * tries, longestLookUpMs));
      if (found !== null && (!entry.stale || entry.over)) return found;
      if (found === null && (closed() || entry.over || clock.now() - entry.since > longestMs)) return null;
      if (found === null) await wait(random.fraction() * retryBound(tries + 1));
    }
  }

  async function lookUp(href: string, fresh: boolean, timeoutMs: number): Promise<Resource | 'gone' | null> {
    const response = await gate(() =>
      transport.send({ ...get(href), timeoutMs, ...(fresh ? { ownConnection: true } : {}) }),
    );
    if (response.ok) return decodeResource(response.value.body);
    const { failure } = response;
    const gone = failure.kind === 'refused' && failure.status === 404 && failure.reason !== null;
    return gone || failure.kind === 'untrusted' ? 'gone' : null;
  }

  async function withName(entry: Waiting, body: Resource | 'gone' | null): Promise<Resource | null> {
    if (body === null || body === 'gone' || entry.rel !== 'audioVideoInvitation') return body === 'gone' ? null : body;
    const from = embeddedOf(body, 'from') === null ? linkOf(body, 'from') : null;
    const base = entry.events[0]?.base;
    const href = from === null ? null : policy.admit(from, base)?.href;
    if (href === null || href === undefined) return body;
    const leftMs = Math.max(longestNameMs - (clock.now() - entry.since), 100);
    const participant = await Promise.race([lookUp(href, false, lookUpMs), wait(leftMs)]);
    if (participant === undefined || participant === null || participant === 'gone') return body;
    return { ...body, embedded: new Map([...body.embedded, ['from', [participant]]]) };
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => void clock.after(ms, resolve));
  }

  function ignore({ rel }: UcwaEvent): void {
    const name = ignored.has(rel) || ignored.size < 50 ? rel : 'other';
    const count = (ignored.get(name) ?? 0) + 1;
    ignored.set(name, count);
    if (/^10*$/.test(String(count))) log.debug('events that are of no use here', { rel: name, count });
  }

  return (batch, base) => {
    const complete: CompleteEvent[] = [];
    for (const event of batch.events) {
      // Most events of a storm are of no use here: nothing is spent on their hrefs.
      const href = usedRels.has(event.rel) ? policy.admit(event.href, base)?.href : undefined;
      if (href === undefined) ignore(event);
      else complete.push(...take({ ...event, href, base }));
    }
    if (complete.length > 0) emit(complete);
  };
}

const usedRels: ReadonlySet<string> = new Set([
  'audioVideoInvitation',
  'audioVideo',
  'audioVideoRenegotiation',
  'conversation',
]);

/** Nothing can come after it. */
function isLast({ type }: UcwaEvent): boolean {
  return type === 'completed' || type === 'deleted';
}

/** Only what the model is made from is fetched. */
function needsBody({ rel, type, resource }: UcwaEvent): boolean {
  if (resource !== null || type === 'deleted' || type === 'completed') return false;
  return rel === 'audioVideo' || rel === 'audioVideoInvitation' || rel === 'audioVideoRenegotiation';
}

function needsName({ rel, type, resource }: UcwaEvent): boolean {
  if (rel !== 'audioVideoInvitation' || resource === null || type === 'completed') return false;
  return embeddedOf(resource, 'from') === null && linkOf(resource, 'from') !== null;
}
