import type { MediaDescription } from 'sdp-transform';
import { type H264Format, readH264Format } from './h264-format.ts';

/** A picture format that both Chromium and the far side speak; pictures pass through without transcoding. */
export type PictureFormat =
  | { readonly codec: 'VP8' }
  /** RFC 6184. */
  | { readonly codec: 'H264'; readonly h264: H264Format };

/** What is taken of a video line's payload types; the number is the offerer's. */
export interface ChosenPicture {
  readonly format: PictureFormat;
  readonly payloadType: number;
  /** The far side may be asked for a whole picture, in these ways (RFC 4585 section 6.3.1, RFC 5104 section 4.3.1). */
  readonly requests: readonly PictureRequest[];
  /** Either side may be asked for single packets that are missing (generic NACK, RFC 4585 section 6.2.1). */
  readonly repairs: boolean;
  /** The most that it takes, in bits a second; null where it does not say. */
  readonly bitrate: number | null;
}

export type PictureRequest = 'pli' | 'fir';

/** The number of pictures towards the window. */
export const nearPictureType = 96;

/** Of the RTP time stamps of pictures, in Hz. */
export const pictureClock = 90_000;

/**
 * The first format of a video line that we speak, or the one that is spoken already; null where there is none. Retransmission, error
 * correction and everything layered is left out.
 */
export function choosePicture(
  formats: readonly string[],
  description: MediaDescription,
  spoken: PictureFormat | null = null,
): ChosenPicture | null {
  for (const payloadType of dynamicTypes(formats)) {
    const format = pictureFormat(payloadType, description);
    if (format === null || (spoken !== null && !isSameFormat(format, spoken))) continue;
    const said = feedback(payloadType, description);
    const repairs = said.includes('nack');
    return { format, payloadType, requests: requests(said), repairs, bitrate: bitrate(description) };
  }
  return null;
}

/** A stream of one can be read as one of the other. */
export function isSameFormat(one: PictureFormat, other: PictureFormat): boolean {
  if (one.codec === 'VP8' || other.codec === 'VP8') return one.codec === other.codec;
  return one.h264.mode === other.h264.mode;
}

/** No picture has a static number here, and 64 to 95 would be read as RTCP (RFC 5761 section 4). */
function dynamicTypes(formats: readonly string[]): number[] {
  return formats
    .filter((type) => /^\d{2,3}$/.test(type))
    .map(Number)
    .filter((type) => type >= 96 && type <= 127);
}

function pictureFormat(payloadType: number, { rtp, fmtp }: MediaDescription): PictureFormat | null {
  const map = rtp.find(({ payload }) => Number(payload) === payloadType);
  if (map === undefined || Number(map.rate) !== pictureClock) return null;
  const name = String(map.codec).toUpperCase();
  if (name === 'VP8') return { codec: 'VP8' };
  if (name !== 'H264') return null;
  // Some say it in several lines.
  const configs = fmtp.filter(({ payload }) => Number(payload) === payloadType).map(({ config }) => String(config));
  const h264 = readH264Format(configs.join(';'));
  return h264 && { codec: 'H264', h264 };
}

/** What `a=rtcp-fb` says of a type: what it is, and a word more of it. */
function feedback(payloadType: number, { rtcpFb = [] }: MediaDescription): string[] {
  return rtcpFb
    .filter(({ payload }) => String(payload) === '*' || Number(payload) === payloadType)
    .map(({ type, subtype }) => `${type} ${subtype ?? ''}`.trim().toLowerCase());
}

function requests(said: readonly string[]): readonly PictureRequest[] {
  const pli: readonly PictureRequest[] = said.includes('nack pli') ? ['pli'] : [];
  return said.includes('ccm fir') ? [...pli, 'fir'] : pli;
}

/** `b=TIAS` counts bits (RFC 3890), `b=AS` thousands of them. */
function bitrate({ bandwidth = [] }: MediaDescription): number | null {
  const limit = (type: string) => {
    const value = Number(bandwidth.find((each) => each.type === type)?.limit);
    return Number.isSafeInteger(value) && value > 0 ? value : null;
  };
  const kilobits = limit('AS');
  return limit('TIAS') ?? (kilobits === null ? null : kilobits * 1000);
}
