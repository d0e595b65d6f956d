import type { History, HistoryEntry } from '../history/state.ts';
import type { Outage, OutageCause } from '../session/state.ts';
import { isInOutage } from './log-entry.ts';

/** The note of a call of the server's log, until it is known why it did not ring. */
export const noReasonNote = 'It did not ring here.';

/** Why calls did not ring, as the end of a sentence. */
export const whileWords: Readonly<Record<OutageCause, string>> = {
  network: 'while the server could not be reached',
  server: 'while the server did not answer',
  asleep: 'while this computer was asleep',
  'taken-over': 'while another program had your place',
  'signed-out': 'while you were signed out',
};

/** Says why calls did not ring, once it is known; which of the two is known first is up to the server. */
export function giveReasons(history: History, outages: readonly Outage[]): History {
  const reasonOf = (entry: HistoryEntry): string | null => {
    if (entry.onlyLogged !== 'unexplained') return null;
    const outage = outages.find((one) => isInOutage(entry, one));
    return outage ? `It came ${whileWords[outage.cause]}.` : null;
  };
  const notes = history.map(reasonOf);
  if (notes.every((note) => note === null)) return history;
  return history.map((entry, index): HistoryEntry => {
    const note = notes[index] ?? null;
    return note === null ? entry : { ...entry, note, onlyLogged: 'explained' };
  });
}
