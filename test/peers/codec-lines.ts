/** What voice is spoken in, and how a description names it. */
export type Codec = 'PCMU' | 'PCMA' | 'G722' | 'opus';

/** Of RFC 3551, and one that is free for Opus. */
const numbers: Readonly<Record<Codec, number>> = { PCMU: 0, PCMA: 8, G722: 9, opus: 111 };

export function payloadTypeOf(codec: Codec): number {
  return numbers[codec];
}

/** Lines for the codec, and for telephone events beside it under 101: they count time alike. */
export function codecLines(codec: Codec): string[] {
  const name = codec === 'opus' ? 'opus/48000/2' : `${codec}/8000`;
  const clock = codec === 'opus' ? 48_000 : 8000;
  return [`a=rtpmap:${numbers[codec]} ${name}`, `a=rtpmap:101 telephone-event/${clock}`, 'a=fmtp:101 0-15'];
}
