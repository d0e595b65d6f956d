import type { EventBatch } from './events.ts';
import type { Reason } from './reason.ts';

/**
 * The event channel ("P-GET") as a pure step: what came back for one request decides what is asked next. The loop that sends the
 * requests is in session/event-loop.ts. Source: UCWA reference, "Event channel details".
 *
 *     polling --200 next--> polling (next URL)
 *     polling --200 resync or resume--> polling (that URL), and the model is compared with the server
 *     polling --nothing came, 408, 429, 5xx--> retrying (the same URL, so that nothing is lost) --200--> polling
 *     any --401, 403 with a challenge--> handled below this layer, which repeats the same URL with a new token
 *     any --404, 403 MaxEventCountReached--> ended: the application is to be made anew
 *     any --409 PGetReplaced, 410--> ended: the user has to know
 */
export interface ChannelState {
  /** Absolute URL of the request to send. */
  readonly url: string;
  /** Requests in a row that brought nothing. */
  readonly failures: number;
}

export type ChannelOutcome =
  | { readonly kind: 'batch'; readonly batch: EventBatch; readonly nextUrl: string }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly reason: Reason | null;
      /** How long the server asks to be left alone, in milliseconds. */
      readonly retryAfterMs: number | null;
    }
  /** No response, or one that no UCWA server sends. */
  | { readonly kind: 'broken' };

export type ChannelStep =
  | { readonly kind: 'poll'; readonly state: ChannelState; readonly batch: EventBatch; readonly compare: boolean }
  /** Wait `atLeastMs` and a random time up to `upToMs` (full jitter), then send the same URL again. */
  | { readonly kind: 'retry'; readonly state: ChannelState; readonly atLeastMs: number; readonly upToMs: number }
  | { readonly kind: 'recreate' }
  | { readonly kind: 'stop'; readonly why: 'replaced' | 'gone'; readonly reason: Reason | null };

/**
 * Longest wait after the first failure, and after many, in milliseconds. The first is short, because only the second failure shows
 * that the network is gone, and then what rings has to go at once.
 */
const firstRetryMs = 100;
const longestRetryMs = 30_000;

export function openChannel(url: string): ChannelState {
  return { url, failures: 0 };
}

export function stepChannel(state: ChannelState, outcome: ChannelOutcome): ChannelStep {
  switch (outcome.kind) {
    case 'batch': {
      const { batch, nextUrl } = outcome;
      return { kind: 'poll', state: openChannel(nextUrl), batch, compare: batch.next.kind !== 'next' };
    }
    case 'broken':
      return retry(state, 0);
    case 'refused':
      return afterRefusal(state, outcome);
  }
}

/** Upper bound of the wait before attempt `failures + 1`: doubles from 100 ms to 30 s. */
export function retryBound(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(Math.max(failures - 1, 0), 16));
}

function afterRefusal(state: ChannelState, refusal: ChannelOutcome & { readonly kind: 'refused' }): ChannelStep {
  const { status, reason, retryAfterMs } = refusal;
  if (status === 404) return { kind: 'recreate' };
  if (status === 403 && reason?.subcode === 'MaxEventCountReached') return { kind: 'recreate' };
  if (status === 409 && reason?.subcode === 'PGetReplaced') return { kind: 'stop', why: 'replaced', reason };
  if (status === 410) return { kind: 'stop', why: 'gone', reason };
  return retry(state, retryAfterMs ?? 0);
}

function retry(state: ChannelState, atLeastMs: number): ChannelStep {
  const failures = state.failures + 1;
  return { kind: 'retry', state: { ...state, failures }, atLeastMs, upToMs: retryBound(failures) };
}
