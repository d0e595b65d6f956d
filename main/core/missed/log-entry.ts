import type { HistoryEntry } from '../history/state.ts';
import type { Outage } from '../session/state.ts';

/** The server's clock and this one may differ. */
export const slackMs = 60_000;

/** The id in the history of a call of the server's log: the log's own could be that of a call here. */
export function entryIdOf(logId: string): string {
  return `log-${logId}`;
}

/** It began in the outage. */
export function isInOutage({ at }: Pick<HistoryEntry, 'at'>, { from, to }: Outage): boolean {
  return at >= from - slackMs && at <= to + slackMs;
}
