import type { MediaFailure } from '../../core/ports.ts';

export type OfferFailureKind = Extract<
  MediaFailure,
  'invalid-offer' | 'unsupported-media' | 'encryption-mismatch' | 'encryption-missing' | 'codec-mismatch' | 'no-path'
>;

/** Why an offer, or one audio line of it, is not taken. */
export interface OfferFailure {
  readonly failure: OfferFailureKind;
  readonly message: string;
}
