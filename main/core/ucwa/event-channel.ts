import type { EventBatch } from './events.ts';
import { isLastWord, type Reason } from './reason.ts';
import { retryBound, retryWait, type WhoFailed } from './retry-wait.ts';

/**
 * The event channel ("P-GET") as a pure step: what came back for one request decides what is asked next. The loop that sends the
 * requests is in session/channel/event-loop.ts. Source: UCWA reference, "Event channel details".
 *
 *     polling --200 next--> polling (next URL)
 *     polling --200 resync or resume--> polling (that URL), and the model is compared with the server
 *     polling --resync again and again, or in a refusal--> retrying (that URL), and the model is compared with the server
 *     polling --nothing came, 408, 429, 5xx--> retrying (the same URL, so that nothing is lost) --200--> polling
 *     polling --404 or 410 without a last word--> retrying, once the application itself has answered
 *     polling --refused again and again--> retrying, from the URL that the application itself gives
 *     polling --an answer that cannot be read, or that leads nowhere--> retrying; again and again--> ended: made anew
 *     any --401, 403 with a challenge--> handled below this layer, which repeats the same URL with a new token
 *     any --404 ApplicationNotFound, 403 MaxEventCountReached--> ended: the application is to be made anew
 *     any --409 PGetReplaced--> ended: another program polls; one that our own request caused never comes here
 *     any --410 in the server's own words--> ended: the user has to know
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
  /** Answers in a row that came at once and brought nothing that the one before had not. */
  readonly barren: number;
  /** How much speaks for it that what waits at this URL can never be read; see {@link hopeless}. */
  readonly unreadable: number;
  /** The last answers: where they led, and what they brought, in short; by that a server is found out that leads in a circle. */
  readonly lately: readonly { readonly to: string; readonly brought: string }[];
  /** The server does not know yet for how long it may hold requests and events. */
  readonly tellSettings: boolean;
}

/** What the server has to tell a client that missed events. */
export type OutOfStep = 'resync' | 'resume';

export type ChannelOutcome =
  | {
      readonly kind: 'batch';
      readonly batch: EventBatch;
      readonly nextUrl: string;
      /** The server had not held the request, so that it might be asked in a circle. */
      readonly atOnce?: boolean;
    }
  /** An answer came and cannot be read. `costly`: it took all the bytes or all the time there is for one. */
  | { readonly kind: 'unreadable'; readonly costly: boolean; readonly held: boolean }
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
  /** No response. `written`: although the request went out on a connection that was up. */
  | { readonly kind: 'broken'; readonly held: boolean; readonly written?: boolean };

export type ChannelStep =
  | {
      readonly kind: 'poll';
      readonly state: ChannelState;
      readonly batch: EventBatch;
      readonly compare: boolean;
      /** The next request waits for so long; in milliseconds. */
      readonly afterMs?: number;
    }
  /** Wait `atLeastMs` and a random time up to `upToMs` (full jitter), then send the same URL again. */
  | {
      readonly kind: 'retry';
      readonly state: ChannelState;
      readonly atLeastMs: number;
      readonly upToMs: number;
      /** The server wants to be left alone for that long. */
      readonly asked: boolean;
      /** `application`: it is to answer first. `events`: and its `events` link is taken in place of the URL. */
      readonly first: 'nothing' | 'application' | 'events';
      /** The model is to be compared with the server, for the server says that they may differ. */
      readonly outOfStep: OutOfStep | null;
    }
  /** `gone`: the server forgot it. `full`: it holds more events than it can keep. `unreadable`: what it has to say cannot be read. */
  | { readonly kind: 'recreate'; readonly why: 'gone' | 'full' | 'unreadable' }
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

const ours: ReadonlySet<string> = new Set([...Object.keys(querySettings), 'priority']);

/** So many refusals in a row are not an accident: the URL itself may be at fault. That is tried anew after four times as many. */
const refusalsToRestart = 3;
/** So many barren answers in a row are followed at once; a server that has nothing else is not asked in a circle. */
const mostBarren = 3;
/** What was told twice or three times, a `resync` before each, is no circle yet. */
const hopelessCircle = 8;
/** A server that leads back to where it led before that often is found out. */
const longestCircle = 8;
/** Longest wait where a server answers each request at once, with nothing, and goes on: a call is not to wait longer. */
const longestUnheldMs = 2_000;
/**
 * An answer that cannot be read counts one, and two where it is costly; a connection that ends each time it was asked on counts half, for
 * it may be the network's doing, although something else was answered between. What may be an accident is not enough.
 */
const hopeless = 4;

export function openChannel(url: string): ChannelState {
  return { url, failures: 0, refusals: 0, priority: 0, barren: 0, unreadable: 0, lately: [], tellSettings: true };
}

/** What is done next. `failingMs`: how long ago the row of failures began that this outcome may be one of. */
export function stepChannel(state: ChannelState, outcome: ChannelOutcome, failingMs = 0): ChannelStep {
  const retry: Retry = (next, more) => retryOf(next, more, failingMs);
  switch (outcome.kind) {
    case 'batch':
      return afterBatch(state, outcome, retry);
    case 'unreadable': {
      const unreadable = state.unreadable + (outcome.costly ? 2 : 1);
      if (unreadable >= hopeless) return { kind: 'recreate', why: 'unreadable' };
      return retry({ ...state, refusals: 0, unreadable }, { held: outcome.held, who: 'network' });
    }
    case 'broken': {
      const unreadable = outcome.held ? 0 : state.unreadable + (outcome.written ? 0.5 : 0);
      if (unreadable >= hopeless) return { kind: 'recreate', why: 'unreadable' };
      return retry({ ...state, refusals: 0, unreadable }, { held: outcome.held, who: 'network' });
    }
    case 'refused':
      return afterRefusal(state, outcome, retry);
  }
}

function afterBatch(
  state: ChannelState,
  outcome: ChannelOutcome & { readonly kind: 'batch' },
  retry: Retry,
): ChannelStep {
  const { batch, nextUrl, atOnce = false } = outcome;
  const { kind } = batch.next;
  const compare = kind !== 'next' || batch.overflowed;
  const [to, brought] = [withoutOurs(nextUrl), inShort(batch)];
  const isCircle = to === withoutOurs(state.url) || state.lately.some((each) => each.to === to);
  const isKnown = (kind !== 'next' || isCircle) && state.lately.some((each) => each.brought === brought);
  const barren = atOnce && (batch.events.length === 0 || isKnown) ? state.barren + 1 : 0;
  const lately = [{ to, brought }, ...state.lately].slice(0, longestCircle);
  const next: ChannelState = { ...openChannel(nextUrl), barren, lately, tellSettings: kind === 'resume' };
  if (barren <= mostBarren) return { kind: 'poll', state: next, batch, compare };
  if (kind !== 'next' && batch.events.length === 0) {
    // It is as good as a refusal, and waited for like one.
    const refused = retry({ ...next, failures: state.failures, refusals: state.refusals + 1 });
    return kind === 'resume' ? { ...refused, outOfStep: kind } : refused;
  }
  if (isCircle && barren > hopelessCircle) return { kind: 'recreate', why: 'unreadable' };
  const afterMs = Math.min(retryBound(barren - mostBarren), longestUnheldMs);
  return { kind: 'poll', state: next, batch, compare, afterMs };
}

/** Enough of a batch to know it again. */
function inShort({ events }: EventBatch): string {
  const few = events.slice(0, 20).map(({ type, href, status }) => `${type} ${href} ${status ?? ''}`);
  return `${events.length}: ${few.join()}`;
}

/** A URL of the channel as the server gave it, whatever this client added to it. */
function withoutOurs(url: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  return [path, ...query.split('&').filter((pair) => !ours.has(pair.split('=', 1)[0] ?? ''))].join('&');
}

function afterRefusal(
  state: ChannelState,
  refusal: ChannelOutcome & { readonly kind: 'refused' },
  retry: Retry,
): ChannelStep {
  const { status, reason, held, link = null } = refusal;
  const askedMs = refusal.retryAfterMs ?? 0;
  const subcode = reason?.subcode ?? null;
  if (status === 404 && subcode === 'ApplicationNotFound') return { kind: 'recreate', why: 'gone' };
  if (status === 403 && subcode === 'MaxEventCountReached') return { kind: 'recreate', why: 'full' };
  if (status === 409 && subcode === 'PGetReplaced') return { kind: 'replaced' };
  if (status === 410 && isLastWord(status, reason)) return { kind: 'stop', reason };
  const refused = { ...state, refusals: held ? 1 : state.refusals + 1 };
  if (link !== null) {
    const tellSettings = state.tellSettings || link.kind === 'resume';
    const there = { ...refused, url: link.url, unreadable: 0, tellSettings };
    return { ...retry(there, { held, askedMs }), outOfStep: link.kind };
  }
  const restart = !passingStatus.has(status) && Number.isInteger(Math.log2(refused.refusals / refusalsToRestart) / 2);
  const otherwise = status === 404 || status === 410 ? 'application' : 'nothing';
  return retry(refused, { held, askedMs, first: restart ? 'events' : otherwise });
}

/** These are about the moment, not about the URL. */
const passingStatus: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

type RetryStep = ChannelStep & { readonly kind: 'retry' };

interface RetryWishes {
  readonly held?: boolean;
  /** How long the server asks to be left alone. */
  readonly askedMs?: number;
  readonly first?: RetryStep['first'];
  readonly who?: WhoFailed;
}

type Retry = (state: ChannelState, wishes?: RetryWishes) => RetryStep;

/** Clients that were all told to come back after the same time do not come in step: a wish is spread by half of itself. */
function retryOf(state: ChannelState, wishes: RetryWishes = {}, failingMs: number): RetryStep {
  const { held = false, askedMs = 0, first = 'nothing', who = 'server' } = wishes;
  const failures = held ? 1 : state.failures + 1;
  const usual = retryWait(failures, failingMs, who);
  const asked = askedMs > usual.atLeastMs;
  return {
    kind: 'retry',
    state: { ...state, failures, priority: state.priority + 1 },
    atLeastMs: asked ? askedMs : usual.atLeastMs,
    upToMs: asked ? Math.max(usual.upToMs, askedMs / 2) : usual.upToMs,
    asked,
    first,
    outOfStep: null,
  };
}
