import type { AlertView, HistoryView } from '../../../preload/contract/index.ts';
import type { Model } from '../model.ts';
import type { Outage, OutageCause } from '../session/state.ts';
import { callsRefused } from '../view/problems.ts';

/** A server that has not answered for this long is told of, in milliseconds. */
export const longDownMs = 120_000;

/** What the user is to be told although they look at something else. */
export function projectAlerts(model: Model, now: number): readonly AlertView[] {
  const { health, session } = model;
  const alerts: AlertView[] = [];
  if (health.down !== null && now - health.down.since >= longDownMs) {
    alerts.push({
      id: 'not-reachable',
      title: 'Calls do not ring here',
      body: 'The server has not answered for 2 minutes. Switchhook keeps trying.',
      page: 'diagnostics',
    });
  }
  if (session.state !== 'signed-out' && session.reach.callsRefused === true) {
    const body = `${callsRefused.title} ${callsRefused.help}`;
    alerts.push({ id: 'calls-refused', title: 'Calls do not ring here', body, page: 'diagnostics' });
  }
  if (health.signedOutByServer) {
    alerts.push({ id: 'sign-in-again', title: 'Sign in again to get calls', body: '', page: 'calls' });
  }
  for (const outage of session.outages) {
    const unseen = missedIn(outage, model).filter(({ seen }) => !seen).length;
    const count = unseen + (model.health.unlisted[outage.from] ?? 0);
    if (count > 0) {
      const title = `${missedCalls(count)} ${whileWords[outage.cause]}`;
      alerts.push({ id: `missed-${outage.from}`, title, body: '', page: 'calls' });
    }
  }
  return alerts;
}

/** Why calls did not ring, as the end of a sentence. */
export const whileWords: Readonly<Record<OutageCause, string>> = {
  network: 'while the server could not be reached',
  server: 'while the server did not answer',
  asleep: 'while this computer was asleep',
  'taken-over': 'while another program had your place',
  'signed-out': 'while you were signed out',
};

/** The missed calls of the history that began in an outage and were learned of afterwards. */
export function missedIn({ from, to }: Outage, { history }: Model): readonly HistoryView[] {
  return history.filter(({ id, at }) => id.startsWith(logPrefix) && at >= from - slackMs && at <= to + slackMs);
}

/** Calls of the history that are known from the server's log alone have ids of their own. */
export const logPrefix = 'log-';
/** The server's clock and this one may differ. */
export const slackMs = 60_000;

export function missedCalls(count: number): string {
  return count === 1 ? '1 missed call' : `${count} missed calls`;
}
