import { RTCRtpCodecParameters } from 'werift';
import type { Result } from '../core/result.ts';
import { type NearLeg, type NearLegEvents, openNearConnection } from './near-connection.ts';
import { codecClock, nearPayloadType, nearTelephoneEvent, type VoiceCodec } from './sdp/codec.ts';

/** What the far side takes, so that the renderer speaks it. */
export interface NearVoice {
  readonly codec: VoiceCodec;
  /** The voice in one packet, in milliseconds. */
  readonly packetMs: number;
  /** What the encoder is asked, as an fmtp line. */
  readonly wishes: string;
}

/** The half of a call's voice that faces the sound window: one audio line with the one codec of the far side. Fails with words. */
export function openNearLeg(voice: NearVoice, events: NearLegEvents): Promise<Result<NearLeg, string>> {
  const codecs = [voiceCodec(voice), telephoneEvent(voice)];
  // Chromium makes its packets as long as this says, 20 ms where nothing does.
  return openNearConnection({ kind: 'audio', codecs, lines: [`a=ptime:${voice.packetMs}`] }, events);
}

function voiceCodec({ codec, wishes }: NearVoice): RTCRtpCodecParameters {
  const named = { mimeType: `audio/${codec}`, ...codecClock(codec), payloadType: nearPayloadType(codec) };
  return new RTCRtpCodecParameters(wishes === '' ? named : { ...named, parameters: wishes });
}

function telephoneEvent({ codec }: NearVoice): RTCRtpCodecParameters {
  const { clockRate } = codecClock(codec);
  const named = { mimeType: 'audio/telephone-event', clockRate, channels: 1, payloadType: nearTelephoneEvent };
  return new RTCRtpCodecParameters({ ...named, parameters: '0-15' });
}
