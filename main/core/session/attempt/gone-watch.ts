import type { Clock } from '../../ports.ts';

export interface GoneWatchDeps {
  readonly clock: Clock;
  /** Absolute, of the application and its event channel. */
  readonly self: string;
  readonly events: string;
  /** Asks the channel anew, now. */
  readonly ask: () => void;
}

/** The channel is not asked more often whether the application is there, in milliseconds. */
const leastBetweenMs = 5_000;

/**
 * Hears each absolute URL of which the server says that it knows no such application. The channel alone decides that one is lost, and may wait on a
 * request for a minute that is never answered: it asks at once. A server that has the application all the same holds the new request, and nothing
 * comes of it.
 */
export function createGoneWatch({ clock, self, events, ask }: GoneWatchDeps): (url: string) => void {
  let askedAt = Number.NEGATIVE_INFINITY;
  return (url) => {
    const isOfThis = url.startsWith(`${self}/`) && pathOf(url) !== pathOf(events);
    if (!isOfThis || clock.now() - askedAt < leastBetweenMs) return;
    askedAt = clock.now();
    ask();
  };
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
