/** What the E-model has to know of a codec. */
export interface Codec {
  readonly band: 'narrow' | 'wide';
  /** Ie of G.113 appendix I for a narrow band, Ie,WB of its appendix IV for a wide one. */
  readonly impairment: number;
}

/**
 * Bpl, how well losses are concealed: that of G.711 with concealment (G.113 appendix I, table I.4). The browser conceals alike whatever the codec is, and
 * G.113 has no figure for that of its own.
 */
export const concealment = 25.1;

const telephone: Codec = { band: 'narrow', impairment: 0 };
/** G.722 at 64 kbit/s. */
const wideTelephone: Codec = { band: 'wide', impairment: 13 };

/** By their names in SDP. G.113 has no figure for Opus: it counts as G.722 does, which it is not worse than. */
const known: Readonly<Record<string, Codec>> = {
  pcmu: telephone,
  pcma: telephone,
  g722: wideTelephone,
  opus: wideTelephone,
};

/** What is known of a codec; one that is not counts as a telephone's. */
export function codecOf(name: string): Codec {
  const lower = name.toLowerCase();
  return Object.hasOwn(known, lower) ? (known[lower] ?? telephone) : telephone;
}
