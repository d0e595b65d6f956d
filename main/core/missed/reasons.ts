import type { History, HistoryEntry } from '../history/state.ts';
import type { Outage } from '../session/state.ts';
import { isInOutage } from './log-entry.ts';

/** Says why calls did not ring, once it is known; which of the two is known first is up to the server. */
export function giveReasons(history: History, outages: readonly Outage[]): History {
  const explained = history.map((entry) => withReason(entry, outages));
  return explained.every((entry, index) => entry === history[index]) ? history : explained;
}

function withReason(entry: HistoryEntry, outages: readonly Outage[]): HistoryEntry {
  if (entry.fact?.kind !== 'not-rung' || entry.fact.cause !== null) return entry;
  const outage = outages.find((one) => isInOutage(entry, one));
  return outage === undefined ? entry : { ...entry, fact: { kind: 'not-rung', cause: outage.cause } };
}
