import type { VideoWish } from '../../core/ports.ts';
import { type LocalSide, protocol } from '../sdp/far-answer.ts';
import type { OfferedAudio } from '../sdp/far-offer.ts';
import { firstMarks } from '../sdp/first-offer.ts';
import type { MediaLine } from '../sdp/media-line.ts';
import type { Direction } from '../sdp/offered-stream.ts';
import type { OfferedVideo } from '../sdp/offered-video.ts';
import { type Encryption, protocolFor } from '../sdp/own-offer.ts';
import { ownPictures } from '../sdp/own-video.ts';
import { type VideoLine, videoLines } from '../sdp/video-lines.ts';
import { isReceived, isSent } from './standing.ts';

export interface AnsweredLine {
  readonly video: OfferedVideo;
  /** As it was offered. */
  readonly line: MediaLine;
  readonly wish: VideoWish;
}

/** The lines of a video in an answer of ours. */
export function answerLines({ video, line, wish }: AnsweredLine, local: LocalSide): string[] {
  return videoLines(
    {
      marks: video.marks,
      protocol: protocol(line, local),
      pictures: [video],
      direction: directionOf(isSent(video, wish), isReceived(video, wish)),
      encryption: video.protection.required ? 'required' : null,
      as: 'answer',
    },
    local,
  );
}

export interface OfferedLine {
  readonly audio: OfferedAudio;
  /** What is agreed on already; null where nothing is. */
  readonly video: OfferedVideo | null;
  readonly wish: VideoWish;
}

/** The lines of a video in an offer of ours. */
export function offerLines({ audio, video, wish }: OfferedLine, local: LocalSide): string[] {
  const said = {
    marks: (video ?? audio).marks,
    pictures: video === null ? ownPictures : [video],
    direction: directionOf(wish === 'both', wish !== 'none'),
  };
  return linesInOffer(said, local.crypto === null ? 'none' : 'required', local);
}

/** The lines of a video in the first offer of a call. */
export function firstLines(encryption: Encryption, local: LocalSide): string[] {
  return linesInOffer({ marks: firstMarks, pictures: ownPictures, direction: 'sendrecv' }, encryption, local);
}

function linesInOffer(
  said: Pick<VideoLine, 'marks' | 'pictures' | 'direction'>,
  wanted: Encryption,
  local: LocalSide,
): string[] {
  const encryption = wanted === 'required' ? 'required' : 'optional';
  return videoLines({ ...said, protocol: protocolFor(wanted), encryption, as: 'offer' }, local);
}

function directionOf(sends: boolean, receives: boolean): Direction {
  if (sends) return receives ? 'sendrecv' : 'sendonly';
  return receives ? 'recvonly' : 'inactive';
}
