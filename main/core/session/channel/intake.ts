import type { Log } from '../../ports.ts';
import type { EventBatch, UcwaEvent } from '../../ucwa/events.ts';
import { isAsWritten, isFetchedBehind, isUsedRel, type UsedRel } from '../../ucwa/rels.ts';
import { type CompleteEvent, isCut, needsBody, needsName } from './complete-event.ts';
import { type CompletionDeps, completed, createCompletion } from './completion.ts';
import { createIgnoredEvents } from './ignored-events.ts';
import { isRoundCount } from './round-count.ts';
import { hasRoom, isFull, queue, type WaitingEvents, waitingSince } from './waiting-events.ts';

export interface IntakeDeps extends Omit<CompletionDeps, 'onLate'> {
  readonly log: Log;
  /** Events that are complete, in order; those that came together are told together. */
  readonly emit: (events: readonly CompleteEvent[]) => void;
  /** Something could not be taken: the model is to be compared with the server. */
  readonly onCompare: () => void;
}

/**
 * Takes event batches in. Events about one resource stay in their order; one that came without the resource it is about waits for a
 * GET, of which there is one at a time for each resource, and nothing else waits with it. What comes when too much waits is not waited
 * for, and is found by comparing once most of it is through.
 */
export function createIntake(deps: IntakeDeps): (batch: EventBatch, base: string) => void {
  const { policy, clock, log, emit, closed } = deps;
  const waiting: WaitingEvents = new Map();
  /** What was told by its name alone, and is looked up. */
  const behind: WaitingEvents = new Map();
  const lookUpMissing = createCompletion({ ...deps, onLate: (event) => emit([event]) });
  const ignored = createIgnoredEvents(log);
  let turnedAway = 0;

  /** The events that can be told now: this one, or none where it waits. */
  function take(event: CompleteEvent): readonly CompleteEvent[] {
    const isAsked = behind.has(event.href);
    if (event.resource !== null && isCut(event, isAsked)) {
      lookBehind({ ...event, resource: null, part: event.resource });
      return [];
    }
    if (isAsked && !needsBody(event)) lookBehind(event);
    if (isFetchedBehind(event.rel)) {
      lookBehind(event);
      return [event];
    }
    const before = waiting.get(event.href);
    if (before !== undefined) {
      queue(before, event);
      return [];
    }
    if (!needsBody(event) && !needsName(event)) return [event];
    if (isFull(waiting, event.rel)) {
      if (!needsBody(event) || event.type === 'completed') return [event];
      turnAway(event.rel);
      return [];
    }
    void complete(event, waiting);
    return [];
  }

  /** What is told later with its resource, or is over, counts in place of what is found. */
  function lookBehind(event: CompleteEvent): void {
    const before = behind.get(event.href);
    if (!needsBody(event)) {
      if (before !== undefined) before.over = 'deleted';
      behind.delete(event.href);
    } else if (before !== undefined) before.stale = true;
    else if (isFull(behind, event.rel)) turnAway(event.rel);
    else void complete(event, behind);
  }

  function turnAway(rel: UsedRel): void {
    turnedAway += 1;
    if (isRoundCount(turnedAway)) log.warn('too much waits to be looked up', { rel, count: turnedAway });
  }

  /** What was taken out of there meanwhile is not told any more. */
  async function complete(first: CompleteEvent, among: WaitingEvents): Promise<void> {
    const { href } = first;
    const entry = waitingSince(first, clock.now());
    among.set(href, entry);
    const found = await lookUpMissing(href, entry);
    if (among.get(href) === entry) {
      among.delete(href);
      emit(entry.events.flatMap((event) => completed(event, href, found)));
    }
    makeUp();
  }

  /** What was turned away is looked for once there is room again. */
  function makeUp(): void {
    if (turnedAway === 0 || !hasRoom(waiting) || !hasRoom(behind)) return;
    turnedAway = 0;
    if (!closed()) deps.onCompare();
  }

  /** Most events of a storm are of no use here: nothing is spent on their hrefs. */
  function admitted(event: UcwaEvent, base: string): CompleteEvent | null {
    const { rel } = event;
    if (!isUsedRel(rel)) return null;
    const href = isAsWritten(rel) ? event.href : policy.admit(event.href, base)?.href;
    return href === undefined ? null : { ...event, rel, href, base };
  }

  return (batch, base) => {
    const complete: CompleteEvent[] = [];
    for (const event of batch.events) {
      const mine = admitted(event, base);
      if (mine === null) ignored.count(event.rel);
      else complete.push(...take(mine));
    }
    if (complete.length > 0) emit(complete);
    ignored.unknown(batch.unknown.keys());
  };
}
