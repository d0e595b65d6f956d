import type { SecretsUnavailable } from '../../ports.ts';
import type { KeychainState } from '../state.ts';

/** Why the keychain does nothing now. */
export type Away = { readonly kind: 'locked' } | SecretsUnavailable;

export function isAway(outcome: { readonly kind: string }): outcome is Away {
  return outcome.kind === 'locked' || outcome.kind === 'unavailable';
}

/** What that is to the user. */
export function stateOf(outcome: Away): KeychainState {
  if (outcome.kind === 'locked') return 'locked';
  return outcome.why === 'absent' ? 'unavailable' : 'failing';
}
