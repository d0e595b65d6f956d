import type { OutageView } from '../../../preload/contract/index.ts';
import { missedIn } from '../missed/entries.ts';
import type { Facts } from './checks/check.ts';

/** The times in which calls did not ring here, the present one first, and what was missed in them. */
export function projectOutages({ model, words: { say } }: Facts): readonly OutageView[] {
  const { down, unlisted } = model.health;
  const present = down === null ? [] : [{ from: down.at, to: null, cause: say('outage.present'), missed: '' }];
  const past = model.session.outages.map((outage) => {
    const count = missedIn(outage, model.history).length + (unlisted[outage.from] ?? 0);
    const { from, to, cause } = outage;
    return { from, to, cause: say(`outage.${cause}`), missed: count === 0 ? '' : say('missed.count', { count }) };
  });
  return [...present, ...past];
}
