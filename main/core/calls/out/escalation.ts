import type { CallEffect } from '../effect.ts';
import { endUnlessOver, type OneStep } from '../end.ts';
import type { CallEvent } from '../event.ts';
import { want } from '../hold.ts';
import { type Call, type Calls, isCalling, isUp } from '../state.ts';

/**
 * A call that becomes a meeting is two for a moment: the one that is talked on, and a call out into the conference, in the same conversation
 * and with the same modality (UCWA reference: escalateAudio). What the server says of that modality is of the one that is talked on until the
 * conference has answered, and of the other from then on; only a session says by its context whose it is.
 */
export function isEscalating(call: Call): boolean {
  return isCalling(call) && call.out?.escalates != null;
}

/** Which of the calls that an event may be about it is about: of several by one name the latest, as long as that is not on its way. */
export function ownerOf(event: CallEvent, found: Calls): Call | undefined {
  const context = event.type === 'session' ? event.context : undefined;
  const named = context == null ? undefined : found.find(({ sessionContext }) => sessionContext === context);
  if (named !== undefined || !isOfPlace(event)) return named ?? found.at(-1);
  const settled = found.filter((call) => !isEscalating(call) || !found.some(({ id }) => id === call.out?.escalates));
  return settled.at(-1);
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

/** The conference has answered: the talk goes on there, as it was. The server is told nothing, for its modality is that of both. */
export function settleEscalations(calls: Calls, now: number): Settled {
  return calls.reduce<Settled>(
    (step, next) => {
      if (next.state !== 'connected' || next.shown || next.out?.escalates == null) return step;
      const before = step.calls.find(({ id }) => id === next.out?.escalates);
      const gone = before === undefined || !isUp(before) ? null : handOver(before, next, now);
      const there = { ...goesOn(gone === null ? undefined : before, next, now), shown: true };
      const put = (call: Call): Call => (call.id === next.id ? there : call.id === gone?.call.id ? gone.call : call);
      return { calls: step.calls.map(put), effects: [...step.effects, ...(gone?.effects ?? [])] };
    },
    { calls, effects: [] },
  );
}

function handOver(before: Call, { id: replacedBy }: Call, now: number): OneStep {
  const step = endUnlessOver({ ...before, replacedBy }, { reason: 'went-on-elsewhere' }, now);
  return { ...step, call: { ...step.call, shown: false } };
}

function goesOn(before: Call | undefined, next: Call, now: number): Call {
  if (before === undefined) return next;
  const { connectedAt, muted, hold } = before;
  const same = { ...next, muted, connectedAt: connectedAt ?? next.connectedAt };
  return hold.wanted === 'hold' ? want(same, 'hold', now) : same;
}
