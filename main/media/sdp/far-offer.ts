import { isIP } from 'node:net';
import { type MediaDescription, parse, type SessionDescription } from 'sdp-transform';
import type { MediaFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { type RtpMap, type VoiceCodec, voiceCodec } from './codec.ts';
import { sdpExcess } from './limits.ts';

export interface Endpoint {
  /** An IP address, never a name. */
  readonly host: string;
  readonly port: number;
}

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One m= line as offered, whatever it is; the answer has one for each, in the same order (RFC 3264 section 6). */
export interface OfferedMedia {
  readonly type: string;
  readonly protocol: string;
  /** The first of its formats, for a refusal. */
  readonly format: string;
}

/** The audio that we take from an offer. Payload types are the offerer's numbers. */
export interface OfferedAudio {
  /** Its place among the m= lines. */
  readonly index: number;
  readonly rtp: Endpoint;
  readonly rtcp: Endpoint;
  readonly codec: VoiceCodec;
  readonly payloadType: number;
  /** RFC 4733; null where it is not offered. */
  readonly telephoneEvent: number | null;
  /** As offered: the far side's view. */
  readonly direction: Direction;
}

export interface FarOffer {
  readonly media: readonly OfferedMedia[];
  readonly audio: OfferedAudio;
}

export interface OfferFailure {
  readonly failure: Extract<MediaFailure, 'invalid-offer' | 'unsupported-media'>;
  readonly message: string;
}

/**
 * Reads the far side's SDP offer and chooses from it: the first audio line over plain RTP that has a codec we speak, and
 * of its codecs the first. Never throws. `invalid-offer`: not SDP, or past the limits. `unsupported-media`: encryption,
 * transport, address or codec that we do not do.
 */
export function readFarOffer(text: string): Result<FarOffer, OfferFailure> {
  const excess = sdpExcess(text);
  if (excess !== null) return invalid(excess);
  const session = parse(text);
  const media = session.media.map(offeredMedia);
  if (media.length === 0) return invalid('The offer has no m= line');
  if (!media.every((line) => line !== null)) return invalid('An m= line of the offer cannot be read');
  const refusals: string[] = [];
  for (const [index, description] of session.media.entries()) {
    const audio = readAudio(session, description, index);
    if (audio.ok) return ok({ media, audio: audio.value });
    refusals.push(audio.failure);
  }
  return failed({ failure: 'unsupported-media', message: refusals.join('; ') });
}

function invalid(message: string): Result<never, OfferFailure> {
  return failed({ failure: 'invalid-offer', message });
}

/** The parser turns whatever looks like a number into one, and leaves out what it could not match. */
function word(value: unknown): string {
  return value === undefined ? '' : String(value);
}

function offeredMedia(description: MediaDescription): OfferedMedia | null {
  const type = word(description.type);
  const protocol = word(description.protocol);
  const format = word(description.payloads).split(' ')[0] || '0';
  const readable =
    type !== '' && protocol !== '' && /^[\x21-\x7e]+$/.test(format) && Number.isInteger(description.port);
  return readable ? { type, protocol, format } : null;
}

function readAudio(
  session: SessionDescription,
  description: MediaDescription,
  index: number,
): Result<OfferedAudio, string> {
  if (word(description.type) !== 'audio') return failed(`no audio: ${word(description.type)}`);
  const refusal = transportRefusal(description);
  if (refusal !== null) return failed(refusal);
  const rtp = endpoint(word((description.connection ?? session.connection)?.ip), description.port);
  if (rtp === null) return failed('no address to send audio to');
  const maps = rtpMaps(description);
  const offered = payloadTypes(description);
  const choice = offered
    .map((type) => ({ type, codec: voiceCodec(type, maps.get(type)) }))
    .find(({ codec }) => codec !== null);
  if (choice === undefined || choice.codec === null) return failed('no common codec');
  return ok({
    index,
    rtp,
    rtcp: rtcpEndpoint(description, rtp),
    codec: choice.codec,
    payloadType: choice.type,
    telephoneEvent: offered.find((type) => isTelephoneEvent(maps.get(type))) ?? null,
    direction: direction(description.direction ?? session.direction),
  });
}

function transportRefusal(description: MediaDescription): string | null {
  const protocol = word(description.protocol);
  if (protocol !== 'RTP/AVP' && protocol !== 'RTP/AVPF') return `transport ${protocol} is not supported`;
  const attributes = description.invalid ?? [];
  if (attributes.some(({ value }) => word(value) === 'encryption:required')) return 'encryption is required';
  return null;
}

function endpoint(host: string, port: unknown): Endpoint | null {
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535) return null;
  const unspecified = host === '0.0.0.0' || /^[0:]+$/.test(host);
  const shared = /^(22[4-9]|23\d|255)\./.test(host) || /^ff/i.test(host);
  return isIP(host) === 0 || unspecified || shared ? null : { host, port };
}

/** `a=rtcp` (RFC 3605); without it, or where it cannot be used, the port above that of RTP. */
function rtcpEndpoint(description: MediaDescription, rtp: Endpoint): Endpoint {
  const host = word(description.rtcp?.address) || rtp.host;
  const named = endpoint(isIP(host) === isIP(rtp.host) ? host : rtp.host, description.rtcp?.port);
  return named ?? { host: rtp.host, port: Math.min(rtp.port + 1, 65535) };
}

function payloadTypes(description: MediaDescription): number[] {
  const written = word(description.payloads).split(' ');
  return written
    .filter((type) => /^\d{1,3}$/.test(type))
    .map(Number)
    .filter(isUsable);
}

/** With RTP and RTCP told apart by their second byte, 64 to 95 would be read as RTCP (RFC 5761 section 4). */
function isUsable(payloadType: number): boolean {
  return payloadType < 64 || (payloadType > 95 && payloadType < 128);
}

function rtpMaps(description: MediaDescription): Map<number, RtpMap> {
  const maps = new Map<number, RtpMap>();
  for (const { payload, codec, rate, encoding } of description.rtp) {
    const channels = encoding === undefined ? 1 : Number(encoding);
    maps.set(Number(payload), { payloadType: Number(payload), name: word(codec), rate: Number(rate), channels });
  }
  return maps;
}

function isTelephoneEvent(map: RtpMap | undefined): boolean {
  return map !== undefined && map.name.toLowerCase() === 'telephone-event' && map.rate === 8000;
}

function direction(value: string | undefined): Direction {
  return value === 'sendonly' || value === 'recvonly' || value === 'inactive' ? value : 'sendrecv';
}
