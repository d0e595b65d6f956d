/** Whose fault it is. A server that answers, if only to refuse, is left alone for longer than one that may be back at any time. */
export type WhoFailed = 'network' | 'server';

/**
 * Longest wait after the first failure, and after many, in milliseconds. The first is short, because only the second failure shows
 * that the network is gone, and then what rings has to go at once.
 */
const firstRetryMs = 100;
const longestRetryMs = 30_000;

/** Upper bound of the wait before attempt `failures + 1`, in milliseconds: doubles from 100 ms to 30 s. */
export function retryBound(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(Math.max(failures - 1, 0), 16));
}

/** An outage is not made longer by more than this share of it, but by three seconds in any case. */
const shareOfOutage = 1 / 4;
const leastLongestMs = 3_000;
/** A server that refuses for long is asked ever more rarely: it is there, and says that it is not well. */
const refusing = { share: 1 / 20, longestMs: 90_000 } as const;
/**
 * The part of a wait that is the same for everybody. Clients that lost their server in one moment have spread by the time their waits
 * are at their longest; from then on nearly all of the longest wait is used, so that a server is asked no more often than need be.
 */
const [growingPart, longestPart] = [0.7, 0.98];

/** `atLeastMs`, and a random time up to `upToMs` on top. */
export interface RetryWait {
  readonly atLeastMs: number;
  readonly upToMs: number;
}

/** The wait before attempt `failures + 1`, where nothing has come for `failingMs`: short at first, then a share of that time. */
export function retryWait(failures: number, failingMs: number, who: WhoFailed): RetryWait {
  const soon = retryBound(failures);
  const shared = Math.min(Math.max(failingMs * shareOfOutage, leastLongestMs), longestRetryMs);
  const patient = Math.min(failingMs * refusing.share, refusing.longestMs);
  const longest = who === 'server' ? Math.max(shared, patient) : shared;
  if (soon < longest && soon < longestRetryMs) return { atLeastMs: 0, upToMs: soon };
  const part = longest >= longestRetryMs ? longestPart : growingPart;
  return { atLeastMs: longest * part, upToMs: longest * (1 - part) };
}
