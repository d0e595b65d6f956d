/** The voice codecs that both Chromium and the far side speak; they pass through without transcoding. */
export type VoiceCodec = 'PCMU' | 'PCMA' | 'G722' | 'opus';

interface CodecFacts {
  /** The number that we give the codec towards the renderer; that of RFC 3551 table 4 where it has one. */
  readonly payloadType: number;
  /** Of its RTP time stamps, in Hz: not always that of its sound. */
  readonly clockRate: 8000 | 48_000;
  /** As an rtpmap counts them; Opus always says two (RFC 7587 section 4.1). */
  readonly channels: 1 | 2;
  /** The payload of a packet in which nothing is heard. */
  readonly silence: (packetMs: number) => Buffer;
}

/** Bytes of a codec that takes one for each sample of an 8 kHz clock. */
const repeated = (byte: number) => (packetMs: number) => Buffer.alloc(packetMs * 8, byte);

/** RFC 6716 section 3.1: one frame of CELT in full band and mono, of 10 or 20 ms, whose range coder says silence. */
const silentOpus = (packetMs: number) => Buffer.from([packetMs < 20 ? 0xf0 : 0xf8, 0xff, 0xfe]);

const voiceCodecs: Readonly<Record<VoiceCodec, CodecFacts>> = {
  PCMU: { payloadType: 0, clockRate: 8000, channels: 1, silence: repeated(0xff) },
  PCMA: { payloadType: 8, clockRate: 8000, channels: 1, silence: repeated(0xd5) },
  // Samples 16,000 times a second, and counts 8,000 (RFC 3551 section 4.5.2).
  G722: { payloadType: 9, clockRate: 8000, channels: 1, silence: repeated(0xff) },
  opus: { payloadType: 111, clockRate: 48_000, channels: 2, silence: silentOpus },
};

/** The payload type of telephone events towards the renderer. */
export const nearTelephoneEvent = 101;

/** Static payload type of comfort noise (RFC 3389). */
export const comfortNoise = 13;

/** The codec's payload type towards the renderer. */
export function nearPayloadType(codec: VoiceCodec): number {
  return voiceCodecs[codec].payloadType;
}

/** What an rtpmap says of the codec besides its name. */
export function codecClock(codec: VoiceCodec): Pick<CodecFacts, 'clockRate' | 'channels'> {
  return voiceCodecs[codec];
}

/** The codec, and then those beside it that count time alike: a call can change between them without another clock. */
export function codecsAlike(codec: VoiceCodec): readonly [VoiceCodec, ...VoiceCodec[]] {
  const names = Object.keys(voiceCodecs) as VoiceCodec[];
  const { clockRate } = voiceCodecs[codec];
  return [codec, ...names.filter((name) => name !== codec && voiceCodecs[name].clockRate === clockRate)];
}

/** Units of the codec's RTP time stamps in a millisecond. */
export function codecTicksPerMs(codec: VoiceCodec): number {
  return voiceCodecs[codec].clockRate / 1000;
}

/** The payload of a packet in which nothing is heard. */
export function silentFrame(codec: VoiceCodec, packetMs: number): Buffer {
  return voiceCodecs[codec].silence(packetMs);
}

/** The codec that an rtpmap names, or a static payload type without one; null for what we do not speak. */
export function voiceCodec(payloadType: number, mapping: RtpMap | undefined): VoiceCodec | null {
  const names = Object.keys(voiceCodecs) as VoiceCodec[];
  if (mapping === undefined) {
    return names.find((name) => payloadType < 96 && voiceCodecs[name].payloadType === payloadType) ?? null;
  }
  const found = names.find((name) => name.toLowerCase() === mapping.name.toLowerCase());
  if (found === undefined) return null;
  const { clockRate, channels } = voiceCodecs[found];
  return mapping.rate === clockRate && mapping.channels === channels ? found : null;
}

/** A codec under the number that packets of it carry. */
export interface NumberedCodec {
  readonly codec: VoiceCodec;
  readonly payloadType: number;
}

/** An `a=rtpmap` line (RFC 8866 section 6.6). */
export interface RtpMap {
  readonly payloadType: number;
  readonly name: string;
  readonly rate: number;
  readonly channels: number;
}
