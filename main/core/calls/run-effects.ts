import type { Clock, Log, Media, Random } from '../ports.ts';
import { assertNever } from '../result.ts';
import type { UcwaResult } from '../session/requests/transport.ts';
import { decodeAudioVideo } from '../ucwa/decode/audio-video.ts';
import { decline } from '../ucwa/request/decline.ts';
import { get, type Operation } from '../ucwa/request/operation.ts';
import { stopAudioVideo } from '../ucwa/request/stop-audio-video.ts';
import { decodeResource, textOf } from '../ucwa/resource.ts';
import { createAnswering } from './answering.ts';
import type { CallEffect } from './effect.ts';
import type { CallEvent } from './event.ts';
import type { Farewells } from './farewells.ts';
import { runRenegotiation } from './run-renegotiation.ts';
import type { Call } from './state.ts';

export interface EffectParts {
  readonly media: Media;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly perform: (operation: Operation) => Promise<UcwaResult>;
  readonly farewells: Farewells;
  readonly resolve: (href: string | null) => string | null;
  readonly callOf: (callId: string) => Call | undefined;
  readonly apply: (event: CallEvent) => void;
  /** A call ended: it goes to the history. */
  readonly record: (call: Call) => void;
  /** The server was told of the call's end. */
  readonly onTold: (call: Call) => void;
  /** The server could not be reached with what the user did. */
  readonly onUntold: () => void;
}

/** How long an ended call stays in view (the sentence that says why). */
const shownAfterEndMs = 4_000;

/** Does what the reducer decided; what comes of it goes back as an event. */
export function createEffectRunner(parts: EffectParts): (effect: CallEffect) => void {
  const { media, clock, perform, farewells, apply } = parts;
  const accept = createAnswering(parts);
  const expected = new Map<string, () => void>();
  let stopWaitingForRoom = (): void => {};
  let isReading = false;

  /** One whose turn comes because the one before is refused waits a moment: a flood of offers is not to hold everything up. */
  function readOffer(effect: CallEffect & { readonly type: 'read-offer' }): void {
    if (isReading) {
      clock.after(0, () => readOffer(effect));
      return;
    }
    isReading = true;
    apply({ type: 'offer-read', callId: effect.callId, refused: media.refusalOf(effect.offer) });
    isReading = false;
  }

  function expectMove({ call, withinMs, otherwise }: CallEffect & { readonly type: 'expect-move' }): void {
    const { id, state, since } = call;
    stopExpecting(id);
    const cancel = clock.after(withinMs, () => {
      expected.delete(id);
      const present = parts.callOf(id);
      if (present?.state === state && present.since === since) apply({ type: 'lost', callId: id, reason: otherwise });
    });
    expected.set(id, cancel);
  }

  function stopExpecting(callId: string): void {
    expected.get(callId)?.();
    expected.delete(callId);
  }

  async function refuse({ call, reason }: CallEffect & { readonly type: 'decline' }): Promise<void> {
    const { id: key, decline: href } = call;
    const first = () => (href === null ? null : decline(href, reason));
    const mayBeUp = call.answered || call.answerFailed;
    if (await farewells.say({ key, what: 'decline', first, last: leave(call), mayBeUp })) parts.onTold(call);
  }

  async function stop({ call, reason }: CallEffect & { readonly type: 'stop' }): Promise<void> {
    const stopBy = (href: string | null) => (href === null ? null : stopAudioVideo(href, reason));
    const first = () => (call.stop === null ? findStop(call).then(stopBy) : stopBy(call.stop));
    if (await farewells.say({ key: call.id, what: 'stop', first, last: leave(call) })) parts.onTold(call);
    apply({ type: 'stopped', callId: call.id });
  }

  async function findStop(call: Call): Promise<string | null> {
    if (call.audioVideo === null) return null;
    const result = await perform(get(call.audioVideo));
    const resource = result.ok ? decodeResource(result.value.body) : null;
    return resource === null ? null : parts.resolve(decodeAudioVideo(resource).stop);
  }

  async function findWhoAnswered(callId: string, contact: string): Promise<void> {
    const result = await perform(get(contact));
    const resource = result.ok ? decodeResource(result.value.body) : null;
    const name = resource === null ? null : textOf(resource, 'name');
    if (name !== null) apply({ type: 'answered-by', callId, name });
  }

  return (effect) => {
    switch (effect.type) {
      case 'media':
        media.instruct(effect.instruction);
        return;
      case 'accept':
        void accept(effect.call, effect.sdp);
        return;
      case 'decline':
        void refuse(effect);
        return;
      case 'stop':
        void stop(effect);
        return;
      case 'answer-renegotiation':
      case 'dismiss-renegotiation':
        void runRenegotiation(parts, effect);
        return;
      case 'find-who-answered':
        void findWhoAnswered(effect.callId, effect.contact);
        return;
      case 'expect-move':
        expectMove(effect);
        return;
      case 'read-offer':
        readOffer(effect);
        return;
      case 'make-room-later':
        stopWaitingForRoom();
        stopWaitingForRoom = clock.after(effect.inMs, () => apply({ type: 'make-room' }));
        return;
      case 'record':
        stopExpecting(effect.call.id);
        parts.record(effect.call);
        return;
      case 'forget-later':
        clock.after(shownAfterEndMs, () => apply({ type: 'forget', callId: effect.callId }));
        return;
      default:
        assertNever(effect, 'call effect');
    }
  };
}

/** The conversation's DELETE takes down whatever is in it (UCWA reference: conversation). */
function leave({ conversation }: Call): Operation | null {
  return conversation === null ? null : { method: 'DELETE', href: conversation };
}
