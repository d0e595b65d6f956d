import type { HistoryEntry } from '../history/state.ts';
import type { Outage } from '../session/state.ts';

/** Calls of the history that are known from the server's log alone have ids of their own. */
const logPrefix = 'log-';

/** The server's clock and this one may differ. */
export const slackMs = 60_000;

/** The id in the history of a call of the server's log. */
export function entryIdOf(logId: string): string {
  return `${logPrefix}${logId}`;
}

/** It is known from the server's log alone: it did not ring here. */
export function isOfLog({ id }: Pick<HistoryEntry, 'id'>): boolean {
  return id.startsWith(logPrefix);
}

/** It began in the outage. */
export function isInOutage({ at }: Pick<HistoryEntry, 'at'>, { from, to }: Outage): boolean {
  return at >= from - slackMs && at <= to + slackMs;
}
