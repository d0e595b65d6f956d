import type { MediaDescription } from 'sdp-transform';
import { codecClock, type NumberedCodec, type RtpMap, type VoiceCodec, voiceCodec } from './codec.ts';
import { opusWishes } from './opus-wishes.ts';

/** What is taken of an audio line's payload types; the numbers are the offerer's. */
export interface ChosenTypes {
  readonly codec: VoiceCodec;
  readonly payloadType: number;
  /** What the far side wants of the voice that it gets, as an fmtp line says it; empty for most. */
  readonly wishes: string;
  /** Null: the far side takes no tones. */
  readonly telephoneEvent: TelephoneEvent | null;
  /** What voice may come as besides. Its time stamps are of the same clock, and its numbers are neither the codec's above nor that of events. */
  readonly also?: readonly NumberedCodec[];
}

/** RFC 4733. */
export interface TelephoneEvent {
  readonly payloadType: number;
  /** As offered, such as `0-16`. */
  readonly events: string;
  /** The number that we offered, where an answer has another one: what comes may have ours. */
  readonly ours?: number;
}

/** Whether packets of a type are events, by whichever of the numbers. */
export function isEventType(payloadType: number, event: TelephoneEvent | null): boolean {
  return event !== null && (payloadType === event.payloadType || payloadType === event.ours);
}

/** Whether packets of a type are voice, by whichever of the codecs. */
export function isVoiceType(payloadType: number, { payloadType: chosen, also = [] }: ChosenTypes): boolean {
  return payloadType === chosen || also.some((other) => other.payloadType === payloadType);
}

/** Whether packets mean the same by both. */
export function isSameTypes(one: ChosenTypes, other: ChosenTypes): boolean {
  const meaning = ({ codec, payloadType, telephoneEvent, also = [] }: ChosenTypes) => [
    ...[codec, payloadType, telephoneEvent],
    ...also.map((each) => [each.codec, each.payloadType]),
  ];
  return JSON.stringify(meaning(one)) === JSON.stringify(meaning(other));
}

/** Events 0 to 15 are the keys (RFC 4733 section 3.2). */
const keys = '0-15';

/**
 * The first codec of the line that we speak, of `wanted` where that is told; null where there is none. The order is the far side's
 * wish (RFC 3264 section 6.1), and what it puts first it does not have to transcode itself; so it counts before anything that we might
 * like better, such as more bandwidth of sound. What else is of `wanted` may come as well, since the line names it.
 */
export function chooseTypes(
  formats: readonly string[],
  description: MediaDescription,
  wanted: readonly VoiceCodec[] | null,
): ChosenTypes | null {
  const maps = rtpMaps(description);
  const offered = usableTypes(formats);
  const [chosen, ...others] = offered.flatMap((payloadType): NumberedCodec[] => {
    const codec = voiceCodec(payloadType, maps.get(payloadType));
    return codec !== null && (wanted === null || wanted.includes(codec)) ? [{ codec, payloadType }] : [];
  });
  if (chosen === undefined) return null;
  const { codec, payloadType } = chosen;
  const wishes = codec === 'opus' ? opusWishes(fmtpOf(description, payloadType)) : '';
  const types = { ...chosen, wishes, telephoneEvent: telephoneEvent(offered, maps, codec, description) };
  return wanted === null ? types : withOthers(types, others);
}

/**
 * What an answer chose, with what the offer named besides. Who answers sends under the numbers of the offer, in any codec that both name (RFC 3264
 * section 6.1), and some send under their own; who offered takes what it named from then on (section 5.1). `offered`: the codecs that are taken, most
 * telling number first.
 */
export function answeredTypes<Types extends ChosenTypes>(
  types: Types,
  offered: { readonly codecs: readonly NumberedCodec[]; readonly telephoneEvent: TelephoneEvent | null },
): Types {
  const { telephoneEvent: event, also = [] } = types;
  const ours = [offered.telephoneEvent?.payloadType, offered.telephoneEvent?.ours].find(
    (number) => number !== undefined && number !== event?.payloadType,
  );
  const telephoneEvent = event === null || ours === undefined ? event : { ...event, ours };
  return withOthers({ ...types, telephoneEvent }, [...offered.codecs, ...also]);
}

/** Each number once, with the meaning that it has first. */
function withOthers<Types extends ChosenTypes>(types: Types, others: readonly NumberedCodec[]): Types {
  const { codec: chosen, payloadType, telephoneEvent } = types;
  const taken = new Set([payloadType, telephoneEvent?.payloadType, telephoneEvent?.ours]);
  const also: NumberedCodec[] = [];
  for (const other of others) {
    if (taken.has(other.payloadType) || codecClock(other.codec).clockRate !== codecClock(chosen).clockRate) continue;
    taken.add(other.payloadType);
    also.push(other);
  }
  return { ...types, also };
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

/** Of the first line about it. */
function fmtpOf({ fmtp }: MediaDescription, payloadType: number): string {
  return String(fmtp.find(({ payload }) => Number(payload) === payloadType)?.config ?? '');
}

/**
 * Events share the voice's time stamps, so theirs is its clock (RFC 4733 section 2.1). Some gateways name the events and not the codec: a
 * dynamic number with such a list can be nothing else, at the clock that one without a name has.
 */
function telephoneEvent(
  offered: readonly number[],
  maps: ReadonlyMap<number, RtpMap>,
  codec: VoiceCodec,
  description: MediaDescription,
): TelephoneEvent | null {
  const lists = eventLists(description);
  const { clockRate } = codecClock(codec);
  const named = offered.find((type) => isTelephoneEvent(maps.get(type), clockRate));
  const nameless = offered.find((type) => type > 95 && !maps.has(type) && lists.has(type));
  const payloadType = named ?? (clockRate === 8000 ? nameless : undefined);
  return payloadType === undefined ? null : { payloadType, events: lists.get(payloadType) ?? keys };
}

function isTelephoneEvent(map: RtpMap | undefined, clockRate: number): boolean {
  return map !== undefined && map.name.toLowerCase() === 'telephone-event' && map.rate === clockRate;
}
