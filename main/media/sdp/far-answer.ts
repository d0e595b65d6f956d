import { isIPv6 } from 'node:net';
import { codecClock, type NumberedCodec, type VoiceCodec } from './codec.ts';
import type { Direction, FarOffer, OfferedAudio } from './far-offer.ts';
import type { MediaLine } from './media-line.ts';
import type { TelephoneEvent } from './payload-types.ts';
import { streamMarkLines } from './stream-marks.ts';

/** Where we listen. Both ports are on one address. */
export interface LocalPorts {
  readonly address: string;
  readonly rtpPort: number;
  readonly rtcpPort: number;
}

/** What an answer says of our side. */
export interface LocalSide extends LocalPorts {
  /** Lines of what carries the voice, such as candidates. */
  readonly attributes: readonly string[];
  /** The value of its `a=crypto`; null where nothing is encrypted. */
  readonly crypto: string | null;
  /** Of what we send. */
  readonly ssrc: number;
  /** We hold, whatever the far side wants (RFC 3264 section 8.4). */
  readonly holds?: boolean;
}

/** Of all descriptions of ours in one call; each has a version one higher than the one before (RFC 3264 section 8). */
export interface SessionName {
  readonly id: number;
  readonly version: number;
}

/** Lines of SDP, the m= line first, by its place: of a stream besides the audio. */
export type TakenLines = ReadonlyMap<number, readonly string[]>;

/** What each direction of the offer is from our side (RFC 3264 section 6.1). */
export const answered: Readonly<Record<Direction, Direction>> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
};

/**
 * The SDP answer to the far side's offer (RFC 3264 section 6): the chosen audio under the offerer's payload types, every
 * other m= line refused in its place, but for those that are taken too.  Lines end with CRLF and none is empty; Skype for Business refuses others.
 */
export function writeFarAnswer(
  offer: FarOffer,
  local: LocalSide,
  session: SessionName,
  taken: TakenLines = new Map(),
): string {
  const address = `IN ${isIPv6(local.address) ? 'IP6' : 'IP4'} ${local.address}`;
  const lines = ['v=0', `o=- ${session.id} ${session.version} ${address}`, 's=session', `c=${address}`, 'b=CT:99980'];
  lines.push(...(offer.times.length > 0 ? offer.times : ['0 0']).map((time) => `t=${time}`));
  offer.media.forEach((media, index) => {
    const isAudio = index === offer.audio.index;
    lines.push(...(isAudio ? acceptance(media, offer.audio, local, address) : (taken.get(index) ?? refusal(media))));
  });
  return `${lines.join('\r\n')}\r\n`;
}

function acceptance(line: MediaLine, audio: OfferedAudio, local: LocalSide, address: string): string[] {
  const { telephoneEvent } = audio;
  const formats = [audio.payloadType, ...(telephoneEvent === null ? [] : [telephoneEvent.payloadType])];
  const direction = local.holds === true ? 'inactive' : answered[audio.direction];
  return [
    `m=${line.type} ${local.rtpPort} ${protocol(line, local)} ${formats.join(' ')}`,
    `a=rtcp:${local.rtcpPort} ${address}`,
    ...mapping(audio),
    ...(telephoneEvent === null ? [] : events(telephoneEvent, audio.codec)),
    ...local.attributes,
    ...(local.crypto === null ? [] : encryption(local.crypto, audio)),
    ...streamMarkLines(audio.marks, local.ssrc),
    `a=ptime:${audio.packetMs}`,
    ...(direction === 'sendrecv' ? [] : [`a=${direction}`]),
  ];
}

/** A plain line whose key is taken becomes a secure one ([MS-SDPEXT]). */
export function protocol({ protocol: offered }: Pick<MediaLine, 'protocol'>, { crypto }: LocalSide): string {
  return crypto === null ? offered : offered.replace(/\/AVP(?=F?$)/i, '/SAVP');
}

function encryption(crypto: string, { protection }: OfferedAudio): string[] {
  return [`a=crypto:${crypto}`, ...(protection.required ? ['a=encryption:required'] : [])];
}

/** What Chromium takes of Opus is all of it, and lost packets are mended by what comes with the next. */
export function mapping({ codec, payloadType }: NumberedCodec): string[] {
  const { clockRate, channels } = codecClock(codec);
  const map = `a=rtpmap:${payloadType} ${codec}/${clockRate}${channels === 1 ? '' : `/${channels}`}`;
  return codec === 'opus' ? [map, `a=fmtp:${payloadType} minptime=10;useinbandfec=1`] : [map];
}

/** The lines of telephone events (RFC 4733), in the clock of the codec that they stand beside. */
export function events({ payloadType, events: list }: TelephoneEvent, codec: VoiceCodec): string[] {
  return [`a=rtpmap:${payloadType} telephone-event/${codecClock(codec).clockRate}`, `a=fmtp:${payloadType} ${list}`];
}

/** An m= line that is not wanted (RFC 3264 section 6). */
export function refusal({
  type,
  protocol,
  formats: [format = '0'],
}: Pick<MediaLine, 'type' | 'protocol' | 'formats'>): string[] {
  return [`m=${type} 0 ${protocol} ${format}`];
}
