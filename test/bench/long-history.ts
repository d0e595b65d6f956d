import type { History } from '../../main/core/history/state.ts';

/** As many calls as are kept. */
export const mostCalls = 10_000;

const everyMs = 20 * 60_000;

/** Calls that were missed and looked at, the newest an hour ago, each in a row of its own. */
export function longHistory(calls: number, now = Date.now()): History {
  return Array.from({ length: calls }, (_, index) => ({
    id: `past-${index}`,
    party: { label: `Colleague ${index}`, named: true, number: `+46 8 5550 ${index}`, initials: 'C' },
    direction: 'incoming' as const,
    outcome: 'missed' as const,
    fact: { kind: 'ended' as const, reason: 'cancelled-there' as const, by: null, hadVoice: false },
    at: now - 3_600_000 - index * everyMs,
    talkedMs: 0,
    seen: true,
    threadId: `thread-${index}`,
  }));
}
