import type { Clock, Random } from '../ports.ts';
import { type ChannelOutcome, type ChannelStep, openChannel, stepChannel } from '../ucwa/event-channel.ts';
import { decodeEventBatch, type EventBatch } from '../ucwa/events.ts';
import { get, type Operation } from '../ucwa/request/operation.ts';
import type { UcwaFailure } from './failure.ts';
import type { OriginPolicy } from './origin-policy.ts';
import type { Transport, UcwaResult } from './transport.ts';

/** The server holds a request for 180 s by default; no answer half a minute later means that the link is dead. */
const holdMs = 210_000;

export type LoopEnd =
  | { readonly kind: 'recreate' }
  | { readonly kind: 'stop'; readonly step: ChannelStep & { readonly kind: 'stop' } }
  | { readonly kind: 'failed'; readonly failure: UcwaFailure }
  | { readonly kind: 'closed' };

export interface LoopParts {
  readonly transport: Transport;
  readonly policy: OriginPolicy;
  readonly clock: Clock;
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
}

/** Keeps one event channel request outstanding until the application or the session ends. */
export async function runEventLoop(parts: LoopParts, eventsUrl: string): Promise<LoopEnd> {
  const { transport, policy, random, closed } = parts;
  let channel = openChannel(eventsUrl);
  let response = poll(transport, channel.url);
  let up = true;
  for (;;) {
    const result = await response;
    if (closed()) return { kind: 'closed' };
    if (!result.ok && (result.failure.kind === 'sign-in' || result.failure.kind === 'untrusted')) {
      return { kind: 'failed', failure: result.failure };
    }
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
        up = true;
        parts.onBatch(step.batch, channel.url);
        if (step.compare) parts.onCompare();
        break;
      case 'retry':
        channel = step.state;
        if (channel.failures > 1) {
          if (up) parts.onConnection(false);
          up = false;
        }
        await parts.pause(random.fraction() * step.upToMs);
        if (closed()) return { kind: 'closed' };
        if (!up) up = await askWhetherBack(parts);
        response = poll(transport, channel.url);
        break;
    }
  }
}

function poll(transport: Transport, url: string): Promise<UcwaResult> {
  const operation: Operation = { ...get(url), timeoutMs: holdMs };
  return transport.send(operation);
}

async function askWhetherBack(parts: LoopParts): Promise<boolean> {
  const answer = await parts.transport.send({ ...get(parts.application), timeoutMs: 5_000 });
  const back = answer.ok;
  if (back && !parts.closed()) {
    parts.onConnection(true);
    parts.onCompare();
  }
  return back;
}

function outcomeOf(result: UcwaResult, policy: OriginPolicy): ChannelOutcome {
  if (!result.ok) {
    const { failure } = result;
    return failure.kind === 'refused'
      ? { kind: 'refused', status: failure.status, reason: failure.reason }
      : { kind: 'broken' };
  }
  const batch = decodeEventBatch(result.value.body);
  const next = batch === null ? null : policy.admit(batch.next.href, result.value.url);
  return batch === null || next === null ? { kind: 'broken' } : { kind: 'batch', batch, nextUrl: next.href };
}
