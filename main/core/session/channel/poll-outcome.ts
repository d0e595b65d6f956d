import type { ChannelOutcome } from '../../ucwa/event-channel.ts';
import { decodeEventBatch } from '../../ucwa/events.ts';
import { hasReached, isPassing, type UcwaFailure } from '../failure.ts';
import type { OutageCause } from '../state.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import type { PollEnd } from './long-poll.ts';

/** A request that was held for so long brought what there was; that it failed in the end is a new failure, not one more in a row. */
export const heldMs = 10_000;

/** A request that was held for less was answered at once. */
const atOnceMs = 1_000;

/** Nothing was heard from the server. */
export function isSilent(how: PollEnd): boolean {
  return how.kind !== 'answer' || (!how.result.ok && how.result.failure.kind === 'transport');
}

/** A renewal that cannot succeed without the user; one that only failed for now leaves the request to be sent again. */
export function isFinal(failure: UcwaFailure): boolean {
  return (failure.kind === 'sign-in' || failure.kind === 'untrusted') && !isPassing(failure);
}

/** Why no request of the channel can succeed without the user; null where one may. */
export function finalFailureOf(how: PollEnd): UcwaFailure | null {
  return how.kind === 'answer' && !how.result.ok && isFinal(how.result.failure) ? how.result.failure : null;
}

/** Whose fault it is that no request of the event channel comes through. */
export function causeOf(how: PollEnd): OutageCause {
  if (how.kind === 'dropped') return 'asleep';
  if (how.kind === 'unsent') return 'network';
  if (how.kind === 'silent' || how.result.ok) return 'server';
  const { failure } = how.result;
  return hasReached(failure) ? 'server' : 'network';
}

/** What the end of an event channel request is to the channel. */
export function outcomeOf(how: PollEnd, policy: OriginPolicy, channelUrl: string): ChannelOutcome {
  if (how.kind !== 'answer') return { kind: 'broken', held: false };
  const { result } = how;
  const held = how.heldMs >= heldMs;
  if (!result.ok) {
    const { failure } = result;
    if (failure.kind === 'malformed') return { kind: 'unreadable', costly: false, held };
    if (failure.kind !== 'refused') {
      const transport = failure.kind === 'transport' ? failure.failure : null;
      const timedOut = transport?.kind === 'timeout';
      const tooLarge = transport?.kind === 'too-large';
      if (tooLarge || transport?.answered) return { kind: 'unreadable', costly: tooLarge || timedOut, held };
      return { kind: 'broken', held: held && !timedOut, written: how.heldMs > 0 };
    }
    const { status, reason, retryAfterMs, outOfStep } = failure;
    const url = outOfStep && policy.admit(outOfStep.href, channelUrl)?.href;
    const link = outOfStep && url ? { kind: outOfStep.kind, url } : null;
    return { kind: 'refused', status, reason, retryAfterMs, held, link };
  }
  const batch = decodeEventBatch(result.value.body);
  const next = batch === null ? null : policy.admit(batch.next.href, result.value.url);
  if (batch === null || next === null) return { kind: 'unreadable', costly: false, held };
  return { kind: 'batch', batch, nextUrl: next.href, atOnce: how.heldMs < atOnceMs };
}
