import type { MissedItems } from '../ucwa/decode/missed-items.ts';
import type { UcwaEvent } from '../ucwa/events.ts';
import { isRelOf, isUsedRel, type RelOf, usedRels } from '../ucwa/rels.ts';

/** One for each rel of voice mail; null: it means nothing to it. */
const meanings: Readonly<Record<RelOf<'voicemail'>, (event: UcwaEvent) => MissedItems | null>> = {
  missedItems: ({ type, resource }) =>
    resource === null || type === 'deleted' ? null : usedRels.missedItems.decode(resource),
};

/** What an event says of what waits for the user; null: nothing. */
export function missedItemsOf(event: UcwaEvent): MissedItems | null {
  return isUsedRel(event.rel) && isRelOf('voicemail', event.rel) ? meanings[event.rel](event) : null;
}
