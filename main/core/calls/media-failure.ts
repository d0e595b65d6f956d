import type { MediaFailure } from '../ports.ts';
import { assertNever } from '../result.ts';
import type { EndPlan } from './end.ts';

/** How a call ends that has no sound, and what the server is told: the caller's system may try another way by the reason. */
export function mediaFailurePlan(failure: MediaFailure): EndPlan {
  switch (failure) {
    case 'invalid-offer':
      return { reason: 'media-unsupported', decline: 'InvalidMediaOffer', stop: 'UnsupportedMedia' };
    case 'unsupported-media':
      return { reason: 'media-unsupported', decline: 'UnsupportedMedia', stop: 'UnsupportedMedia' };
    case 'allocation':
    case 'near-leg':
      return { reason: 'media-failed', decline: 'Local', stop: 'MediaConnectivityFailure' };
    default:
      return assertNever(failure, 'media failure');
  }
}
