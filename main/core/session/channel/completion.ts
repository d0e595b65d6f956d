import type { Clock, Random } from '../../ports.ts';
import { isRelOf, usedRels } from '../../ucwa/rels.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, linkOf, type Resource } from '../../ucwa/resource.ts';
import { retryBound } from '../../ucwa/retry-wait.ts';
import { isNobodysWord, saysGone } from '../own-word.ts';
import { createGate } from '../requests/gate.ts';
import type { Transport } from '../requests/transport.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import { type CompleteEvent, isNameless, needsBody, needsName } from './complete-event.ts';
import type { Waiting } from './waiting-events.ts';

export interface CompletionDeps {
  readonly transport: Transport;
  readonly policy: OriginPolicy;
  readonly clock: Clock;
  readonly random: Random;
  /** Nothing is asked any more. */
  readonly closed: () => boolean;
  /** Who calls was said after the call was told: an event of them, as if the server had told it. */
  readonly onLate: (event: CompleteEvent) => void;
}

/** A call rings without a name rather than later than this, in milliseconds. */
const longestNameMs = 1_500;
/** A slow link is given more with each try. */
const lookUpMs = 2_000;
const longestLookUpMs = 12_000;
/** An invitation is worth asking for as long as a server lets it ring; what else there is, is told again by later events. */
const invitationMs = 180_000;
const otherMs = 30_000;
/** What rings is not kept ringing for longer than this by the question how it ended, in milliseconds. */
const longestEndMs = 1_500;
const mostAtOnce = 8;

/** What was found at an href; null: it could not be asked. */
type Found = Resource | 'gone' | null;

/** What events lacked. */
export interface Completion {
  readonly body: Found;
  /** The body, or what an event brought itself, with the name of who calls. */
  readonly named: Resource | null;
}

/** Looks up what events lack; `href`: absolute, of the resource they are about. */
export type LookUpMissing = (href: string, entry: Waiting) => Promise<Completion>;

export function createCompletion({ transport, policy, clock, random, closed, onLate }: CompletionDeps): LookUpMissing {
  const gates = { calls: createGate(mostAtOnce), others: createGate(mostAtOnce) };

  /** However many messages are asked for, a call does not wait for them. */
  async function lookUp(href: string, entry: Waiting, fresh: boolean, timeoutMs: number): Promise<Found> {
    const gate = isRelOf('calls', entry.rel) ? gates.calls : gates.others;
    const response = await gate(() =>
      transport.send({ ...get(href), timeoutMs, ...(fresh ? { ownConnection: true } : {}) }),
    );
    if (response.ok) return decodeResource(response.value.body);
    const { failure } = response;
    // A proxy may say so too, but not for long of what is over.
    const gone = saysGone(failure) || (entry.over === 'completed' && isNobodysWord(failure));
    return gone || failure.kind === 'untrusted' ? 'gone' : null;
  }

  /**
   * Asks until there is an answer that is not older than the last event; null where there is none in time. How an invitation ended is asked once: it may
   * be gone by then, and what was known of it before has to do.
   */
  async function bodyOf(href: string, entry: Waiting): Promise<Found> {
    const { isInvitation } = usedRels[entry.rel];
    const longestMs = isInvitation ? invitationMs : otherMs;
    let known: Resource | null = null;
    for (let tries = 1; ; tries += 1) {
      entry.stale = false;
      const isEnding = isInvitation && entry.over === 'completed';
      const timeoutMs = isEnding ? longestEndMs : Math.min(lookUpMs * tries, longestLookUpMs);
      const asked = lookUp(href, entry, tries > 1, timeoutMs);
      // However many others are asked for before it.
      const found = isEnding ? await Promise.race([asked, wait(timeoutMs).then(() => null)]) : await asked;
      if (found !== null && found !== 'gone') known = found;
      const isOver = closed() || entry.over === 'deleted' || isEnding || clock.now() - entry.since > longestMs;
      if (found === null && isOver) return known;
      if (found !== null && (!entry.stale || isOver)) return entry.over === 'completed' ? (known ?? found) : found;
      if (found === null) await wait(random.fraction() * retryBound(tries + 1));
    }
  }

  /** Adds who calls, where that is only linked and to be had in time. */
  async function withName(entry: Waiting, body: Resource): Promise<Resource> {
    const from = usedRels[entry.rel].isInvitation && isNameless(body) ? linkOf(body, 'from') : null;
    const base = entry.events[0]?.base;
    const href = from === null ? null : policy.admit(from, base)?.href;
    if (href === null || href === undefined) return body;
    const leftMs = Math.max(longestNameMs - (clock.now() - entry.since), 100);
    const asked = lookUp(href, entry, false, lookUpMs);
    const participant = await Promise.race([asked, wait(leftMs)]);
    if (participant === 'gone') return body;
    if (participant == null) {
      void nameLate(href, entry, body, asked);
      return body;
    }
    return { ...body, embedded: new Map([...body.embedded, ['from', [participant]]]) };
  }

  /** Who calls is asked for until the server says it, or says that there is nobody. */
  async function nameLate(href: string, entry: Waiting, invitation: Resource, asked: Promise<Found>): Promise<void> {
    let found = await asked;
    for (let tries = 2; found === null; tries += 1) {
      await wait(random.fraction() * retryBound(tries));
      if (closed() || clock.now() - entry.since > otherMs) return;
      found = await lookUp(href, entry, true, Math.min(lookUpMs * tries, longestLookUpMs));
    }
    const [first] = entry.events;
    if (found !== 'gone' && first !== undefined && !closed()) onLate(toldOf(found, href, invitation, first));
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => void clock.after(ms, resolve));
  }

  return async (href, entry) => {
    const body = entry.events.some(needsBody) ? await bodyOf(href, entry) : null;
    const known = body ?? entry.events.at(-1)?.resource ?? null;
    const named = known === null || known === 'gone' ? null : await withName(entry, known);
    return { body, named };
  };
}

/** What the server says of somebody in a conversation, as the event channel would tell it; as that of the invitation where it names none. */
function toldOf(resource: Resource, href: string, invitation: Resource, first: CompleteEvent): CompleteEvent {
  const { base } = first;
  const conversation = linkOf(invitation, 'conversation');
  const sender = conversation === null ? first.sender : { rel: 'conversation', href: conversation };
  return {
    ...({ type: 'updated', rel: 'participant', status: null, reason: null, title: null } as const),
    ...{ sender, href, resource, base, container: null },
  };
}

/** The event with what was found at `href`; none where there is nothing to tell. */
export function completed(event: CompleteEvent, href: string, { body, named }: Completion): readonly CompleteEvent[] {
  if (event.resource !== null) return [needsName(event) ? { ...event, resource: named ?? event.resource } : event];
  if (!needsBody(event)) return [event];
  // That it is over is told all the same.
  if (named === null && event.type === 'completed') return [event];
  if (named === null && body !== 'gone' && event.part !== undefined) return [{ ...event, resource: event.part }];
  if (body === 'gone') return usedRels[event.rel].isInvitation ? [] : [{ ...event, type: 'deleted' }];
  return named === null ? [] : [{ ...event, resource: named, base: href }];
}
