import { longDownMs } from './alerts.ts';
import { deafMs, quietMs } from './checks/connection.ts';
import type { Instant } from './follow.ts';
import type { Known } from './known.ts';
import { nextClimbAt } from './ladder.ts';
import { pathDeadlineMs } from './rings.ts';

/** Timers cannot be set for longer; a look too early does no harm. */
const longestMs = 3_600_000;

/** In how many milliseconds the answer changes although nothing happens; null: never. */
export function nextLookMs({ session, health }: Known, { now }: Pick<Instant, 'now'>): number | null {
  const { aliveAt, tokenExpiresAt } = session.reach;
  const dues: number[] = [];
  if (session.state === 'online' && aliveAt !== null) dues.push(aliveAt + quietMs - now, aliveAt + deafMs - now);
  if (session.state === 'online' && tokenExpiresAt !== null) dues.push(tokenExpiresAt - now);
  if (health.down !== null) dues.push(health.down.since + longDownMs - now);
  const ringing = health.rings.filter(({ over }) => over === null);
  dues.push(...ringing.map(({ since }) => since + pathDeadlineMs - now));
  const climbAt = nextClimbAt(ringing, now);
  if (climbAt !== null) dues.push(climbAt - now);
  const ahead = dues.filter((ms) => ms > 0);
  // Whole, because the clock is not: what is left of a millisecond might never pass.
  return ahead.length === 0 ? null : Math.ceil(Math.min(...ahead, longestMs));
}
