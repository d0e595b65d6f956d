import { type MediaDescription, parse, type SessionDescription } from 'sdp-transform';
import type { VoiceRules } from '../../core/media-means.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { VoiceCodec } from './codec.ts';
import type { OwnFamilies } from './families.ts';
import type { Reach } from './far-address.ts';
import { sdpExcess } from './limits.ts';
import { type MediaLine, readMediaLine } from './media-line.ts';
import type { OfferFailure } from './offer-failure.ts';
import { type Direction, type OfferedStream, origin, readStream, type StreamSource } from './offered-stream.ts';
import { type OfferedVideo, readVideo, type VideoOptions } from './offered-video.ts';
import { type ChosenTypes, chooseTypes } from './payload-types.ts';
import type { PictureFormat } from './picture-format.ts';
import { type Sections, tidySections } from './tidy.ts';

export type { Direction };

/** The audio that we take from an offer. Payload types are the offerer's numbers. */
export interface OfferedAudio extends OfferedStream, ChosenTypes {
  /** The voice in one packet, in milliseconds. */
  readonly packetMs: number;
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
  /** Null where no line asks for video; else the one that could be taken, or why none can. */
  readonly video: Result<OfferedVideo, OfferFailure> | null;
  /** The address of whoever wrote it, where that can be used: the only one that an offer has which holds from the start. */
  readonly origin: string | null;
  /** What was admitted when it was read. */
  readonly reach: Reach;
}

export interface ReadOptions extends Reach {
  readonly rules?: VoiceRules;
  /** The families of this computer's addresses; without them no family is refused. */
  readonly ours?: OwnFamilies;
  /** The codec of a call that is up: it goes on with it where that is still among those that the far side takes. */
  readonly spoken?: VoiceCodec;
  /** Those that may be spoken, where it is not any: those that were offered, or those that the window is connected to. */
  readonly codecs?: readonly VoiceCodec[];
  /** The same of its pictures. */
  readonly shown?: PictureFormat | null;
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
    if (audio.ok) {
      const video = readVideo({ session, sections, media }, videoOptions(options));
      return ok({ times: times(sections), media, audio: audio.value, video, origin: origin(session, options), reach });
    }
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

function videoOptions({ loopback, rules, ours, shown = null }: ReadOptions): VideoOptions {
  return { loopback, rules, ours, isKnown: shown !== null, spoken: shown };
}

function invalid(message: string): Result<never, OfferFailure> {
  return failed({ failure: 'invalid-offer', message });
}

function readAudio(source: StreamSource, options: ReadOptions): Result<OfferedAudio, OfferFailure> {
  const { loopback, rules, ours, spoken, codecs = null } = options;
  const { formats } = source.line;
  return readStream(source, { loopback, rules, ours, isKnown: spoken !== undefined }, (description, session) => {
    const spokenOn = spoken === undefined ? null : chooseTypes(formats, description, [spoken]);
    // Formats may change with any offer (RFC 3264 section 8.3.2).
    const types = spokenOn ?? chooseTypes(formats, description, codecs);
    return types && { ...types, packetMs: packetMs(description, session) };
  });
}

const usualPacketMs = 20;

/** 20 ms, or the most that the far side takes in one packet; our codecs come in tens. */
function packetMs(description: MediaDescription, session: SessionDescription): number {
  const most = Number(Reflect.get(description, 'maxptime') ?? Reflect.get(session, 'maxptime') ?? usualPacketMs);
  return most > 0 && most < usualPacketMs ? 10 : usualPacketMs;
}

function times({ session }: Sections): string[] {
  return session.flatMap((line) => /^t=(\d{1,20} \d{1,20})$/.exec(line)?.[1] ?? []);
}
