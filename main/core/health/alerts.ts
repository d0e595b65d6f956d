import type { AlertView } from '../../../preload/contract/index.ts';
import { whileWords } from '../history/not-rung.ts';
import { missedIn } from '../missed/entries.ts';
import { callsRefused } from './calls-refused.ts';
import type { Known } from './known.ts';

/** A server that has not answered for this long is told of, in milliseconds. */
export const longDownMs = 120_000;

/** What the user is to be told although they look at something else. */
export function projectAlerts(model: Known, now: number): readonly AlertView[] {
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
    const unseen = missedIn(outage, model.history).filter(({ seen }) => !seen).length;
    const count = unseen + (model.health.unlisted[outage.from] ?? 0);
    if (count > 0) {
      const title = `${missedCalls(count)} ${whileWords[outage.cause]}`;
      alerts.push({ id: `missed-${outage.from}`, title, body: '', page: 'calls' });
    }
  }
  return alerts;
}

export function missedCalls(count: number): string {
  return count === 1 ? '1 missed call' : `${count} missed calls`;
}
