import type { OutageView } from '../../../preload/contract/index.ts';
import { missedIn } from '../missed/entries.ts';
import type { OutageCause } from '../session/state.ts';
import { missedCalls } from './alerts.ts';
import type { Facts } from './checks/check.ts';

const causes: Readonly<Record<OutageCause, string>> = {
  network: 'The server could not be reached',
  server: 'The server did not answer',
  asleep: 'This computer was asleep',
  'taken-over': 'Another program had taken your place',
  'signed-out': 'Nobody was signed in',
};

/** The times in which calls did not ring here, the present one first, and what was missed in them. */
export function projectOutages({ model }: Facts): readonly OutageView[] {
  const { down, unlisted } = model.health;
  const present = down === null ? [] : [{ from: down.at, to: null, cause: 'No answer from the server', missed: '' }];
  const past = model.session.outages.map((outage) => {
    const count = missedIn(outage, model.history).length + (unlisted[outage.from] ?? 0);
    const { from, to, cause } = outage;
    return { from, to, cause: causes[cause], missed: count === 0 ? '' : missedCalls(count) };
  });
  return [...present, ...past];
}
