import type { CandidatePair } from './candidate-pair.ts';

/** Why there is no way to the far side, or none any more. */
export interface IceFailure {
  readonly kind:
    | /** Nothing that the far side named can be reached from any of our addresses, and it did not come to us. */
    'no-candidates'
    /** No check was answered. */
    | 'no-answer'
    /** It went over a relay that is gone, and there is no other way. */
    | 'relay-lost';
  readonly message: string;
}

/** Of voice that has no pair when the time is up. */
export function checksFailure(pairs: readonly CandidatePair[]): IceFailure {
  if (pairs.length === 0) {
    return { kind: 'no-candidates', message: 'the far side names no address that can be reached' };
  }
  return { kind: 'no-answer', message: `none of ${pairs.length} ways to the far side works` };
}

export const relayLost: IceFailure = { kind: 'relay-lost', message: 'the relay is gone, and no other way works' };
