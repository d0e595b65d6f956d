import type { RelayFailure } from '../relay.ts';
import type { TurnReply } from './requests.ts';
import { turnErrors } from './turn-message.ts';

type Kind = RelayFailure['kind'];

const said: Readonly<Record<number, readonly [Kind, string]>> = {
  [turnErrors.tryAlternate]: ['refused', 'the relay names another one in its place, which cannot be used'],
  [turnErrors.badRequest]: ['refused', 'the relay does not understand the request'],
  [turnErrors.unauthenticated]: ['unauthorized', 'the relay does not take the user name and password'],
  [turnErrors.forbidden]: ['refused', 'the relay forbids it'],
  [turnErrors.allocationMismatch]: ['refused', 'the relay knows nothing of the address that was asked for'],
  [turnErrors.staleNonce]: ['refused', 'the relay finds each of its own challenges out of date'],
  [turnErrors.familyNotSupported]: ['refused', 'the relay has no addresses of that kind'],
  [turnErrors.wrongCredentials]: ['unauthorized', 'the relay knows this connection by another user name'],
  [turnErrors.unsupportedTransport]: ['refused', 'the relay passes on no UDP'],
  [turnErrors.familyMismatch]: ['refused', 'the relay cannot reach addresses of that kind'],
  [turnErrors.quotaReached]: ['full', 'the relay gives this user no further address'],
  [turnErrors.insufficientCapacity]: ['full', 'the relay has no room'],
};

/** Why an allocation was not had, or is lost. */
export function turnFailure(reply: Exclude<TurnReply, { readonly kind: 'success' }>): RelayFailure {
  if (reply.kind === 'silent') return { kind: 'silent', message: 'the relay does not answer' };
  const [kind, message] = said[reply.code] ?? ['refused', 'the relay refuses'];
  return { kind, message: `${message} (${reply.code})` };
}
