import { codecsAlike, type VoiceCodec } from './sdp/codec.ts';
import type { Reach } from './sdp/far-address.ts';
import type { FarOffer } from './sdp/far-offer.ts';
import { firstCodecs, unanswered } from './sdp/first-offer.ts';

/** How a call begins: with an offer of the far side, or with one of ours. */
export type CallBeginning =
  | {
      readonly way: 'in';
      readonly offer: FarOffer;
      /** What was said of it last by a process before this one, as SDP; null where there was none. */
      readonly after: string | null;
    }
  | {
      readonly way: 'out';
      readonly offering: string;
      readonly reach: Reach;
      /** The first offer has pictures too. */
      readonly pictures: boolean;
    };

/** What the legs of a call are opened for. */
export interface Opening {
  readonly way: CallBeginning['way'];
  /** The far side's offer, or what stands for it until somebody answers ours. */
  readonly offer: FarOffer;
  /** The codecs that may be spoken, the first one to begin with: the far side may change between them as long as the call lasts. */
  readonly codecs: readonly [VoiceCodec, ...VoiceCodec[]];
  readonly after: string | null;
}

export function openingOf(begin: CallBeginning): Opening {
  if (begin.way === 'in') {
    const { way, offer, after } = begin;
    return { way, offer, codecs: codecsAlike(offer.audio.codec), after };
  }
  const [{ codec }, ...others] = firstCodecs;
  return {
    way: 'out',
    offer: unanswered(begin.reach),
    codecs: [codec, ...others.map((each) => each.codec)],
    after: null,
  };
}
