import type { Clock } from '../ports.ts';
import type { CallEffect } from './effect.ts';
import type { CallEvent } from './event.ts';
import type { Call } from './state.ts';

export interface ExpectationsDeps {
  readonly clock: Clock;
  readonly callOf: (callId: string) => Call | undefined;
  readonly apply: (event: CallEvent) => void;
}

type EffectOf<Type extends CallEffect['type']> = Extract<CallEffect, { readonly type: Type }>;

/** Calls that have to get further within a time, or else are lost; one expectation of each kind a call, the latest. */
export interface Expectations {
  expect(effect: EffectOf<'expect-move'>): void;
  /** The media of a call that is up has to be there again. */
  expectMedia(effect: EffectOf<'expect-media'>): void;
  /** Nothing is expected of the call any more. */
  drop(callId: string): void;
}

export function createExpectations({ clock, callOf, apply }: ExpectationsDeps): Expectations {
  const moves = createTimers(clock);
  const media = createTimers(clock);

  return {
    expect({ call: { id, state, since }, withinMs, otherwise }) {
      moves.set(id, withinMs, () => {
        const present = callOf(id);
        if (present?.state === state && present.since === since) apply({ type: 'lost', callId: id, reason: otherwise });
      });
    },
    expectMedia({ callId, withinMs }) {
      media.set(callId, withinMs, () => apply({ type: 'media-overdue', callId }));
    },
    drop(callId) {
      moves.drop(callId);
      media.drop(callId);
    },
  };
}

/** One a call. */
function createTimers(clock: Clock) {
  const cancels = new Map<string, () => void>();
  function drop(callId: string): void {
    cancels.get(callId)?.();
    cancels.delete(callId);
  }
  return {
    set(callId: string, withinMs: number, run: () => void) {
      drop(callId);
      const cancel = clock.after(withinMs, () => {
        cancels.delete(callId);
        run();
      });
      cancels.set(callId, cancel);
    },
    drop,
  };
}
