import { parse } from 'sdp-transform';
import { failed, type Result } from '../../core/result.ts';
import type { Reach } from './far-address.ts';
import { sdpExcess } from './limits.ts';
import { type MediaLine, readMediaLine } from './media-line.ts';
import type { OfferFailure } from './offer-failure.ts';
import type { OfferedStream } from './offered-stream.ts';
import { type OfferedVideo, readVideoAt } from './offered-video.ts';
import { heldAgainst, type SentStream } from './own-answered.ts';
import type { ChosenPicture, PictureFormat } from './picture-format.ts';
import { tidySections } from './tidy.ts';

/** What of a video that we offered its answer is held against. */
export interface SentVideo extends SentStream {
  /** The format of pictures that flow already. */
  readonly spoken: PictureFormat | null;
}

/** Reads what the answer to an offer of ours says of the video in it. Never throws. */
export function readAnsweredVideo(text: string, sent: SentVideo, reach: Reach): Result<OfferedVideo, OfferFailure> {
  const excess = sdpExcess(text);
  if (excess !== null) return failed({ failure: 'invalid-offer', message: excess });
  const sections = tidySections(text);
  const media: readonly MediaLine[] = sections.media.map(([line = '']) => readMediaLine(line));
  const session = parse([sections.session, ...sections.media].flat().join('\r\n'));
  const { spoken } = sent;
  const video = readVideoAt({ session, sections, media }, sent.index, { ...reach, isKnown: spoken !== null, spoken });
  return video.ok ? heldAgainst(sent, video.value) : video;
}

/** What may be sent, under the numbers that we give it. */
type OwnPicture = Pick<ChosenPicture, 'format' | 'payloadType' | 'requests' | 'repairs'>;

/** The formats that we offer where none is agreed on yet. */
export const ownPictures: readonly OwnPicture[] = [
  { format: h264(1), payloadType: 97, requests: ['pli', 'fir'], repairs: true },
  { format: h264(0), payloadType: 98, requests: ['pli', 'fir'], repairs: true },
  { format: { codec: 'VP8' }, payloadType: 96, requests: ['pli', 'fir'], repairs: true },
];

function h264(mode: 0 | 1): PictureFormat {
  return { codec: 'H264', h264: { mode, profile: '42e0', level: 31, asymmetric: true, parameterSets: '' } };
}

const nobody = { pwd: 'no agent answered this yet', candidates: [] };

/**
 * A video that the far side knows nothing of yet, opened as its voice is: with the same kind of way and key. Where it is comes with the answer; an
 * agent of nobody stands for it until then.
 */
export function unansweredStream(audio: OfferedStream, index: number): OfferedStream {
  const ice = audio.ice && { ...audio.ice, agent: { ...audio.ice.agent, ...nobody }, chosen: [] };
  return { ...audio, index, ice, direction: 'sendrecv' };
}
