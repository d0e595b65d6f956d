import type { VideoStanding, VideoWish } from '../../core/ports.ts';
import type { FarOffer } from '../sdp/far-offer.ts';
import { mostBlocks } from '../sdp/h264-format.ts';
import type { OfferedVideo } from '../sdp/offered-video.ts';

/** Of a call without pictures. */
export const noVideo: VideoStanding = {
  offered: 'no',
  farAnswer: null,
  nearOffer: null,
  agreed: false,
  sends: false,
  takes: false,
  most: { bitrate: null, blocks: null },
};

export interface Standing extends Pick<VideoStanding, 'farAnswer' | 'nearOffer'> {
  /** By the far side's latest offer. */
  readonly offered: FarOffer['video'];
  /** What is agreed on; null while nothing is. */
  readonly video: OfferedVideo | null;
}

export function standingOf({ offered, video, farAnswer, nearOffer }: Standing): VideoStanding {
  return {
    offered: offeredVideo(offered),
    farAnswer,
    nearOffer,
    agreed: video !== null,
    sends: video !== null && sends(video),
    takes: video !== null && takes(video),
    most: {
      bitrate: video?.bitrate ?? null,
      blocks: video?.format.codec === 'H264' ? mostBlocks(video.format.h264) : null,
    },
  };
}

/** What an offer asks for: with a line that is there and in which nothing is to flow, for nothing. */
export function offeredVideo(video: FarOffer['video']): VideoStanding['offered'] {
  if (video === null || (video.ok && video.value.direction === 'inactive')) return 'no';
  return video.ok ? 'met' : 'unmet';
}

function sends({ direction }: OfferedVideo): boolean {
  return direction === 'sendrecv' || direction === 'sendonly';
}

function takes({ direction }: OfferedVideo): boolean {
  return direction === 'sendrecv' || direction === 'recvonly';
}

/** Whether ours goes out. */
export function isSent(video: OfferedVideo, wish: VideoWish): boolean {
  return wish === 'both' && takes(video);
}

/** Whether theirs is let in. */
export function isReceived(video: OfferedVideo, wish: VideoWish): boolean {
  return wish !== 'none' && sends(video);
}
