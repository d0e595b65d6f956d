import type { SessionDescription } from 'sdp-transform';
import { failed, type Result } from '../../core/result.ts';
import { attributesIn } from '../attributes.ts';
import type { MediaLine } from './media-line.ts';
import type { OfferFailure } from './offer-failure.ts';
import { type OfferedStream, readStream, type StreamOptions } from './offered-stream.ts';
import { type ChosenPicture, choosePicture, type PictureFormat } from './picture-format.ts';
import type { Sections } from './tidy.ts';

/** The video that could be taken from an offer. Payload types are the offerer's numbers. */
export interface OfferedVideo extends OfferedStream, ChosenPicture {}

/** A description whose lines are read. */
export interface VideoSource {
  readonly session: SessionDescription;
  readonly sections: Sections;
  readonly media: readonly MediaLine[];
}

export interface VideoOptions extends StreamOptions {
  /** The format of pictures that flow already. */
  readonly spoken?: PictureFormat | null;
}

/**
 * Chooses from the video lines of an offer: the first that can be met in the format that flows already, or else in another one, for formats may change
 * with any offer (RFC 3264 section 8.3.2). Null where none asks for anything. Whatever is wrong with them is no matter of the audio.
 */
export function readVideo(source: VideoSource, options: VideoOptions): Result<OfferedVideo, OfferFailure> | null {
  const places = placesOf(source);
  const refusals: OfferFailure[] = [];
  for (const spoken of options.spoken ? [options.spoken, null] : [null]) {
    for (const index of places) {
      const video = readVideoAt(source, index, { ...options, spoken });
      if (video.ok) return video;
      refusals.push(video.failure);
    }
  }
  const [first] = refusals;
  return first === undefined ? null : failed(first);
}

/** Of the lines that ask for pictures of people, and behind them of those that have slides (RFC 4796). */
function placesOf({ media, sections }: VideoSource): number[] {
  const linesAt = (index: number) => sections.media[index] ?? [];
  const places = [...media.keys()].filter((index) => {
    const line = media[index];
    return line !== undefined && isWanted(line) && !isPanorama(linesAt(index));
  });
  const isOfSlides = (index: number) => attributesIn(linesAt(index), 'content').some((said) => /^slides\b/i.test(said));
  return [...places.filter((index) => !isOfSlides(index)), ...places.filter(isOfSlides)];
}

/** The video line at one place of a description. */
export function readVideoAt(
  { session, sections, media }: VideoSource,
  index: number,
  options: VideoOptions,
): Result<OfferedVideo, OfferFailure> {
  const line = media[index];
  if (line === undefined || !isWanted(line)) return failed({ failure: 'unsupported-media', message: 'no video there' });
  return readStream({ session, sections, line, index }, options, (description) =>
    choosePicture(line.formats, description, options.spoken),
  );
}

function isWanted({ type, port }: MediaLine): boolean {
  return type.toLowerCase() === 'video' && port !== 0;
}

/** A second line of these servers' clients, for the picture of a whole room ([MS-SDPEXT]). */
function isPanorama(lines: readonly string[]): boolean {
  return lines.some((line) => /^a=(label|x-source):panoramic-video/i.test(line));
}
