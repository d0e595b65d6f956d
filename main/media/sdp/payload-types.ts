import type { MediaDescription } from 'sdp-transform';
import { type RtpMap, type VoiceCodec, voiceCodec } from './codec.ts';

/** What is taken of an audio line's payload types; the numbers are the offerer's. */
export interface ChosenTypes {
  readonly codec: VoiceCodec;
  readonly payloadType: number;
  readonly telephoneEvent: TelephoneEvent | null;
}

/** RFC 4733. */
export interface TelephoneEvent {
  readonly payloadType: number;
  /** As offered, such as `0-16`. */
  readonly events: string;
}

/** Events 0 to 15 are the keys (RFC 4733 section 3.2). */
const keys = '0-15';

/** The first codec of the line that we speak, or the one that is spoken already; null where there is none. */
export function chooseTypes(
  formats: readonly string[],
  description: MediaDescription,
  spoken: VoiceCodec | null,
): ChosenTypes | null {
  const maps = rtpMaps(description);
  const offered = usableTypes(formats);
  for (const payloadType of offered) {
    const codec = voiceCodec(payloadType, maps.get(payloadType));
    if (codec !== null && (spoken === null || codec === spoken)) {
      return { codec, payloadType, telephoneEvent: telephoneEvent(offered, maps, eventLists(description)) };
    }
  }
  return null;
}

function usableTypes(formats: readonly string[]): number[] {
  return formats
    .filter((type) => /^\d{1,3}$/.test(type))
    .map(Number)
    .filter(isUsable);
}

/** With RTP and RTCP told apart by their second byte, 64 to 95 would be read as RTCP (RFC 5761 section 4). */
function isUsable(payloadType: number): boolean {
  return payloadType < 64 || (payloadType > 95 && payloadType < 128);
}

/** A number that came twice keeps its first meaning. */
function rtpMaps(description: MediaDescription): Map<number, RtpMap> {
  const maps = new Map<number, RtpMap>();
  for (const { payload, codec, rate, encoding } of description.rtp) {
    const [payloadType, channels] = [Number(payload), encoding === undefined ? 1 : Number(encoding)];
    if (maps.has(payloadType)) continue;
    maps.set(payloadType, {
      payloadType,
      name: String(codec),
      rate: rate === undefined ? 8000 : Number(rate),
      channels,
    });
  }
  return maps;
}

/** Lists of events by payload type, such as `0-15` or `0-11,16`. */
function eventLists(description: MediaDescription): Map<number, string> {
  const lists = new Map<number, string>();
  for (const { payload, config } of description.fmtp) {
    const list = String(config)
      .replaceAll(' ', '')
      .replace(/^events=/i, '');
    if (/^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?){0,20}$/.test(list)) lists.set(Number(payload), list);
  }
  return lists;
}

/** Some gateways name its events and not the codec: a dynamic number with such a list can be nothing else. */
function telephoneEvent(
  offered: readonly number[],
  maps: ReadonlyMap<number, RtpMap>,
  lists: ReadonlyMap<number, string>,
): TelephoneEvent | null {
  const named = offered.find((type) => isTelephoneEvent(maps.get(type)));
  const payloadType = named ?? offered.find((type) => type > 95 && !maps.has(type) && lists.has(type));
  return payloadType === undefined ? null : { payloadType, events: lists.get(payloadType) ?? keys };
}

function isTelephoneEvent(map: RtpMap | undefined): boolean {
  return map !== undefined && map.name.toLowerCase() === 'telephone-event' && map.rate === 8000;
}
