import type { Random } from '../ports.ts';
import {
  type ChannelOutcome,
  type ChannelState,
  type ChannelStep,
  openChannel,
  stepChannel,
} from '../ucwa/event-channel.ts';
import { decodeEventBatch, type EventBatch } from '../ucwa/events.ts';
import { get, type Operation } from '../ucwa/request/operation.ts';
import { isPassing, type UcwaFailure } from './failure.ts';
import type { OriginPolicy } from './origin-policy.ts';
import type { Transport, UcwaResult } from './transport.ts';

/** The server holds a request for 180 s by default; no answer half a minute later means that the link is dead. */
const holdMs = 210_000;
/** For the cheap question whether the server is back. */
const questionMs = 5_000;

export type LoopEnd =
  | { readonly kind: 'recreate' }
  | { readonly kind: 'stop'; readonly step: ChannelStep & { readonly kind: 'stop' } }
  | { readonly kind: 'failed'; readonly failure: UcwaFailure }
  | { readonly kind: 'closed' };

export interface LoopParts {
  readonly transport: Transport;
  readonly policy: OriginPolicy;
  readonly random: Random;
  /** Absolute URL of the application resource: the cheap question whether the server is back. */
  readonly application: string;
  readonly closed: () => boolean;
  /** Waits, or less if the user asks to try now. */
  readonly pause: (ms: number) => Promise<void>;
  readonly onBatch: (batch: EventBatch, base: string) => void;
  /** Two requests in a row brought nothing, or one did again. */
  readonly onConnection: (up: boolean) => void;
  /** Events may have been lost: compare the model with the server. */
  readonly onCompare: () => void;
  /** After a long silence the server took back what the client had asked for, so that it is to be asked again. */
  readonly onResume: () => void;
}

/** Keeps one event channel request outstanding until the application or the session ends. */
export async function runEventLoop(parts: LoopParts, eventsUrl: string): Promise<LoopEnd> {
  const { transport, policy, closed } = parts;
  let channel = openChannel(eventsUrl);
  let response = poll(transport, channel.url);
  let up = true;
  for (;;) {
    const result = await response;
    if (closed()) return { kind: 'closed' };
    if (!result.ok && isFinal(result.failure)) return { kind: 'failed', failure: result.failure };
    const step = stepChannel(channel, outcomeOf(result, policy));
    switch (step.kind) {
      case 'recreate':
        return { kind: 'recreate' };
      case 'stop':
        return { kind: 'stop', step };
      case 'poll':
        channel = step.state;
        response = poll(transport, channel.url);
        if (!up) parts.onConnection(true);
        parts.onBatch(step.batch, result.ok ? result.value.url : channel.url);
        if (step.batch.next.kind === 'resume') parts.onResume();
        if (!up || step.compare) parts.onCompare();
        up = true;
        break;
      case 'retry':
        channel = step.state;
        if (channel.failures > 1 && up) {
          up = false;
          parts.onConnection(false);
        }
        await waitOnce(parts, step);
        if (!up && !closed()) {
          const back = await waitForServer(parts, channel);
          channel = back.channel;
          up = back.up;
        }
        if (closed()) return { kind: 'closed' };
        response = poll(transport, channel.url);
        break;
    }
  }
}

/** A renewal that cannot succeed without the user; one that only failed for now leaves the request to be sent again. */
function isFinal(failure: UcwaFailure): boolean {
  return (failure.kind === 'sign-in' || failure.kind === 'untrusted') && !isPassing(failure);
}

/**
 * Asks short questions until something answers, before a request is sent that may hang for minutes. `up` once the application itself
 * answers; where the server only refuses, the event channel's own answer decides.
 */
async function waitForServer(
  parts: LoopParts,
  start: ChannelState,
): Promise<{ readonly channel: ChannelState; readonly up: boolean }> {
  let channel = start;
  for (;;) {
    const answer = await parts.transport.send({ ...get(parts.application), timeoutMs: questionMs });
    if (parts.closed()) return { channel, up: false };
    if (answer.ok) {
      parts.onConnection(true);
      parts.onCompare();
      return { channel, up: true };
    }
    const failedAgain = stepChannel(channel, { kind: 'broken' });
    if (answer.failure.kind !== 'transport' || failedAgain.kind !== 'retry') return { channel, up: false };
    channel = failedAgain.state;
    await waitOnce(parts, failedAgain);
    if (parts.closed()) return { channel, up: false };
  }
}

function waitOnce({ pause, random }: LoopParts, { atLeastMs, upToMs }: ChannelStep & { kind: 'retry' }): Promise<void> {
  return pause(atLeastMs + random.fraction() * upToMs);
}

function poll(transport: Transport, url: string): Promise<UcwaResult> {
  const operation: Operation = { ...get(url), timeoutMs: holdMs };
  return transport.send(operation);
}

function outcomeOf(result: UcwaResult, policy: OriginPolicy): ChannelOutcome {
  if (!result.ok) {
    const { failure } = result;
    return failure.kind === 'refused'
      ? { kind: 'refused', status: failure.status, reason: failure.reason, retryAfterMs: failure.retryAfterMs }
      : { kind: 'broken' };
  }
  const batch = decodeEventBatch(result.value.body);
  const next = batch === null ? null : policy.admit(batch.next.href, result.value.url);
  return batch === null || next === null ? { kind: 'broken' } : { kind: 'batch', batch, nextUrl: next.href };
}
