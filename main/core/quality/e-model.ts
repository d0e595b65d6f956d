import { type Codec, concealment } from './codecs.ts';

/** What a listener is given: how much of it is missing, and how late it comes. */
export interface Transmission {
  readonly codec: Codec;
  /** Of the voice, 0 to 1: what was lost, and what came too late to be played. */
  readonly missing: number;
  /** From mouth to ear, in ms. */
  readonly delayMs: number;
}

/** Of G.107 with every other parameter as its table 3 has it: the signal against the noise (equation 7-1), and what is at once with it (7-8). */
const narrow = { basic: 94.77, simultaneous: 1.41 } as const;
/** Of G.107.1, clause 7: the scale of a band from 50 to 7000 Hz. */
const wideBasic = 129;
/** Weighted path losses and loudness ratings as G.107, table 3, has them: TELR 65, WEPL 110, RLR 2. */
const [echoLoudness, echoPathLoss] = [65, 110];

/**
 * The rating R of ITU-T G.107 (06/2015), 0 to about 93 for what a telephone carries; of a wide band G.107.1, 0 to 129. Losses are taken as random
 * (BurstR 1), and nobody is forgiving (A 0).
 */
export function ratingOf({ codec, missing, delayMs }: Transmission): number {
  const lost = Math.min(Math.max(missing, 0), 1) * 100;
  // G.107 equation 7-29.
  const equipment = codec.impairment + ((95 - codec.impairment) * lost) / (lost + concealment);
  const delayed = delayImpairment(Math.max(delayMs, 0));
  const basic = codec.band === 'wide' ? wideBasic : narrow.basic - narrow.simultaneous;
  return Math.max(0, basic - delayed - equipment);
}

/** The mean opinion score, 1 to 4.5, that a rating stands for (G.107 annex B; for a wide band G.107.1 annex A). */
export function scoreOf({ band }: Codec, rating: number): number {
  const r = band === 'wide' ? rating / 1.29 : rating;
  if (r <= 0) return 1;
  if (r >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}

/** How one hears, as a score from 1 to 4.5. */
export function opinionOf(transmission: Transmission): number {
  return scoreOf(transmission.codec, ratingOf(transmission));
}

/** Id: echo of the talker, echo of the listener, and the delay itself (G.107 equations 7-17 to 7-27), for the same delay on every way. */
function delayImpairment(delayMs: number): number {
  return talkerEcho(delayMs) + listenerEcho(delayMs) + tooLate(delayMs);
}

function talkerEcho(delayMs: number): number {
  const masked =
    echoLoudness - 40 * Math.log10((1 + delayMs / 10) / (1 + delayMs / 150)) + 6 * Math.exp(-0.3 * delayMs ** 2);
  const half = (narrow.basic - (80 + 2.5 * (masked - 14))) / 2;
  return (half + Math.sqrt(half ** 2 + 100) - 1) * (1 - Math.exp(-delayMs));
}

function listenerEcho(delayMs: number): number {
  const half = (narrow.basic - 10.5 * (echoPathLoss + 7) * (2 * delayMs + 1) ** -0.25) / 2;
  return half + Math.sqrt(half ** 2 + 169);
}

function tooLate(delayMs: number): number {
  if (delayMs <= 100) return 0;
  const x = Math.log2(delayMs / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}
