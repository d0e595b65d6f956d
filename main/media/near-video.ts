import { RTCRtpCodecParameters } from 'werift';
import type { Result } from '../core/result.ts';
import { type NearLeg, type NearLegEvents, openNearConnection } from './near-connection.ts';
import type { NearListener } from './near-tcp/near-listener.ts';
import type { H264Format } from './sdp/h264-format.ts';
import { type ChosenPicture, nearPictureType, pictureClock } from './sdp/picture-format.ts';

const rtcpFeedback = [
  { type: 'nack', parameter: 'pli' },
  { type: 'ccm', parameter: 'fir' },
];

/**
 * The half of a call's video that faces the window of pictures: one line with the one format of the far side. Fails with words. `repairs`: the
 * far side sends again what is missing; a window that is told so waits for that before it asks for a whole picture.
 */
export function openNearVideo(
  { format, repairs }: Pick<ChosenPicture, 'format' | 'repairs'>,
  listener: NearListener,
  events: NearLegEvents,
): Promise<Result<NearLeg, string>> {
  const { codec } = format;
  const named = { mimeType: `video/${codec}`, clockRate: pictureClock, payloadType: nearPictureType };
  const feedback = { rtcpFeedback: repairs ? [{ type: 'nack' }, ...rtcpFeedback] : rtcpFeedback };
  const parameters = format.codec === 'H264' ? { parameters: nearH264(format.h264) } : {};
  const codecs = [new RTCRtpCodecParameters({ ...named, ...feedback, ...parameters })];
  return openNearConnection({ kind: 'video', codecs, lines: [] }, listener, events);
}

/** Constrained baseline is what Chromium encodes; it decodes any profile, whatever is said here. */
function nearH264({ mode, parameterSets }: H264Format): string {
  const sets = parameterSets === '' ? '' : `;sprop-parameter-sets=${parameterSets}`;
  return `level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=42e01f${sets}`;
}
