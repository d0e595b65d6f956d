import type { MediaMeans } from '../../core/media-means.ts';
import type { NumberedCodec } from './codec.ts';
import type { Reach } from './far-address.ts';
import type { FarOffer, OfferedAudio } from './far-offer.ts';
import type { Encryption } from './own-offer.ts';
import type { TelephoneEvent } from './payload-types.ts';
import type { StreamMark } from './stream-marks.ts';

/**
 * What may be spoken in a call out, wanted most first. All of them count time alike, so that the call's own clock is known before one is chosen.
 * Opus is left out for that: no far side of these servers was ever seen to take it.
 */
export const firstCodecs: readonly [NumberedCodec, ...NumberedCodec[]] = [
  { codec: 'G722', payloadType: 9 },
  { codec: 'PCMU', payloadType: 0 },
  { codec: 'PCMA', payloadType: 8 },
];

/** The number that clients of Skype for Business give the keys, and those that they name. */
export const firstTelephoneEvent: TelephoneEvent = { payloadType: 101, events: '0-16' };

/** As their offers have them. */
export const firstMarks: readonly StreamMark[] = ['x-ssrc-range', 'label', 'x-source'];

/** How far encryption is wanted of whoever answers. */
export function firstEncryption({ encrypted }: Pick<MediaMeans, 'encrypted'>): Encryption {
  return encrypted ? 'required' : 'supported';
}

/**
 * A call out before anybody answered, as if somebody had offered what we want and held: nothing is sent to them, and nothing is expected of
 * them.
 */
export function unanswered(reach: Reach): FarOffer {
  const [{ codec, payloadType }] = firstCodecs;
  const audio: OfferedAudio = {
    ...{ codec, payloadType, wishes: '', telephoneEvent: null },
    protection: { key: null, required: false },
    ice: null,
    marks: firstMarks,
    index: 0,
    rtp: null,
    rtcp: null,
    mux: false,
    reports: true,
    packetMs: 20,
    direction: 'inactive',
  };
  const line = { type: 'audio', port: 0, protocol: 'RTP/AVP', formats: [String(payloadType)] };
  return { times: [], media: [line], audio, video: null, origin: null, reach };
}
