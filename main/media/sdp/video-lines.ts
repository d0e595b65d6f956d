import { isIPv6 } from 'node:net';
import type { LocalSide } from './far-answer.ts';
import { answeredH264, offeredH264 } from './h264-format.ts';
import type { Direction } from './offered-stream.ts';
import type { OfferedVideo } from './offered-video.ts';
import { type ChosenPicture, type PictureFormat, pictureClock } from './picture-format.ts';
import { streamMarkLines } from './stream-marks.ts';

/** What a video line of ours says besides where we are. */
export interface VideoLine extends Pick<OfferedVideo, 'marks'> {
  /** As its m= line names it. */
  readonly protocol: string;
  /** In an answer the one that is taken; in an offer all that may be sent, those that are wanted most first. */
  readonly pictures: readonly Pick<ChosenPicture, 'format' | 'payloadType' | 'requests' | 'repairs'>[];
  readonly direction: Direction;
  /** Value of its `a=encryption`; null: it has none. */
  readonly encryption: 'required' | 'optional' | null;
  readonly as: 'answer' | 'offer';
}

/** The lines of a video that we take or offer, the m= line first. */
export function videoLines(line: VideoLine, local: LocalSide): string[] {
  const { pictures, marks, direction, encryption, as, protocol } = line;
  const address = `IN ${isIPv6(local.address) ? 'IP6' : 'IP4'} ${local.address}`;
  return [
    `m=video ${local.rtpPort} ${protocol} ${pictures.map(({ payloadType }) => payloadType).join(' ')}`,
    `c=${address}`,
    `a=rtcp:${local.rtcpPort} ${address}`,
    ...pictures.flatMap((picture) => pictureLines(picture, as)),
    ...local.attributes,
    ...(local.crypto === null ? [] : [`a=crypto:${local.crypto}`]),
    ...(local.crypto === null || encryption === null ? [] : [`a=encryption:${encryption}`]),
    ...streamMarkLines(marks, local.ssrc, 'main-video'),
    `a=${direction}`,
  ];
}

function pictureLines(picture: VideoLine['pictures'][number], as: VideoLine['as']): string[] {
  const { format, payloadType, requests, repairs } = picture;
  const feedback = requests.map((request) => (request === 'pli' ? 'nack pli' : 'ccm fir'));
  return [
    `a=rtpmap:${payloadType} ${format.codec}/${pictureClock}`,
    ...formatLines(format, payloadType, as),
    ...[...(repairs ? ['nack'] : []), ...feedback].map((each) => `a=rtcp-fb:${payloadType} ${each}`),
  ];
}

function formatLines(format: PictureFormat, payloadType: number, as: VideoLine['as']): string[] {
  if (format.codec === 'VP8') return [];
  return [`a=fmtp:${payloadType} ${as === 'answer' ? answeredH264(format.h264) : offeredH264(format.h264.mode)}`];
}
