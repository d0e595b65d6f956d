import type { MediaFailure } from '../ports.ts';
import { type EndPlan, endHere } from './end.ts';
import type { EndReason } from './state.ts';

const reasons: Readonly<Record<MediaFailure, EndReason>> = {
  'invalid-offer': 'media-unsupported',
  'unsupported-media': 'media-unsupported',
  'encryption-mismatch': 'media-encrypted',
  'encryption-missing': 'media-unencrypted',
  'codec-mismatch': 'media-unknown-codec',
  'no-path': 'media-unreachable',
  'no-ipv6': 'media-no-ipv6',
  'no-network': 'media-no-network',
  allocation: 'media-failed',
  'near-leg': 'media-failed',
};

/** How a call ends that has no sound. The caller's system may try another way by the reason that it is told. */
export function mediaFailurePlan(failure: MediaFailure): EndPlan {
  const plan = endHere(reasons[failure]);
  // An offer that nobody can read is worse than one that is read and cannot be met; the user sees no difference.
  return failure === 'invalid-offer' ? { ...plan, decline: 'InvalidMediaOffer' } : plan;
}
