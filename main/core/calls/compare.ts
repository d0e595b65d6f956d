import type { Clock, Random } from '../ports.ts';
import type { UcwaResult } from '../session/transport.ts';
import { get, type Operation } from '../ucwa/request/operation.ts';
import { decodeResource, textOf } from '../ucwa/resource.ts';
import type { CallEvent } from './event.ts';
import { offeredOf, type Resolve } from './from-ucwa.ts';
import type { Call, Calls } from './state.ts';

export interface CompareParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly perform: (operation: Operation) => Promise<UcwaResult>;
  readonly resolve: Resolve;
  readonly apply: (event: CallEvent) => void;
}

/** Looks each call up after events may have been lost, and rings again for those that only the network ended. */
export interface Comparison {
  run(calls: Calls): void;
  /** A ring that ended because the network dropped; it may still be waiting on the server. */
  remember(invitation: string): void;
}

/** No server lets a call ring longer. */
const worthAskingMs = 180_000;

export function createComparison({ clock, random, perform, resolve, apply }: CompareParts): Comparison {
  const dropped = new Map<string, number>();

  async function lookUp(href: string): Promise<'gone' | 'unknown' | NonNullable<ReturnType<typeof decodeResource>>> {
    const result = await perform(get(href));
    if (result.ok) return decodeResource(result.value.body) ?? 'unknown';
    return result.failure.kind === 'refused' && result.failure.status === 404 ? 'gone' : 'unknown';
  }

  async function compareRinging(call: Call): Promise<void> {
    const found = await lookUp(call.invitation);
    if (found === 'unknown') return;
    const over = found === 'gone' || ['Cancelled', 'Failed', 'Declined'].includes(textOf(found, 'state') ?? '');
    if (over) apply({ type: 'lost', callId: call.id, reason: 'cancelled-there' });
  }

  async function compareUp(call: Call): Promise<void> {
    const found = call.conversation === null ? 'unknown' : await lookUp(call.conversation);
    if (found === 'gone') apply({ type: 'lost', callId: call.id, reason: 'hung-up-there' });
  }

  async function offerAgain(invitation: string): Promise<void> {
    const found = await lookUp(invitation);
    const offered = typeof found === 'string' ? null : offeredOf(invitation, found, resolve);
    if (offered !== null) apply({ type: 'offered', callId: random.uuid(), offered, wall: clock.wall() });
  }

  return {
    run(calls) {
      for (const call of calls) {
        if (call.state === 'ringing') void compareRinging(call);
        else if (call.state !== 'ended') void compareUp(call);
      }
      for (const [invitation, droppedAt] of dropped) {
        if (clock.now() - droppedAt < worthAskingMs) void offerAgain(invitation);
      }
      dropped.clear();
    },
    remember: (invitation) => dropped.set(invitation, clock.now()),
  };
}
