import { sendAgain } from '../calls/send-again.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { assertNever } from '../result.ts';
import { failureCode, type UcwaFailure } from '../session/failure.ts';
import { saysGone } from '../session/own-word.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { decline } from '../ucwa/request/decline.ts';
import { accept } from '../ucwa/request/invitation.ts';
import { addMessaging, sendMessage, startMessaging, stopMessaging } from '../ucwa/request/messaging.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import type { MessagesEffect } from './effect.ts';
import type { MessagesEvent } from './event.ts';
import type { Failure } from './state.ts';

export interface MessagesEffectsDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly apply: (event: MessagesEvent) => void;
}

/** An invitation fails at the server after 30 s; then nobody will tell of it any more. Milliseconds. */
const longestMs = 45_000;

/** Does what the reducer decided; what comes of it goes back as an event. No message is ever sent twice. */
export function createMessagesEffects(deps: MessagesEffectsDeps): (effect: MessagesEffect) => void {
  const { clock, random, log, perform, resolve, apply } = deps;

  /** `within`: a conversation that may be over by now, so that another has to be begun. */
  async function say(operationId: string, operation: Operation, within: boolean): Promise<void> {
    const result = await perform(operation);
    if (result.ok) {
      apply({ type: 'sent', operationId, location: resolve(result.value.location ?? null) });
      return;
    }
    const { failure } = result;
    log.info('a message was not taken', { operationId, why: failureCode(failure) });
    const threadTaken = isThreadTaken(failure);
    if (threadTaken || (within && saysGone(failure))) {
      apply({ type: 'send-astray', operationId, again: random.uuid(), threadTaken });
    } else if (!isUnknown(failure)) apply({ type: 'send-failed', operationId, failure: failureOf(failure) });
  }

  /**
   * What it says was read all the same; where the server does not know of it any more, it is over. A server that is busy is told again: whoever wrote
   * gets a failure otherwise. That it was accepted before can be the doing of the first try.
   */
  async function answer(invitation: string, href: string): Promise<void> {
    const { result, tries } = await sendAgain({ clock, perform }, accept(href), () => true);
    if (result.ok || (tries > 1 && isDone(result.failure))) return;
    apply({ type: 'accept-failed', invitation, code: failureCode(result.failure) });
  }

  return (effect) => {
    switch (effect.type) {
      case 'accept':
        void answer(effect.invitation, effect.href);
        return;
      case 'decline':
        void perform(decline(effect.href, 'Local'));
        return;
      case 'start':
        void say(effect.operationId, startMessaging(effect.href, effect), false);
        return;
      case 'add':
        void say(effect.operationId, addMessaging(effect.href, effect.operationId, effect.text), true);
        return;
      case 'send':
        void say(effect.operationId, sendMessage(effect.href, effect.operationId, effect.text), true);
        return;
      case 'stop':
        void perform(stopMessaging(effect.href));
        return;
      case 'expect':
        clock.after(longestMs, () => apply({ type: 'overdue', operationId: effect.operationId }));
        return;
      default:
        assertNever(effect, 'messages effect');
    }
  };
}

function isDone(failure: UcwaFailure): boolean {
  return subcodeOf(failure) === 'AlreadyExists';
}

/** The server did nothing, and would not as often as it is asked. */
function isThreadTaken(failure: UcwaFailure): boolean {
  return subcodeOf(failure) === 'ThreadIdAlreadyExists';
}

/** It may have arrived: the event channel will tell, or nobody. */
function isUnknown(failure: UcwaFailure): boolean {
  switch (failure.kind) {
    case 'transport':
      return failure.sent === true;
    case 'malformed':
      return true;
    case 'refused':
      return failure.status >= 500 && failure.status !== 503;
    default:
      return false;
  }
}

function failureOf(failure: UcwaFailure): Failure {
  const code = failureCode(failure);
  if (failure.kind === 'transport') return { why: 'offline', code };
  return { why: subcodeOf(failure) === 'DestinationNotFound' ? 'not-found' : 'refused', code };
}

function subcodeOf(failure: UcwaFailure): string | null {
  return failure.kind === 'refused' ? (failure.reason?.subcode ?? null) : null;
}
