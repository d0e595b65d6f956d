import type { CallEffect } from '../effect.ts';
import { endUnlessOver, type OneStep } from '../end.ts';
import { endReasons } from '../end-reasons.ts';
import type { CallEvent } from '../event.ts';
import { want } from '../hold.ts';
import { type Call, type Calls, isCalling, isUp } from '../state.ts';
import { giveUp } from './end.ts';

/**
 * A call that becomes a meeting is two for a moment: the one that is talked on, and a call out into the conference, in the same conversation
 * and with the same modality (UCWA reference: escalateAudio). What the server says of that modality is of the one that is talked on until the
 * conference has answered, and of the other from then on; only a session says by its context whose it is.
 */
export function isEscalating(call: Call): boolean {
  return isCalling(call) && call.out?.escalates != null;
}

/** It takes another call into a conference, which has not answered, or too late. */
function isWithoutVoice({ out, connectedAt }: Call): boolean {
  return out?.escalates != null && connectedAt === null;
}

/**
 * Which of the calls that an event may be about it is about: of several by one name the latest, but not one that has no voice there beside the
 * one that has.
 */
export function ownerOf(event: CallEvent, found: Calls): Call | undefined {
  const context = event.type === 'session' ? event.context : undefined;
  const named = context == null ? undefined : found.filter(({ sessionContext }) => sessionContext === context).at(-1);
  if (named !== undefined || !isOfPlace(event)) return named ?? found.at(-1);
  const talkedOn = (id: string | undefined | null) => found.some((call) => call.id === id);
  return found.filter((call) => !isWithoutVoice(call) || !talkedOn(call.out?.escalates)).at(-1);
}

function isOfPlace({ type }: CallEvent): boolean {
  return (
    type === 'audio-video' || type === 'session' || type === 'renegotiation-offered' || type === 'conversation-over'
  );
}

/**
 * That the modality is over says nothing of a call into the conference before its invitation has told how it went: it may be the voice of the two
 * that is over.
 */
export function outlives(call: Call, state: string): boolean {
  return state === 'Disconnected' && call.out?.escalates != null && call.out.fate !== 'told';
}

interface Settled {
  readonly calls: Calls;
  readonly effects: readonly CallEffect[];
}

/** Once nobody is talked to any more the conference has this long to answer, in milliseconds: the server may take the voice of the two away first. */
const longestAloneMs = 10_000;

/** What becomes of each call into a conference, and of the call that it is to take there, after a step. `was`: the calls before it. */
export function settleEscalations(was: Calls, calls: Calls, now: number): Settled {
  return calls.reduce<Settled>(
    (step, next) => {
      if (next.out?.escalates == null) return step;
      const before = step.calls.find(({ id }) => id === next.out?.escalates);
      const settled = settle({ before, wasUp: was.some((call) => call.id === before?.id && isUp(call)), next }, now);
      const put = (call: Call): Call => settled.calls.find(({ id }) => id === call.id) ?? call;
      return { calls: step.calls.map(put), effects: [...step.effects, ...settled.effects] };
    },
    { calls, effects: [] },
  );
}

interface Pair {
  /** The one that is talked on, and whether it was before the step. */
  readonly before: Call | undefined;
  readonly wasUp: boolean;
  readonly next: Call;
}

function settle(pair: Pair, now: number): Settled {
  const { next } = pair;
  if (next.state === 'connected' && !next.shown) return settleAnswered(pair, now);
  if (isCalling(next)) return settleCalling(pair, now);
  return settleGivenUp(pair);
}

/** The conference has answered: the talk goes on there, as it was. The server is told nothing, for its modality is that of both. */
function settleAnswered({ before, next }: Pair, now: number): Settled {
  if (before === undefined || !isUp(before)) return { calls: [{ ...next, shown: true }], effects: [] };
  const gone = handOver(before, next, now);
  return { calls: [{ ...goesOn(before, next, now), shown: true }, gone.call], effects: gone.effects };
}

/** Whose talk is over is not to be put into a meeting that nobody else comes to. */
function settleCalling({ before, wasUp, next }: Pair, now: number): Settled {
  if (before === undefined || isUp(before)) return { calls: [], effects: [] };
  if (!isOverThere(before)) {
    const { call, effects } = giveUp(next, now);
    return { calls: [call], effects };
  }
  const expect = { type: 'expect-call', callId: next.id, stage: 'alone', withinMs: longestAloneMs } as const;
  return { calls: [], effects: wasUp ? [expect] : [] };
}

/**
 * The conference has answered what was given up: it is stopped by the modality of both, and not while that is talked on. Where the user hangs
 * up the talk that stops it too.
 */
function settleGivenUp({ before, wasUp, next }: Pair): Settled {
  const { owedStop: reason, accept } = next;
  const mayBeStopped = before === undefined || !isUp(before);
  if (next.state !== 'ended' || accept !== 'taken' || reason === null || !mayBeStopped)
    return { calls: [], effects: [] };
  const call: Call = { ...next, stop: next.stop ?? before?.stop ?? null, owedStop: null };
  const isToldNow = wasUp && before !== undefined && !isOverThere(before);
  return { calls: [call], effects: isToldNow ? [] : [{ type: 'stop', call, reason }] };
}

/** The server ended it, or lets it go on elsewhere, and was told nothing. */
function isOverThere({ ending }: Call): boolean {
  return ending !== null && endReasons[ending.reason].stop === undefined;
}

function handOver(before: Call, { id: replacedBy }: Call, now: number): OneStep {
  const step = endUnlessOver({ ...before, replacedBy }, { reason: 'went-on-elsewhere' }, now);
  return { ...step, call: { ...step.call, shown: false } };
}

function goesOn({ connectedAt, muted, hold }: Call, next: Call, now: number): Call {
  const same = { ...next, muted, connectedAt: connectedAt ?? next.connectedAt };
  return hold.wanted === 'hold' ? want(same, 'hold', now) : same;
}
