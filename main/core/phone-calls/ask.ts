import type { CallingModel } from '../calling/state.ts';
import type { Calls, EndReason } from '../calls/state.ts';
import type { Log } from '../ports.ts';
import { failureCode, type UcwaFailure } from '../session/failure.ts';
import { saysGone } from '../session/own-word.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import type { Store } from '../store.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import { acceptWithPhoneAudio, addPhoneAudio, startPhoneAudio } from '../ucwa/request/phone-audio.ts';
import { decodeResource, linkOf } from '../ucwa/resource.ts';
import { targetOf } from './commands.ts';
import type { PhoneCallEvent } from './event.ts';
import { mayBeginAnew, type PhoneCall } from './state.ts';

export interface AskingDeps {
  readonly log: Log;
  readonly store: Store<{ readonly calls: Calls; readonly calling: CallingModel }>;
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly apply: (event: PhoneCallEvent) => void;
}

/**
 * Asks the server to ring the user's telephone. It is never asked twice: where its answer is lost it may ring all the same, and what comes
 * of it is told by events.
 */
export function createAsking({ log, store, perform, resolve, apply }: AskingDeps): (call: PhoneCall) => Promise<void> {
  function operationOf({
    origin,
    of,
    party,
    operationId,
    ownNumber,
    threadId,
    delegator,
    subject,
    addedBy,
  }: PhoneCall): Operation | null {
    const call = store.model.calls.find(({ id }) => id === of);
    if (origin === 'answered') {
      const href = call?.acceptWithPhoneAudio ?? null;
      return href === null ? null : acceptWithPhoneAudio(href);
    }
    const to = targetOf(party);
    const { startPhoneAudio: own, startPhoneAudioOnBehalfOfDelegator: onBehalf } = store.model.calling;
    const begin = delegator === null ? own : onBehalf;
    const href = origin === 'moved' ? (call?.replaceWithPhoneAudio ?? null) : (addedBy ?? begin);
    if (to === null || href === null || operationId === null) return null;
    const asked = { to, operationId, phoneNumber: ownNumber };
    if (origin === 'moved' || addedBy !== null) return addPhoneAudio(href, asked);
    return startPhoneAudio(href, {
      ...asked,
      threadId: threadId ?? operationId,
      delegator: delegator?.uri ?? null,
      subject,
    });
  }

  return async (call) => {
    const callId = call.id;
    const operation = operationOf(call);
    if (operation === null) return apply({ type: 'lost', callId, reason: 'phone-failed' });
    const result = await perform(operation);
    if (result.ok) {
      const { location, body } = result.value;
      const made = decodeResource(body);
      const href = location ?? (made === null ? null : linkOf(made, 'self'));
      apply({ type: 'asked', callId, invitation: resolve(href) });
      return;
    }
    const { failure } = result;
    if (saysGone(failure) && mayBeginAnew(call)) return apply({ type: 'astray', callId });
    if (isUnknown(failure)) {
      log.info('whether the telephone rings is not known', { callId, why: failureCode(failure) });
      return;
    }
    apply({ type: 'lost', callId, reason: reasonOf(failure), code: failureCode(failure) });
  };
}

/** The server may have acted on it. */
function isUnknown(failure: UcwaFailure): boolean {
  switch (failure.kind) {
    case 'transport':
      return failure.sent !== false;
    case 'refused':
      return failure.foreign === true || failure.status === 408 || failure.status >= 500;
    default:
      return failure.kind === 'malformed';
  }
}

/** UCWA reference: startPhoneAudio, addPhoneAudio, replaceWithPhoneAudio, acceptWithPhoneAudio. */
function reasonOf(failure: UcwaFailure): EndReason {
  if (failure.kind === 'transport') return 'network-dropped';
  if (failure.kind !== 'refused') return 'phone-failed';
  if (failure.reason?.subcode === 'NormalizationFailed') return 'phone-number-refused';
  if (failure.status === 404 || failure.status === 410) return 'phone-failed';
  return failure.status === 403 ? 'phone-not-allowed' : 'phone-failed';
}
