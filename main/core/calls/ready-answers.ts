import type { Calls } from './state.ts';

/**
 * Keeps a connection ready for the answer of each call that rings, so that pressing Answer after a long silence does not wait for TCP and
 * TLS first. Where several ring at one server they share it.
 */
export interface ReadyAnswers {
  follow(calls: Calls): void;
}

/** @param prepare has a connection ready for a request to an absolute URL, until what it returns is called */
export function createReadyAnswers(prepare: (url: string) => () => void): ReadyAnswers {
  const held = new Map<string, () => void>();
  return {
    follow(calls) {
      const waiting = calls.filter(({ state }) => state === 'ringing' || state === 'answering');
      const ids = new Set(waiting.map(({ id }) => id));
      for (const [id, release] of held) {
        if (ids.has(id)) continue;
        held.delete(id);
        release();
      }
      for (const { id, state, acceptWithAnswer } of waiting) {
        if (state === 'ringing' && !held.has(id)) held.set(id, prepare(acceptWithAnswer));
      }
    },
  };
}
