import { type UsedRel, usedRels } from '../../ucwa/rels.ts';
import { type CompleteEvent, needsBody } from './complete-event.ts';

/** So many resources wait at a time, and so many of them are invitations. Those that came first keep their place. */
const mostWaiting = 500;
const mostInvitations = 100;
/** Of those about one resource that waits; what lies between the first and the latest says nothing that the resource does not. */
const mostOfOne = 50;

/** The events about one resource that is being looked up. */
export interface Waiting {
  readonly rel: UsedRel;
  readonly since: number;
  /** In order; those without a resource are given the one that is looked up. */
  readonly events: CompleteEvent[];
  /** An event came after the present question was asked: its answer may be older than the event. */
  stale: boolean;
  /** Its last word came. `deleted`: nothing is asked any more but what is under way. `completed`: what it ended as is asked for. */
  over: 'completed' | 'deleted' | null;
}

/** What waits to be looked up, by absolute href. */
export type WaitingEvents = Map<string, Waiting>;

export function waitingSince(event: CompleteEvent, since: number): Waiting {
  return { rel: event.rel, since, events: [event], stale: false, over: lastWordIn(event) };
}

/** One more event about a resource that waits. */
export function queue(entry: Waiting, event: CompleteEvent): void {
  if (entry.events.length >= mostOfOne) entry.events.splice(1, 1);
  entry.events.push(event);
  entry.over = lastWordIn(event) ?? entry.over;
  entry.stale ||= needsBody(event);
}

function lastWordIn({ type }: CompleteEvent): Waiting['over'] {
  return type === 'completed' || type === 'deleted' ? type : null;
}

export function isFull(waiting: WaitingEvents, rel: UsedRel): boolean {
  if (!usedRels[rel].isInvitation) return waiting.size >= mostWaiting;
  let invitations = 0;
  for (const entry of waiting.values()) if (entry.rel === rel) invitations += 1;
  return invitations >= mostInvitations;
}

/** So few wait that what was turned away can be looked for. */
export function hasRoom(waiting: WaitingEvents): boolean {
  return waiting.size <= mostInvitations / 2;
}
