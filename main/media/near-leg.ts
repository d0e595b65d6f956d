import { RTCRtpCodecParameters } from 'werift';
import type { Result } from '../core/result.ts';
import { type NearLeg, type NearLegEvents, openNearConnection } from './near-connection.ts';
import type { NearListener } from './near-tcp/near-listener.ts';
import { codecClock, nearPayloadType, nearTelephoneEvent, type VoiceCodec } from './sdp/codec.ts';

/** What the far side takes, so that the renderer speaks it. */
export interface NearVoice {
  /** The first is spoken; the others may come too. They count time alike. */
  readonly codecs: readonly [VoiceCodec, ...VoiceCodec[]];
  /** The voice in one packet, in milliseconds. */
  readonly packetMs: number;
  /** What the encoder is asked, as an fmtp line. */
  readonly wishes: string;
}

/** What came of a choice of codecs. */
export interface SettledVoice {
  readonly codec: VoiceCodec;
  readonly packetMs: number;
}

/** The half of a call's voice that faces the sound window: one audio line with the codecs that the far side may speak. Fails with words. */
export function openNearLeg(
  voice: NearVoice,
  listener: NearListener,
  events: NearLegEvents,
): Promise<Result<NearLeg, string>> {
  const codecs = [...voice.codecs.map((codec) => voiceCodec(codec, voice)), telephoneEvent(voice)];
  return openNearConnection({ kind: 'audio', codecs, lines: packetLines(voice) }, listener, events);
}

/** The offer of a leg that is there, from which the window goes on with that voice. */
export function settledOffer(leg: NearLeg, voice: SettledVoice): string {
  return leg.offerAgain(nearPayloadType(voice.codec), packetLines(voice));
}

/** Chromium makes its packets as long as this says, 20 ms where nothing does. */
function packetLines({ packetMs }: Pick<NearVoice, 'packetMs'>): string[] {
  return [`a=ptime:${packetMs}`];
}

function voiceCodec(codec: VoiceCodec, { wishes }: NearVoice): RTCRtpCodecParameters {
  const named = { mimeType: `audio/${codec}`, ...codecClock(codec), payloadType: nearPayloadType(codec) };
  return new RTCRtpCodecParameters(wishes === '' ? named : { ...named, parameters: wishes });
}

function telephoneEvent({ codecs: [codec] }: NearVoice): RTCRtpCodecParameters {
  const { clockRate } = codecClock(codec);
  const named = { mimeType: 'audio/telephone-event', clockRate, channels: 1, payloadType: nearTelephoneEvent };
  return new RTCRtpCodecParameters({ ...named, parameters: '0-15' });
}
