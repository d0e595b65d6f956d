import type { AlertView } from '../../../preload/contract/index.ts';
import { missedIn } from '../missed/entries.ts';
import type { OutageCause } from '../session/state.ts';
import type { Facts } from './checks/check.ts';

/** A server that has not answered for this long is told of, in milliseconds. */
export const longDownMs = 120_000;

/** What the user is to be told although they look at something else. */
export function projectAlerts({ model, words: { say }, now }: Facts): readonly AlertView[] {
  const { health, session } = model;
  const alerts: AlertView[] = [];
  if (health.down !== null && now >= health.down.since + longDownMs) {
    const body = say('alert.not-answered', { minutes: longDownMs / 60_000 });
    alerts.push({ id: 'not-reachable', title: say('alert.not-ringing'), body, page: 'diagnostics' });
  }
  if (session.state !== 'signed-out' && session.reach.callsRefused === true) {
    const body = say('alert.calls-refused');
    alerts.push({ id: 'calls-refused', title: say('alert.not-ringing'), body, page: 'diagnostics' });
  }
  if (health.signedOutByServer) {
    alerts.push({ id: 'sign-in-again', title: say('alert.sign-in-again'), body: '', page: 'calls' });
  }
  for (const outage of session.outages) {
    const unseen = missedIn(outage, model.history).filter(({ seen }) => !seen).length;
    const count = unseen + (model.health.unlisted[outage.from] ?? 0);
    if (count > 0) {
      const title = say('alert.missed', { count, cause: causes[outage.cause] });
      alerts.push({ id: `missed-${outage.from}`, title, body: '', page: 'calls' });
    }
  }
  return alerts;
}

/** As the message has them: a name in it has no hyphen. */
const causes = {
  network: 'network',
  server: 'server',
  asleep: 'asleep',
  'taken-over': 'taken',
  'signed-out': 'other',
} as const satisfies Readonly<Record<OutageCause, string>>;
