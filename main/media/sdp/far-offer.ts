import { isIP } from 'node:net';
import { type MediaDescription, parse, type SessionDescription } from 'sdp-transform';
import type { VoiceRules } from '../../core/media-means.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { VoiceCodec } from './codec.ts';
import { admittedEndpoint, type Endpoint, isAdmitted, isUnspecified, type Reach } from './far-address.ts';
import { sdpExcess } from './limits.ts';
import { type MediaLine, readMediaLine } from './media-line.ts';
import type { OfferFailure } from './offer-failure.ts';
import { type OfferedIce, readOfferedIce } from './offered-ice.ts';
import { chooseProtection, type OfferedProtection } from './offered-protection.ts';
import { pathRefusal } from './path-refusal.ts';
import { type ChosenTypes, chooseTypes } from './payload-types.ts';
import { readStreamMarks, type StreamMark } from './stream-marks.ts';
import { type AudioLines, type Sections, tidySections } from './tidy.ts';

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** The audio that we take from an offer. Payload types are the offerer's numbers. */
export interface OfferedAudio extends ChosenTypes {
  readonly protection: OfferedProtection;
  /** Null: it has no ICE, or none that is of use. */
  readonly ice: OfferedIce | null;
  readonly marks: readonly StreamMark[];
  /** Its place among the m= lines. */
  readonly index: number;
  /** Null while it holds without saying where it is, and where only ICE knows. */
  readonly rtp: Endpoint | null;
  readonly rtcp: Endpoint | null;
  /** False: it wants no RTCP (RFC 3556 section 2). */
  readonly reports: boolean;
  /** The voice in one packet, in milliseconds. */
  readonly packetMs: number;
  /** The far side's view; one that holds without an address only sends. */
  readonly direction: Direction;
}

/** Nothing is to be sent to it (RFC 3264 section 8.4). */
export function holds({ direction }: OfferedAudio): boolean {
  return direction === 'sendonly' || direction === 'inactive';
}

/** Nothing needs to come from it. */
export function isQuiet(audio: OfferedAudio): boolean {
  return holds(audio) || audio.direction === 'recvonly';
}

export interface FarOffer {
  /** Values of its t= lines, which an answer repeats. */
  readonly times: readonly string[];
  /** Every m= line as offered, whatever it is; the answer has one for each, in the same order (RFC 3264 section 6). */
  readonly media: readonly MediaLine[];
  readonly audio: OfferedAudio;
  /** The address of whoever wrote it, where that can be used: the only one that an offer has which holds from the start. */
  readonly origin: string | null;
  /** What was admitted when it was read. */
  readonly reach: Reach;
}

export interface ReadOptions extends Reach {
  readonly rules?: VoiceRules;
  /** The codec of a call that is up: it goes on with it, or not at all. */
  readonly spoken?: VoiceCodec;
}

/**
 * Reads the far side's SDP offer and chooses from it: the first audio line that we can reach, with a key
 * and a codec that we know, and of its codecs the first. Never throws. Where none can be taken, the first audio line says why.
 */
export function readFarOffer(text: string, options: ReadOptions): Result<FarOffer, OfferFailure> {
  const excess = sdpExcess(text);
  if (excess !== null) return invalid(excess);
  const sections = tidySections(text);
  const media = sections.media.map(([line = '']) => readMediaLine(line));
  if (media.length === 0) return invalid('The offer has no m= line');
  const session = parse([sections.session, ...sections.media].flat().join('\r\n'));
  const reach: Reach = { loopback: options.loopback };
  const refusals: OfferFailure[] = [];
  for (const [index, line] of media.entries()) {
    if (line.type.toLowerCase() !== 'audio' || line.port === 0) continue;
    const audio = readAudio({ session, sections, line, index }, options);
    if (audio.ok)
      return ok({ times: times(sections), media, audio: audio.value, origin: origin(session, options), reach });
    refusals.push(audio.failure);
  }
  return failed(refusals[0] ?? { failure: 'unsupported-media', message: 'The offer has no audio' });
}

/** The audio line at one place of a description of the far side, whichever it is, such as an answer. */
export function readAudioAt(
  sections: Sections,
  index: number,
  options: ReadOptions,
): Result<OfferedAudio, OfferFailure> {
  const session = parse([sections.session, ...sections.media].flat().join('\r\n'));
  const [line = ''] = sections.media[index] ?? [];
  return readAudio({ session, sections, line: readMediaLine(line), index }, options);
}

function invalid(message: string): Result<never, OfferFailure> {
  return failed({ failure: 'invalid-offer', message });
}

/** One audio line of an offer, with what it stands in. */
interface AudioSource {
  readonly session: SessionDescription;
  readonly sections: Sections;
  readonly line: MediaLine;
  readonly index: number;
}

function readAudio(source: AudioSource, options: ReadOptions): Result<OfferedAudio, OfferFailure> {
  const { session, sections, line, index } = source;
  const description = session.media[index];
  if (description === undefined) return failed({ failure: 'invalid-offer', message: 'the audio line cannot be read' });
  const lines = { media: sections.media[index] ?? [], session: sections.session };
  const protection = chooseProtection(line.protocol, lines, options.rules?.encrypted === true);
  if (!protection.ok) return protection;
  const types = chooseTypes(line.formats, description, options.spoken ?? null);
  if (types === null) return failed({ failure: 'codec-mismatch', message: 'no common codec' });
  const ice = readOfferedIce(lines, options);
  const shared = {
    index,
    ...types,
    protection: protection.value,
    ice,
    // Whoever marks streams also speaks ICE; gateways that copy such lines do not understand them.
    marks: ice === null ? [] : readStreamMarks(lines.media),
    reports: wantsReports(session, description),
    packetMs: packetMs(description, session),
  };
  const said = direction(description.direction ?? session.direction);
  const host = connectionHost(description, session);
  if (line.port === null || line.port > 65_535 || host === '') {
    return failed({ failure: 'invalid-offer', message: 'the audio line has no address or no port' });
  }
  if (isUnspecified(host)) {
    const isKnown = options.spoken !== undefined || ice !== null;
    const path = isKnown ? null : firstPathRefusal(session, lines, options);
    if (path !== null) return failed(path);
    return ok({ ...shared, rtp: null, rtcp: null, direction: said === 'inactive' ? said : 'sendonly' });
  }
  const rtp = admittedEndpoint(host, line.port, options);
  // ICE does without the address that is named by default.
  if (ice === null) {
    if (options.rules?.relayOnly === true) return failed(noRelayWithoutIce);
    const path = rtp === null ? noAddress : pathRefusal(rtp, lines);
    if (path !== null) return failed(path);
  }
  const rtcp = rtp && rtcpEndpoint(description, rtp, options);
  return ok({ ...shared, rtp, rtcp, direction: said });
}

const noRelayWithoutIce: OfferFailure = {
  failure: 'no-path',
  message: 'voice may go over a relay alone, which takes ICE',
};
const noAddress: OfferFailure = { failure: 'no-path', message: 'no address to send audio to' };

/** A call that begins on hold has at least to say where it comes from, or nothing would be known to answer it by. */
function firstPathRefusal(session: SessionDescription, lines: AudioLines, reach: Reach): OfferFailure | null {
  if (origin(session, reach) === null) return { failure: 'no-path', message: 'no address at all' };
  return pathRefusal(null, lines);
}

/** Without the TTL and the number of addresses that old senders put behind an address, also of a single host. */
function connectionHost(description: MediaDescription, session: SessionDescription): string {
  return String((description.connection ?? session.connection)?.ip ?? '').replace(/\/.*$/s, '');
}

function origin({ origin: written }: SessionDescription, reach: Reach): string | null {
  const host = String(written?.address ?? '');
  return isAdmitted(host, reach) ? host : null;
}

/** `a=rtcp` (RFC 3605); without it, or where it cannot be used, the port above that of RTP. */
function rtcpEndpoint(description: MediaDescription, rtp: Endpoint, reach: Reach): Endpoint {
  const named = String(description.rtcp?.address || rtp.host);
  const host = isIP(named) === isIP(rtp.host) && isAdmitted(named, reach) ? named : rtp.host;
  return admittedEndpoint(host, description.rtcp?.port, reach) ?? { host, port: Math.min(rtp.port + 1, 65_535) };
}

/** `b=RS:0` and `b=RR:0` together turn RTCP off; the line's own count before the session's. */
function wantsReports(session: SessionDescription, description: MediaDescription): boolean {
  const limit = (type: string) =>
    [...(description.bandwidth ?? []), ...(session.bandwidth ?? [])].find((each) => each.type === type)?.limit;
  return Number(limit('RS') ?? 1) !== 0 || Number(limit('RR') ?? 1) !== 0;
}

const usualPacketMs = 20;

/** 20 ms, or the most that the far side takes in one packet; our codecs come in tens. */
function packetMs(description: MediaDescription, session: SessionDescription): number {
  const most = Number(Reflect.get(description, 'maxptime') ?? Reflect.get(session, 'maxptime') ?? usualPacketMs);
  return most > 0 && most < usualPacketMs ? 10 : usualPacketMs;
}

function direction(value: string | undefined): Direction {
  return value === 'sendonly' || value === 'recvonly' || value === 'inactive' ? value : 'sendrecv';
}

function times({ session }: Sections): string[] {
  return session.flatMap((line) => /^t=(\d{1,20} \d{1,20})$/.exec(line)?.[1] ?? []);
}
