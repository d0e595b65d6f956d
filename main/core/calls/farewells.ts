import type { Clock, Log, Random } from '../ports.ts';
import { failureCode } from '../session/failure.ts';
import type { Perform } from '../session/requests/transport.ts';
import { leaveConversation } from '../ucwa/request/meetings.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import { fateOf, retryAfterOf, wasCancelled } from './farewell-fate.ts';

/** Something that the server has to be told to end. */
export interface Farewell {
  /** Names it here: a call's id, or an href; a second one of that name is not said. */
  readonly key: string;
  /** For the log, such as "decline". */
  readonly what: string;
  /** How it is told; null where the server gave no link for it. It may have to be looked up first. */
  readonly first: () => Operation | null | Promise<Operation | null>;
  /**
   * The last way, where the first one does not lead anywhere: this conversation is left as a whole, unless the user goes on in it. Absolute href;
   * null: it is not to be left.
   */
  readonly conversation: string | null;
  /** It was answered before, maybe: that it is no more to be had by the first way does not mean that it is over. */
  readonly mayBeUp?: boolean;
}

/**
 * Tells the server what ended here, again and again until it has it: else the far side hears it ring, or stays connected to nobody.
 * The one way for every stop-type operation.
 */
export interface Farewells {
  /** Resolves once the server has it, or does not have to be told any more. True: it has it. */
  say(farewell: Farewell): Promise<boolean>;
  owes(key: string): boolean;
  /** The server itself says that it is over. */
  over(key: string): void;
  /** The link seems to be up again: what waits is tried now, unless the server asked for the wait. */
  hurry(): void;
  /**
   * In a moment nobody can be told any more: what is owed is tried at once, and again, for so long at most. Then nothing is owed. Null
   * where nothing is owed now.
   */
  lastWords(withinMs: number): Promise<void> | null;
}

export interface FarewellDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly perform: Perform;
  /** False while nobody is signed in: what is cancelled then was not cut off, but can never be said. */
  readonly hasSession: () => boolean;
  /** The user talks in the conversation, or is about to: it is not to be left for something else in it that ended. */
  readonly goesOn: (conversation: string) => boolean;
}

/** The caller has given up long before, and whoever talks has hung up; longer than any Retry-After that is respected. */
const longestMs = 600_000;
/** A server that is going to answer has by then. */
const answerMs = 8_000;
const firstWaitMs = 400;
const longestWaitMs = 15_000;
/** In a hurry it is tried again after this. */
const hurriedMs = 150;
/** After so many tries by the first way the last one gets its turns too. */
const triesByFirst = 3;

interface Owed {
  readonly until: number;
  /** The server asked to be left alone until then. */
  notBefore: number;
  /** It does not have to be said any more: the server has it, or nobody can be told. */
  end: 'over' | 'dropped' | null;
  wake: () => void;
}

export function createFarewells({ clock, random, log, perform, hasSession, goesOn }: FarewellDeps): Farewells {
  const owed = new Map<string, Owed>();
  let leaving = false;
  let onPaid = (): void => {};

  /** How long to wait before another try, in milliseconds; jittered, for a server that refuses one refuses many. */
  function waitMs(tries: number, entry: Owed): number {
    const bound = Math.min(firstWaitMs * 2 ** Math.min(tries - 1, 16), longestWaitMs);
    const jittered = bound / 2 + (random.fraction() * bound) / 2;
    const asked = entry.notBefore - clock.now();
    if (asked > 0) return asked + (leaving ? 0 : (random.fraction() * bound) / 2);
    return leaving ? hurriedMs : jittered;
  }

  /** True once the server has it. */
  async function tell({ what, first, conversation, mayBeUp }: Farewell, entry: Owed): Promise<boolean> {
    let firstWay: Farewell['first'] | null = first;
    let mayLeave = true;
    for (let tries = 1; ; tries += 1) {
      const isLastsTurn = mayLeave && (firstWay === null || (tries > triesByFirst && tries % 2 === 0));
      const last = isLastsTurn ? leave(conversation, goesOn) : null;
      const byLast = last !== null || firstWay === null;
      const operation = byLast ? last : await (firstWay?.() ?? null);
      if (entry.end !== null) return entry.end === 'over';
      const result = operation === null ? null : await perform({ ...operation, timeoutMs: answerMs });
      if (entry.end !== null) return entry.end === 'over';
      const fate = result === null ? 'never' : fateOf(result);
      const unsure = fate === 'done' && mayBeUp === true && !byLast && result?.ok === false;
      if (fate === 'done' && !unsure) return true;
      if (result?.ok === false) log.warn(`${what} was not taken`, { code: failureCode(result.failure), tries });
      if (fate === 'lost' || (wasCancelled(result) && !hasSession())) return false;
      if (fate === 'never' || unsure) {
        if (byLast) mayLeave = false;
        else firstWay = null;
        if (firstWay === null && !mayLeave) return false;
        continue;
      }
      if (result !== null) entry.notBefore = clock.now() + retryAfterOf(result);
      const ms = waitMs(tries, entry);
      if (clock.now() + ms > entry.until) return false;
      await sleep(clock, ms, entry);
      if (entry.end !== null) return entry.end === 'over';
    }
  }

  function wakeFree(): void {
    for (const { notBefore, wake } of [...owed.values()]) if (notBefore <= clock.now()) wake();
  }

  async function sayAll(withinMs: number): Promise<void> {
    leaving = true;
    wakeFree();
    await new Promise<void>((resolve) => {
      const cancel = clock.after(withinMs, resolve);
      onPaid = () => {
        cancel();
        resolve();
      };
    });
    onPaid = () => {};
    leaving = false;
    const left = [...owed.values()];
    owed.clear();
    for (const entry of left) {
      entry.end = 'dropped';
      entry.wake();
    }
  }

  return {
    async say(farewell) {
      const { key } = farewell;
      if (owed.has(key)) return false;
      const entry: Owed = { until: clock.now() + longestMs, notBefore: 0, end: null, wake: () => {} };
      owed.set(key, entry);
      const told = await tell(farewell, entry);
      if (owed.get(key) === entry) owed.delete(key);
      if (!told) log.warn(`the server was not told: ${farewell.what}`);
      if (owed.size === 0) onPaid();
      return told;
    },
    owes: (key) => owed.has(key),
    over(key) {
      const entry = owed.get(key);
      if (entry === undefined) return;
      entry.end = 'over';
      entry.wake();
    },
    hurry: wakeFree,
    lastWords: (withinMs) => (owed.size === 0 ? null : sayAll(withinMs)),
  };
}

function sleep(clock: Clock, ms: number, entry: Owed): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    entry.wake = () => {
      cancel();
      resolve();
    };
  });
}

/** Null where there is nothing to leave, now: who talks in it may hang up meanwhile, or begin to talk. */
function leave(conversation: string | null, goesOn: FarewellDeps['goesOn']): Operation | null {
  return conversation === null || goesOn(conversation) ? null : leaveConversation(conversation);
}
