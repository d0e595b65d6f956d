import type { Clock, Random } from '../ports.ts';
import type { UcwaResult } from '../session/transport.ts';
import { decodeAudioVideo } from '../ucwa/decode/audio-video.ts';
import { get, type Operation } from '../ucwa/request/operation.ts';
import { decodeResource, type Resource, textOf } from '../ucwa/resource.ts';
import type { CallEvent } from './event.ts';
import { offeredOf, type Resolve } from './from-ucwa.ts';
import type { Call, Calls, EndReason } from './state.ts';

export interface CompareParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly perform: (operation: Operation) => Promise<UcwaResult>;
  readonly resolve: Resolve;
  readonly apply: (event: CallEvent) => void;
  /** The call rings again as another one: its end was none. */
  readonly withdraw: (callId: string) => void;
}

/** Looks each call up after events may have been lost, and rings again for those that only the network ended. */
export interface Comparison {
  run(calls: Calls): void;
  /** A ring that ended because the network dropped; it may still be waiting on the server. */
  remember(call: Call): void;
  /** The server forgot them all, or another one is asked from now on. */
  clear(): void;
}

/** No server lets a call ring longer. */
const worthAskingMs = 180_000;

export function createComparison({ clock, random, perform, resolve, apply, withdraw }: CompareParts): Comparison {
  const dropped = new Map<string, { readonly callId: string; readonly at: number }>();

  async function lookUp(href: string): Promise<'gone' | 'unknown' | Resource> {
    const result = await perform(get(href));
    if (result.ok) return decodeResource(result.value.body) ?? 'unknown';
    return result.failure.kind === 'refused' && result.failure.status === 404 ? 'gone' : 'unknown';
  }

  async function compareRinging(call: Call): Promise<void> {
    const found = await lookUp(call.invitation);
    if (found === 'unknown') return;
    const reason = found === 'gone' ? 'cancelled-there' : endReasons.get(textOf(found, 'state') ?? '');
    if (reason !== undefined) apply({ type: 'lost', callId: call.id, reason });
  }

  async function compareUp(call: Call): Promise<void> {
    const found = call.conversation === null ? 'unknown' : await lookUp(call.conversation);
    if (found === 'unknown') return;
    if (found === 'gone' || textOf(found, 'state') === 'Disconnected') {
      apply({ type: 'lost', callId: call.id, reason: call.connectedAt === null ? 'cancelled-there' : 'hung-up-there' });
    } else await compareAudioVideo(call);
  }

  async function compareAudioVideo({ audioVideo }: Call): Promise<void> {
    const found = audioVideo === null ? 'unknown' : await lookUp(audioVideo);
    if (audioVideo === null || typeof found === 'string') return;
    const { state, stop } = decodeAudioVideo(found);
    apply({ type: 'audio-video', audioVideo, state, stop: resolve(stop) });
  }

  async function offerAgain(invitation: string, callId: string): Promise<void> {
    const found = await lookUp(invitation);
    if (found === 'unknown' || !dropped.delete(invitation) || found === 'gone') return;
    const offered = offeredOf(invitation, found, resolve, random);
    if (offered === null) return;
    withdraw(callId);
    apply({ type: 'offered', callId: random.uuid(), offered, wall: clock.wall() });
  }

  return {
    run(calls) {
      for (const call of calls) {
        if (call.state === 'ringing') void compareRinging(call);
        else if (call.state !== 'ended') void compareUp(call);
      }
      for (const [invitation, { callId, at }] of dropped) {
        if (clock.now() - at < worthAskingMs) void offerAgain(invitation, callId);
        else dropped.delete(invitation);
      }
    },
    remember: ({ invitation, id }) => dropped.set(invitation, { callId: id, at: clock.now() }),
    clear: () => dropped.clear(),
  };
}

const endReasons: ReadonlyMap<string, EndReason> = new Map([
  ['Connected', 'answered-elsewhere'],
  ['Declined', 'declined-elsewhere'],
  ['Cancelled', 'cancelled-there'],
  ['Failed', 'cancelled-there'],
]);
