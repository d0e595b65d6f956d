import { failed, ok, type Result } from '../../core/result.ts';
import { attributesIn } from '../attributes.ts';
import type { VoiceCodec } from './codec.ts';
import type { LocalSide } from './far-answer.ts';
import { type OfferedAudio, type ReadOptions, readAudioAt } from './far-offer.ts';
import { sdpExcess } from './limits.ts';
import { type MediaLine, readMediaLine } from './media-line.ts';
import type { OfferFailure } from './offer-failure.ts';
import type { OfferedStream } from './offered-stream.ts';
import type { Encryption } from './own-offer.ts';
import { type Sections, tidySections } from './tidy.ts';

/** What of one stream of our offer its answer is held against. */
export interface SentStream {
  /** Its place among the m= lines. */
  readonly index: number;
  readonly encryption: Encryption;
  /** Of its `a=crypto`; null where it had none. */
  readonly keyTag: string | null;
  /** `offered`: for the first time, so that an answer may do without. */
  readonly ice: 'agreed' | 'offered' | 'none';
  /** It said that the stream and its reports may share a port. */
  readonly mux: boolean;
}

/** Whether our side of an offer says that. */
export function offersMux({ attributes }: Pick<LocalSide, 'attributes'>): boolean {
  return attributesIn(attributes, 'rtcp-mux').length > 0;
}

/** The same of the audio. */
export interface SentOffer extends SentStream {
  /** How many m= lines the offer had. */
  readonly lines: number;
  /** The codec of a call that is up, or those that were offered where there is none yet. */
  readonly codecs: VoiceCodec | readonly VoiceCodec[];
}

/**
 * Reads the SDP answer to an offer of ours: the audio as it is to go on. Never throws. Its m= lines should be as many as those of the offer
 * (RFC 3264 section 6); where they are not, its first audio line counts.
 */
export function readOwnAnswer(text: string, sent: SentOffer, options: ReadOptions): Result<OfferedAudio, OfferFailure> {
  const excess = sdpExcess(text);
  if (excess !== null) return refused('invalid-offer', excess);
  const sections = tidySections(text);
  const index = audioIndex(sections, sent);
  const line = lineAt(sections, index);
  if (line === null) return refused('invalid-offer', 'the answer has no audio line');
  if (line.port === 0) return refused('unsupported-media', 'the answer refuses the audio');
  const { codecs } = sent;
  const wanted = typeof codecs === 'string' ? { spoken: codecs, codecs: [codecs] } : { codecs };
  const audio = readAudioAt(sections, index, { ...options, ...wanted });
  if (!audio.ok) return audio;
  return heldAgainst(sent, audio.value);
}

/** A stream of an answer as it is to go on: with the key and the way that the offer of it lets be. */
export function heldAgainst<Stream extends OfferedStream>(
  sent: SentStream,
  stream: Stream,
): Result<Stream, OfferFailure> {
  const { ice, rtp, mux } = stream;
  const wrong = keyComplaint(stream, sent);
  if (wrong !== null) return refused('encryption-mismatch', wrong);
  if (sent.ice === 'agreed' && ice === null) return refused('no-path', 'the answer has no ICE, and the offer had');
  if (sent.ice === 'offered' && ice === null && rtp === null) return refused('no-path', 'the answer names no address');
  return ok({ ...stream, ice: sent.ice === 'none' ? null : ice, ...(sent.mux && mux && { rtcp: rtp }) });
}

function refused(failure: OfferFailure['failure'], message: string): Result<never, OfferFailure> {
  return failed({ failure, message });
}

function audioIndex({ media }: Sections, { lines, index }: SentOffer): number {
  if (media.length === lines) return index;
  return media.findIndex(([line = '']) => isAudio(readMediaLine(line)));
}

function lineAt({ media }: Sections, index: number): MediaLine | null {
  const [text] = media[index] ?? [];
  const line = text === undefined ? null : readMediaLine(text);
  return line !== null && isAudio(line) ? line : null;
}

function isAudio({ type }: MediaLine): boolean {
  return type.toLowerCase() === 'audio';
}

/** An answer takes the key of the offer by its tag (RFC 4568 section 5.1.2), or does without where it may. */
function keyComplaint({ protection }: OfferedStream, { keyTag, encryption }: SentStream): string | null {
  const tag = protection.key?.tag ?? null;
  if (tag === null) return encryption === 'required' ? 'encryption is required, and the answer has no key' : null;
  if (keyTag === null) return 'the answer has a key, and the offer had none';
  return tag === keyTag ? null : `the answer takes key ${tag}, and key ${keyTag} was offered`;
}
