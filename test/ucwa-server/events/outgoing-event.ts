/** Events before they leave, and how a batch puts them together. */
import type { EventBatch, EventItem } from '../http/representation.ts';

/** High: calls, conversations, missedItems; leaves at once. Medium: me, presence, communication. Low: the rest. */
export type Urgency = 'high' | 'medium' | 'low';

export interface OutgoingEvent {
  readonly sender: { readonly rel: string; readonly href: string };
  readonly item: EventItem;
  readonly urgency: Urgency;
  readonly callId?: string | undefined;
}

/** Events in their order; neighbours of one sender share an entry, so a sender may come several times. */
export function inBatch(links: EventBatch['links'], events: readonly OutgoingEvent[]): EventBatch {
  const senders: { rel: string; href: string; events: EventItem[] }[] = [];
  for (const { sender, item } of events) {
    const last = senders.at(-1);
    if (last?.href === sender.href) last.events.push(item);
    else senders.push({ ...sender, events: [item] });
  }
  return { links, senders };
}
