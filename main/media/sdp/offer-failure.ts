import type { MediaFailure } from '../../core/ports.ts';

export type OfferFailureKind = Extract<
  MediaFailure,
  | 'invalid-offer'
  | 'unsupported-media'
  | 'encryption-mismatch'
  | 'encryption-missing'
  | 'codec-mismatch'
  | 'no-path'
  | 'no-ipv6'
>;

/** Why an offer, or one audio line of it, is not taken. */
export interface OfferFailure {
  readonly failure: OfferFailureKind;
  readonly message: string;
}

/** Why a way to the far side cannot be opened. `allocation`: no port can be had, which is no fault of the far side's. */
export interface WayFailure {
  readonly failure: Extract<MediaFailure, 'allocation' | 'no-path' | 'no-ipv6' | 'no-network'>;
  readonly message: string;
}

/** No port, or none any more. */
export function noPorts(message: string): WayFailure {
  return { failure: 'allocation', message };
}
