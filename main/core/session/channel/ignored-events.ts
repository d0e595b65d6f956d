import type { Log } from '../../ports.ts';
import { isRoundCount } from './round-count.ts';

/** So many rels are told apart, and so many unknown things. */
const mostNames = 50;

/** Events that nothing is made of: none goes without a line in the log, and a storm of them gets few. */
export interface IgnoredEvents {
  /** An event of that rel. */
  count(rel: string): void;
  /** What the reference does not list, as `unknown` of a batch names it: each is logged once. */
  unknown(names: Iterable<string>): void;
}

export function createIgnoredEvents(log: Log): IgnoredEvents {
  const counts = new Map<string, number>();
  const told = new Set<string>();
  return {
    count(rel) {
      const name = counts.has(rel) || counts.size < mostNames ? rel : 'other';
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (isRoundCount(count)) log.debug('events that are of no use here', { rel: name, count });
    },
    unknown(names) {
      for (const what of names) {
        if (told.has(what) || told.size >= mostNames) continue;
        told.add(what);
        log.debug('the event channel brings what is not known here', { what });
      }
    },
  };
}
