/** In what ways an event channel makes it hard for its client, all within the protocol; tests change them while it runs. */
import type { OutgoingEvent } from './outgoing-event.ts';

export interface ChannelHabits {
  /** How often the batch with this ack is delivered. */
  deliveries: (ack: number) => number;
  /** How a batch comes again: after `resync`, as it was, or its events once more in the next batch. */
  again: 'resync' | 'events';
  /** Events about one resource are drawn together within a batch, so that steps are skipped. */
  collapse: boolean;
  /** False: no event embeds its resource. */
  embed: boolean;
  /** Several instances of the client share it, and take it from each other: the last to come has it. */
  shared: boolean;
  /** With more events waiting the channel gives up: 403 MaxEventCountReached. */
  mostQueued: number;
}

export function usualHabits(): ChannelHabits {
  return { deliveries: () => 1, again: 'resync', collapse: false, embed: true, shared: false, mostQueued: 50_000 };
}

const operations = ['started', 'completed'];

/**
 * One event for each resource, where the last one stood: an operation's last step, what was added in its newest state, or that it is
 * gone.
 */
export function collapsed(events: readonly OutgoingEvent[]): OutgoingEvent[] {
  const last = new Map<string, OutgoingEvent>();
  for (const event of events) {
    const { href } = event.item.link;
    const before = last.get(href);
    last.delete(href);
    last.set(href, before === undefined ? event : merged(before, event));
  }
  return [...last.values()];
}

function merged(before: OutgoingEvent, event: OutgoingEvent): OutgoingEvent {
  const { type } = event.item;
  if (operations.includes(type) || type === 'deleted' || before.item.type !== 'added') return event;
  return { ...event, item: { ...event.item, type: 'added' } };
}

export function withoutBody(event: OutgoingEvent): OutgoingEvent {
  const { embedded: _, ...item } = event.item;
  return { ...event, item };
}
