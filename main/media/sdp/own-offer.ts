import { isIPv6 } from 'node:net';
import type { NumberedCodec } from './codec.ts';
import { events, type LocalSide, mapping, refusal, type SessionName, type TakenLines } from './far-answer.ts';
import type { MediaLine } from './media-line.ts';
import type { TelephoneEvent } from './payload-types.ts';
import { type StreamMark, streamMarkLines } from './stream-marks.ts';

/** What we want of a call: to talk, or that nobody is heard for now. */
export type OwnDirection = 'sendrecv' | 'inactive';

/** How far encryption is wanted, as `mediaPolicies` of the server say it. */
export type Encryption = 'required' | 'supported' | 'none';

/** What an offer of ours asks for. In a call that is up it keeps what is agreed on (RFC 3264 section 8). */
export interface OwnOffer {
  /** Values of its t= lines. */
  readonly times: readonly string[];
  /** Every m= line of the session, each in its place; that of the audio says only its type. */
  readonly media: readonly Pick<MediaLine, 'type' | 'protocol' | 'formats'>[];
  /** The place of the audio. */
  readonly index: number;
  /** The codecs that may be spoken, those that are wanted most first. */
  readonly codecs: readonly NumberedCodec[];
  readonly telephoneEvent: TelephoneEvent | null;
  readonly packetMs: number;
  readonly direction: OwnDirection;
  readonly encryption: Encryption;
  readonly marks: readonly StreamMark[];
  /** Streams besides the audio that are offered too; one without a line in `media` comes behind it. */
  readonly taken?: TakenLines;
}

/** The SDP of an offer of ours. Lines end with CRLF and none is empty; Skype for Business refuses others. */
export function writeOwnOffer(offer: OwnOffer, local: LocalSide, session: SessionName): string {
  const address = `IN ${isIPv6(local.address) ? 'IP6' : 'IP4'} ${local.address}`;
  const lines = ['v=0', `o=- ${session.id} ${session.version} ${address}`, 's=session', `c=${address}`, 'b=CT:99980'];
  lines.push(...(offer.times.length > 0 ? offer.times : ['0 0']).map((time) => `t=${time}`));
  offer.media.forEach((line, index) => {
    const isAudio = index === offer.index;
    lines.push(...(isAudio ? audio(line.type, offer, local, address) : (offer.taken?.get(index) ?? refusal(line))));
  });
  lines.push(...(offer.taken?.get(offer.media.length) ?? []));
  return `${lines.join('\r\n')}\r\n`;
}

/** The protocol of a line on which encryption is wanted so far ([MS-SDPEXT] section 3.1.5). */
export function protocolFor(encryption: Encryption): 'RTP/SAVP' | 'RTP/AVP' {
  return encryption === 'required' ? 'RTP/SAVP' : 'RTP/AVP';
}

function audio(type: string, offer: OwnOffer, local: LocalSide, address: string): string[] {
  const { codecs, telephoneEvent, encryption } = offer;
  const numbers = [...codecs, ...(telephoneEvent === null ? [] : [telephoneEvent])].map((each) => each.payloadType);
  return [
    `m=${type} ${local.rtpPort} ${protocolFor(encryption)} ${numbers.join(' ')}`,
    `a=rtcp:${local.rtcpPort} ${address}`,
    ...codecs.flatMap(mapping),
    ...codecs.slice(0, 1).flatMap(({ codec }) => (telephoneEvent === null ? [] : events(telephoneEvent, codec))),
    ...local.attributes,
    ...(local.crypto === null ? [] : [`a=crypto:${local.crypto}`, ...encryptionLines(encryption)]),
    ...streamMarkLines(offer.marks, local.ssrc),
    `a=ptime:${offer.packetMs}`,
    // Said also where it is what everybody takes it for: after a hold some take silence for no change.
    `a=${offer.direction}`,
  ];
}

function encryptionLines(encryption: Encryption): string[] {
  if (encryption === 'none') return [];
  return [`a=encryption:${encryption === 'required' ? 'required' : 'optional'}`];
}
