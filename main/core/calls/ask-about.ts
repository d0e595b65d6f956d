import type { Clock } from '../ports.ts';
import type { CallEffect } from './effect.ts';
import type { Call } from './state.ts';

export interface AskAboutDeps {
  readonly clock: Clock;
  readonly callOf: (callId: string) => Call | undefined;
  /** Asks the server about the call; resolves once it was tried. What it says goes to the call as an event. */
  readonly onDoubt: (call: Call) => Promise<void>;
}

type AskAbout = CallEffect & { readonly type: 'ask-about' };

/** The server took an answer: whether there is voice is asked where no event says it, for as long as the user would wait. */
export function askForVoice(call: Call): AskAbout {
  return { type: 'ask-about', call, eachMs: 3_000, times: 6 };
}

/**
 * The modality of a call that rings is down. That can be how it was before the call, and the only word of its end: a server need not say that
 * an invitation is over (UCWA reference: audioVideoInvitation has no such event).
 */
export function askForEnd(call: Call): AskAbout {
  return { type: 'ask-about', call, eachMs: 300, times: 3 };
}

/** Asks the server how it stands with a call, and again a few times as long as the call stays in its state; as often as it is asked for while that goes on, once. */
export function createAskAbout({ clock, callOf, onDoubt }: AskAboutDeps): (effect: AskAbout) => void {
  const asked = new Set<string>();
  return ({ call: { id, state, since, toPhone }, eachMs, times }) => {
    const key = `${id} ${state} ${since}`;
    const next = (left: number): void => {
      clock.after(eachMs, async () => {
        const call = callOf(id);
        const isStill = call?.state === state && call.since === since && call.toPhone === toPhone;
        if (isStill) await onDoubt(call);
        if (isStill && left > 1) next(left - 1);
        else asked.delete(key);
      });
    };
    if (asked.has(key)) return;
    asked.add(key);
    next(times);
  };
}
