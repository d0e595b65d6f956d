import type { Clock, Log, Media } from '../ports.ts';
import { assertNever } from '../result.ts';
import { codeOf, type UcwaFailure } from '../session/failure.ts';
import type { UcwaResult } from '../session/requests/transport.ts';
import { decodeAudioVideo } from '../ucwa/decode/audio-video.ts';
import { acceptWithAnswer } from '../ucwa/request/answer.ts';
import { decline } from '../ucwa/request/decline.ts';
import { get, type Operation } from '../ucwa/request/operation.ts';
import { stopAudioVideo } from '../ucwa/request/stop-audio-video.ts';
import { decodeResource, textOf } from '../ucwa/resource.ts';
import type { CallEffect } from './effect.ts';
import type { CallEvent } from './event.ts';
import { runRenegotiation } from './run-renegotiation.ts';
import type { Call } from './state.ts';

export interface EffectParts {
  readonly media: Media;
  readonly clock: Clock;
  readonly log: Log;
  readonly perform: (operation: Operation) => Promise<UcwaResult>;
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
  const { media, clock, log, perform, apply } = parts;
  const expected = new Map<string, () => void>();

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

  async function accept(call: Call, sdp: string): Promise<void> {
    const { sessionContext, processedOfferId } = call;
    const result = await perform(acceptWithAnswer(call.acceptWithAnswer, { sdp, sessionContext, processedOfferId }));
    const failure = result.ok ? null : result.failure;
    if (failure === null || (await acceptedAfterAll(call, failure))) apply({ type: 'accepted', callId: call.id });
    else if (failure.kind === 'transport') {
      apply({ type: 'lost', callId: call.id, reason: 'network-dropped' });
      parts.onUntold();
    } else apply({ type: 'accept-failed', callId: call.id, code: failureCode(failure) });
  }

  /** The answer may have been taken although its reply was lost: never send it again, ask. */
  async function acceptedAfterAll(call: Call, failure: UcwaFailure): Promise<boolean> {
    if (failure.kind !== 'transport') return false;
    const result = await perform({ ...get(call.invitation), timeoutMs: 5_000 });
    const invitation = result.ok ? decodeResource(result.value.body) : null;
    return invitation !== null && textOf(invitation, 'state') === 'Connected';
  }

  async function stop({ call, reason }: CallEffect & { readonly type: 'stop' }): Promise<void> {
    const href = call.stop ?? (await findStop(call));
    const operation: Operation | null =
      href !== null
        ? stopAudioVideo(href, reason)
        : call.conversation === null
          ? null
          : { method: 'DELETE', href: call.conversation };
    if (operation !== null) report('stop', call, await perform(operation));
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

  /** A refusal that means "over already" is as good as done. */
  function report(what: string, call: Call, result: UcwaResult): void {
    if (result.ok) {
      parts.onTold(call);
      return;
    }
    log.warn(`${what} was not taken`, { code: failureCode(result.failure) });
    if (result.failure.kind === 'transport') parts.onUntold();
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
        if (effect.call.decline !== null) {
          void perform(decline(effect.call.decline, effect.reason)).then((result) =>
            report('decline', effect.call, result),
          );
        }
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

function failureCode(failure: UcwaFailure): string {
  switch (failure.kind) {
    case 'refused':
      return codeOf(failure.status, failure.reason);
    case 'transport':
      return failure.failure.kind;
    case 'malformed':
    case 'no-me':
      return `${failure.status} not UCWA`;
    case 'sign-in':
      return failure.failure.code;
    case 'untrusted':
      return 'untrusted';
  }
}
