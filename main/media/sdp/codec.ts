/** The voice codecs that both Chromium and the far side speak; they pass through without transcoding. */
export type VoiceCodec = 'PCMU' | 'PCMA' | 'G722';

interface CodecFacts {
  /** RFC 3551 table 4; also the number that we give the codec towards the renderer. */
  readonly payloadType: number;
  /** One byte that, repeated, decodes to silence. */
  readonly silence: number;
}

const voiceCodecs: Readonly<Record<VoiceCodec, CodecFacts>> = {
  PCMU: { payloadType: 0, silence: 0xff },
  PCMA: { payloadType: 8, silence: 0xd5 },
  G722: { payloadType: 9, silence: 0xff },
};

/** The payload type of telephone events towards the renderer. */
export const nearTelephoneEvent = 101;

/** Static payload type of comfort noise (RFC 3389). */
export const comfortNoise = 13;

/** All three codecs take a byte for each sample of an 8 kHz clock. */
const bytesPerMs = 8;

/** The codec's payload type towards the renderer. */
export function nearPayloadType(codec: VoiceCodec): number {
  return voiceCodecs[codec].payloadType;
}

/** The payload of a packet in which nothing is heard. */
export function silentFrame(codec: VoiceCodec, packetMs: number): Buffer {
  return Buffer.alloc(packetMs * bytesPerMs, voiceCodecs[codec].silence);
}

/** The codec that an rtpmap names, or a static payload type without one; null for what we do not speak. */
export function voiceCodec(payloadType: number, mapping: RtpMap | undefined): VoiceCodec | null {
  const names = Object.keys(voiceCodecs) as VoiceCodec[];
  if (mapping === undefined) return names.find((name) => voiceCodecs[name].payloadType === payloadType) ?? null;
  if (mapping.rate !== 8000 || mapping.channels !== 1) return null;
  return names.find((name) => name === mapping.name.toUpperCase()) ?? null;
}

/** An `a=rtpmap` line (RFC 8866 section 6.6). */
export interface RtpMap {
  readonly payloadType: number;
  readonly name: string;
  readonly rate: number;
  readonly channels: number;
}
