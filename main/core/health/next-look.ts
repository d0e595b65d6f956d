import { longDownMs } from './alerts.ts';
import { deafMs, quietMs } from './checks/connection.ts';
import type { Instant } from './follow.ts';
import type { Known } from './known.ts';
import { nextClimbAt } from './ladder.ts';
import { pathDeadlineMs } from './rings.ts';

/** When the answer changes after `now` although nothing happens, on the monotonic clock; null: never. */
export function nextLookAt({ session, health }: Known, { now }: Pick<Instant, 'now'>): number | null {
  const { aliveAt, tokenExpiresAt } = session.reach;
  const dues: number[] = [];
  if (session.state === 'online' && aliveAt !== null) dues.push(aliveAt + quietMs, aliveAt + deafMs);
  if (session.state === 'online' && tokenExpiresAt !== null) dues.push(tokenExpiresAt);
  if (health.down !== null) dues.push(health.down.since + longDownMs);
  const ringing = health.rings.filter(({ over }) => over === null);
  dues.push(...ringing.map(({ since }) => since + pathDeadlineMs));
  const climbAt = nextClimbAt(ringing, now);
  if (climbAt !== null) dues.push(climbAt);
  const ahead = dues.filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
