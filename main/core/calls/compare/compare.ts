import { decline } from '../../ucwa/request/decline.ts';
import { type Resource, textOf } from '../../ucwa/resource.ts';
import { isDeclined, mayRingAgain } from '../end-reasons.ts';
import type { CallEvent } from '../event.ts';
import { type Call, type Calls, isCalling } from '../state.ts';
import { createAskAnswering } from './answering.ts';
import type { CompareDeps, Current } from './deps.ts';
import { isOnItsWay, isToldInVain } from './end-told.ts';
import { heardBefore } from './heard-before.ts';
import { createKnownCalls } from './known-calls.ts';
import { createListComparison } from './listed.ts';
import { createLookUp } from './look-up.ts';
import { createMemory } from './memory.ts';
import { type CompletedEvent, createOffers, type OfferedEvent } from './offers.ts';
import { createRounds } from './rounds.ts';

/**
 * Brings the calls here and the conversations on the server together after events may have been lost, the way a list follows a watch
 * that was interrupted: calls that only one side has end, ring, or are stopped.
 */
export interface Comparison {
  /** `application`: absolute URL. Asks again by itself where the server could not be asked; resolves once it was tried. */
  run(application: string): Promise<void>;
  /** The same, where the link seems to be up and something did not get through. */
  again(): void;
  /** The same of one call that rings or is being answered, of which events left something open. Resolves once it was tried. */
  ask(call: Call): Promise<void>;
  /** An invitation came. It may be one that rang before, under another name. */
  offer(event: OfferedEvent): void;
  /** An invitation ended, maybe one that is known under another name. */
  complete(event: CompletedEvent): void;
  /** An end came of a call that is not known, and may be announced yet. */
  overUnseen(event: CallEvent): void;
  /** An event of a call that is known: what was kept of its modality is out of date. */
  seen(event: CallEvent): void;
  /** What was told of calls before their names were known here. */
  heardBefore(before: Calls, after: Calls): readonly CallEvent[];
  /** A call ended here; where that was for want of the server, it may still be waiting there. */
  ended(call: Call): void;
  /** The server took the end of the call. */
  told(call: Call): void;
  /** What the calls are called on the server holds no more: what rings has a moment to be found again, what talks goes on. */
  applicationLost(): void;
  /** Another user is asked for from now on. */
  clear(): void;
}

/** How long a ring may go on that nobody can answer, in milliseconds: two seconds, less what the news of it takes on a slow link. */
const unansweredMs = 1_700;
/** The same for a call out, which nobody hears the end of, in milliseconds. */
const unheardMs = 20_000;

export function createComparison(deps: CompareDeps): Comparison {
  const { clock, random, perform, apply, farewells } = deps;
  const lookUp = createLookUp(perform);
  const memory = createMemory(clock);
  const known = createKnownCalls(deps, lookUp);
  const askAnswering = createAskAnswering(deps, lookUp);
  const offers = createOffers(deps, memory, lookUp, (call) => void known.ringing(call, rounds.stillCurrent()));
  const compareList = createListComparison(deps, memory, lookUp, known, offers);
  const rounds = createRounds({ clock, random, compare: compareAll });
  const { stillCurrent } = rounds;
  let left = deps.left;

  async function compareAll(application: string, current: Current): Promise<boolean> {
    const live = deps.calls().filter(({ id, state }) => state !== 'ended' && !memory.isOrphan(id));
    const results = await Promise.all([
      ...live.map((call) => known.look(call, current)),
      ...memory.dropped().map((call) => offerAgain(call, current)),
      ...left.filter((href) => href.startsWith(`${application}/`)).map((href) => offerLeft(href, current)),
      compareList(application, current),
    ]);
    const isDone = results.every((done) => done);
    if (isDone && current()) loseOrphans(isCalling);
    return isDone;
  }

  /** What was not found again under another name is over. */
  function loseOrphans(which: (call: Call) => boolean): void {
    for (const call of deps.calls()) {
      if (which(call) && memory.isOrphan(call.id)) apply({ type: 'lost', callId: call.id, reason: 'server-lost' });
    }
  }

  async function offerAgain(call: Call, current: Current): Promise<boolean> {
    // What the server is being told already is told until it has it.
    if (memory.isOrphan(call.id) || farewells.owes(call.id)) return true;
    const found = await lookUp(call.invitation);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'there') {
      if (call.accept === 'sent' && isOnItsWay(call, clock.now())) return false;
      if (isDeclined(call)) declineAgain(call, found.resource);
      else offers.found(call.invitation, found.resource);
    }
    memory.forgetDropped(call);
    return true;
  }

  function declineAgain({ id: key, decline: href, ending, ...call }: Call, invitation: Resource): void {
    if (textOf(invitation, 'state') !== 'Connecting') return;
    const onlyHere = ending?.reason === 'declined-only-here';
    const first = () => (href === null ? null : decline(href, onlyHere ? 'Local' : 'Global'));
    const conversation = onlyHere ? null : call.conversation;
    void farewells.say({ key, what: 'decline', first, conversation });
  }

  async function offerLeft(invitation: string, current: Current): Promise<boolean> {
    const done = await offers.lookUp(invitation, current);
    if (done && current()) left = left.filter((href) => href !== invitation);
    return done;
  }

  return {
    run: rounds.start,
    again: rounds.again,
    async ask(call) {
      if (memory.isOrphan(call.id)) return;
      await (call.state === 'ringing' ? known.ringing(call, stillCurrent()) : askAnswering(call, stillCurrent()));
    },
    offer: offers.offer,
    complete: offers.complete,
    overUnseen: memory.keepEnd,
    seen: memory.forgetEnd,
    heardBefore: (before, after) => heardBefore(memory, before, after),
    ended(call) {
      // What began here may have none yet, and what was taken up after a start has none: there is nothing to ask for.
      if (call.invitation === '') return;
      if (mayRingAgain(call) || call.accept === 'sent' || isToldInVain(call)) memory.drop(call);
    },
    told: memory.forgetDropped,
    applicationLost() {
      rounds.abandon();
      memory.orphan(deps.calls());
      const current = stillCurrent();
      clock.after(unansweredMs, () => {
        if (current()) loseOrphans(({ state }) => state === 'ringing');
      });
      clock.after(unheardMs, () => {
        if (current()) loseOrphans(isCalling);
      });
    },
    clear() {
      rounds.abandon();
      left = [];
      memory.clear();
    },
  };
}
