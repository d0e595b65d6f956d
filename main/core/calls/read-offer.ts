import type { Clock, Media } from '../ports.ts';
import type { CallEffect } from './effect.ts';
import type { CallEvent } from './event.ts';

export interface OfferReaderDeps {
  readonly media: Pick<Media, 'read'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly apply: (event: CallEvent) => void;
}

/**
 * Reads offers, to know before a call rings whether it can be met. One whose turn comes because the one before is refused waits a moment: a flood of
 * offers is not to hold everything up.
 */
export function createOfferReader({ media, clock, apply }: OfferReaderDeps) {
  let isReading = false;

  function readOffer(effect: CallEffect & { readonly type: 'read-offer' }): void {
    if (isReading) {
      clock.after(0, () => readOffer(effect));
      return;
    }
    isReading = true;
    const { callId, offer } = effect;
    apply({ type: 'offer-read', callId, offer, ...media.read(offer) });
    isReading = false;
  }

  return readOffer;
}
