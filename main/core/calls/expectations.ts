import type { Clock } from '../ports.ts';
import type { CallEffect } from './effect.ts';
import type { CallEvent } from './event.ts';
import type { Call } from './state.ts';

export interface ExpectationsDeps {
  readonly clock: Clock;
  readonly callOf: (callId: string) => Call | undefined;
  readonly apply: (event: CallEvent) => void;
}

/** Calls that have to get further within a time, or else are lost; one expectation a call, the latest. */
export interface Expectations {
  expect(effect: CallEffect & { readonly type: 'expect-move' }): void;
  /** Nothing is expected of the call any more. */
  drop(callId: string): void;
}

export function createExpectations({ clock, callOf, apply }: ExpectationsDeps): Expectations {
  const cancels = new Map<string, () => void>();

  function drop(callId: string): void {
    cancels.get(callId)?.();
    cancels.delete(callId);
  }

  return {
    expect({ call: { id, state, since }, withinMs, otherwise }) {
      drop(id);
      const cancel = clock.after(withinMs, () => {
        cancels.delete(id);
        const present = callOf(id);
        if (present?.state === state && present.since === since) apply({ type: 'lost', callId: id, reason: otherwise });
      });
      cancels.set(id, cancel);
    },
    drop,
  };
}
