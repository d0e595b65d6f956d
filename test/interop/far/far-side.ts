import type { Tone } from '../../peers/tone.ts';
import type { Traffic } from '../../peers/traffic.ts';

/** What a far side says, in Hz. */
export const farToneHz = 1000;

/** A real program at the other end of a call, up to our gateway's SDP. */
export interface FarSide {
  readonly begins: Beginning;
  readonly voice: FarVoice;
  /** What came to it; null where that cannot be asked. */
  traffic(): Promise<Pick<Traffic, 'rtpPackets' | 'missing'> | null>;
  /** Null: it has none. */
  readonly keys: FarKeys | null;
  /** Null: it does not offer again, and is not offered to. */
  readonly offersAgain: OffersAgain | null;
  close(): Promise<void>;
}

/** Who calls. `offer`: the far side's, as SDP. From the answer on, by whoever, it speaks and listens. */
export type Beginning =
  | { readonly kind: 'calls'; readonly offer: string; take(answer: string): Promise<void> }
  | { readonly kind: 'called'; answer(offer: string): Promise<string> };

export type FarVoice =
  /** It says {@link farToneHz}, and tells what it hears: `heard` resolves once that is a frequency. */
  | { readonly kind: 'own'; heard(frequency: number): Promise<Tone> }
  /** It says what it hears. */
  | { readonly kind: 'echo' }
  /** It says {@link farToneHz}, and cannot tell what it hears. */
  | { readonly kind: 'deaf' };

export interface FarKeys {
  press(keys: string): Promise<void>;
  /** Those that it heard, oldest first. */
  heard(): string;
}

/** Changes of a call that is up. */
export interface OffersAgain {
  /** Answers offers of the far side. */
  onOffer(answer: (offer: string) => Promise<string>): void;
  /** Gives it an offer of ours; resolves with its answer. */
  take(offer: string): Promise<string>;
  /** Has it offer to hold, or to go on. */
  hold(): Promise<void>;
  resume(): Promise<void>;
}
