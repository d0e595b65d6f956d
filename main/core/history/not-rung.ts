import type { OutageCause } from '../session/state.ts';

/** Why calls did not ring, as the end of a sentence. */
export const whileWords: Readonly<Record<OutageCause, string>> = {
  network: 'while the server could not be reached',
  server: 'while the server did not answer',
  asleep: 'while this computer was asleep',
  'taken-over': 'while another program had your place',
  'signed-out': 'while you were signed out',
};

/** What is said of a call that did not ring here; null: it is not known why. */
export function notRungNote(cause: OutageCause | null): string {
  return cause === null ? 'It did not ring here.' : `It came ${whileWords[cause]}.`;
}

/** Whether something that was kept is one of these causes. */
export function isCause(value: unknown): value is OutageCause {
  return typeof value === 'string' && Object.hasOwn(whileWords, value);
}
