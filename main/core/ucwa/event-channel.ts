import type { EventBatch } from './events.ts';
import type { Reason } from './reason.ts';

/**
 * The event channel ("P-GET") as a pure step: what came back for one request decides what is asked next. The loop that sends the
 * requests is in session/channel/event-loop.ts. Source: UCWA reference, "Event channel details".
 *
 *     polling --200 next--> polling (next URL)
 *     polling --200 resync or resume--> polling (that URL), and the model is compared with the server
 *     polling --resync again and again, or in a refusal--> retrying (that URL), and the model is compared with the server
 *     polling --nothing came, 408, 429, 5xx--> retrying (the same URL, so that nothing is lost) --200--> polling
 *     polling --404 of a proxy, refused again and again--> retrying, once the application itself has answered
 *     any --401, 403 with a challenge--> handled below this layer, which repeats the same URL with a new token
 *     any --404 ApplicationNotFound, 403 MaxEventCountReached--> ended: the application is to be made anew
 *     any --409 PGetReplaced--> ended: another program polls; one that our own request caused never comes here
 *     any --410--> ended: the user has to know
 */
export interface ChannelState {
  /** Absolute URL as the server gave it. */
  readonly url: string;
  /** Requests in a row that brought nothing. */
  readonly failures: number;
  /** Of those, the ones in a row that the server refused. */
  readonly refusals: number;
  /** Among requests with the same `ack` the server answers the one with the highest. */
  readonly priority: number;
  /** Answers in a row that brought a `resync` and nothing else. */
  readonly resyncs: number;
  /** The server does not know yet for how long it may hold requests and events. */
  readonly tellSettings: boolean;
}

/** What the server has to tell a client that missed events. */
export type OutOfStep = 'resync' | 'resume';

export type ChannelOutcome =
  | { readonly kind: 'batch'; readonly batch: EventBatch; readonly nextUrl: string }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly reason: Reason | null;
      /** How long the server asks to be left alone, in milliseconds. */
      readonly retryAfterMs: number | null;
      /** The server had held it for a while, so that events would have come. */
      readonly held: boolean;
      /** It says all the same where the channel goes on; the URL is absolute. */
      readonly link?: { readonly kind: OutOfStep; readonly url: string } | null;
    }
  /** No response, or one that no UCWA server sends. `closed`: the machine is there, and takes no connection. */
  | { readonly kind: 'broken'; readonly held: boolean; readonly closed?: boolean };

export type ChannelStep =
  | { readonly kind: 'poll'; readonly state: ChannelState; readonly batch: EventBatch; readonly compare: boolean }
  /** Wait `atLeastMs` and a random time up to `upToMs` (full jitter), then send the same URL again. */
  | {
      readonly kind: 'retry';
      readonly state: ChannelState;
      readonly atLeastMs: number;
      readonly upToMs: number;
      /** `application`: it is to answer first. `events`: and its `events` link is taken in place of the URL. */
      readonly first: 'nothing' | 'application' | 'events';
      /** The model is to be compared with the server, for the server says that they may differ. */
      readonly outOfStep: OutOfStep | null;
    }
  /** `gone`: the server forgot it. `full`: it holds more events than it can keep. */
  | { readonly kind: 'recreate'; readonly why: 'gone' | 'full' }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'stop'; readonly reason: Reason | null };

/**
 * For how long the server may wait for more before it answers with events of low and of medium urgency, and for how long it may hold a
 * request with nothing to say; in seconds. Calls are of high urgency and never wait.
 */
export const querySettings: Readonly<Record<'low' | 'medium' | 'timeout', string>> = {
  low: '15',
  medium: '5',
  timeout: '180',
};

/**
 * Longest wait after the first failure, and after many, in milliseconds. The first is short, because only the second failure shows
 * that the network is gone, and then what rings has to go at once. A server that answers, if only to refuse, is left alone for longer
 * than a network that may be back at any time.
 */
const firstRetryMs = 100;
const longestRetryMs = { network: 30_000, server: 90_000 } as const;
/** So many refusals in a row are not an accident: the URL itself may be at fault. That is tried anew after four times as many. */
const refusalsToRestart = 3;
/** So many answers in a row that only say `resync` are followed at once; a server that says nothing else is not asked in a circle. */
const mostResyncs = 3;

export function openChannel(url: string): ChannelState {
  return { url, failures: 0, refusals: 0, priority: 0, resyncs: 0, tellSettings: true };
}

export function stepChannel(state: ChannelState, outcome: ChannelOutcome): ChannelStep {
  switch (outcome.kind) {
    case 'batch': {
      const { batch, nextUrl } = outcome;
      const tellSettings = batch.next.kind === 'resume';
      const resyncs = batch.next.kind === 'resync' && batch.events.length === 0 ? state.resyncs + 1 : 0;
      const next: ChannelState = { ...openChannel(nextUrl), resyncs, tellSettings };
      if (resyncs > mostResyncs) {
        // It is as good as a refusal, and waited for like one.
        const refusals = state.refusals + 1;
        return retry({ ...next, failures: state.failures, refusals }, false, 0, 'nothing');
      }
      return { kind: 'poll', state: next, batch, compare: batch.next.kind !== 'next' };
    }
    case 'broken':
      return retry({ ...state, refusals: 0 }, outcome.held, 0, 'nothing', outcome.closed ? 'server' : 'network');
    case 'refused':
      return afterRefusal(state, outcome);
  }
}

/** Upper bound of the wait before attempt `failures + 1`, in milliseconds: doubles from 100 ms. */
export function retryBound(failures: number, what: keyof typeof longestRetryMs = 'network'): number {
  return Math.min(longestRetryMs[what], firstRetryMs * 2 ** Math.min(Math.max(failures - 1, 0), 16));
}

function afterRefusal(state: ChannelState, refusal: ChannelOutcome & { readonly kind: 'refused' }): ChannelStep {
  const { status, reason, retryAfterMs, held, link = null } = refusal;
  const subcode = reason?.subcode ?? null;
  if (status === 404 && subcode === 'ApplicationNotFound') return { kind: 'recreate', why: 'gone' };
  if (status === 403 && subcode === 'MaxEventCountReached') return { kind: 'recreate', why: 'full' };
  if (status === 409 && subcode === 'PGetReplaced') return { kind: 'replaced' };
  if (status === 410) return { kind: 'stop', reason };
  const refused = { ...state, refusals: held ? 1 : state.refusals + 1 };
  if (link !== null) {
    const there = { ...refused, url: link.url, tellSettings: state.tellSettings || link.kind === 'resume' };
    return { ...retry(there, held, retryAfterMs ?? 0, 'nothing'), outOfStep: link.kind };
  }
  if (status === 404) return retry(refused, held, retryAfterMs ?? 0, 'application');
  const restart = !passingStatus.has(status) && Number.isInteger(Math.log2(refused.refusals / refusalsToRestart) / 2);
  return retry(refused, held, retryAfterMs ?? 0, restart ? 'events' : 'nothing');
}

/** These are about the moment, not about the URL. */
const passingStatus: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/** Clients that were all told to come back after the same time do not come in step: a wish is spread by half of itself. */
function retry(
  state: ChannelState,
  held: boolean,
  atLeastMs: number,
  first: (ChannelStep & { kind: 'retry' })['first'],
  what: keyof typeof longestRetryMs = 'server',
): ChannelStep & { readonly kind: 'retry' } {
  const failures = held ? 1 : state.failures + 1;
  const bound = retryBound(failures, what);
  return {
    kind: 'retry',
    state: { ...state, failures, priority: state.priority + 1 },
    atLeastMs,
    upToMs: Math.max(bound, atLeastMs / 2),
    first,
    outOfStep: null,
  };
}
