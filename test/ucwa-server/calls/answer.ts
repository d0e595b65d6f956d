/**
 * Judges a client's SDP answer against the offer (RFC 3264 section 6): one audio line, plain RTP or SDES as offered, the
 * offer's codecs, direction and time; every other line refused in its place.
 */
import { isIP, isIPv4, isIPv6 } from 'node:net';
import type { IceDescription } from '../../peers/datagram-pair.ts';
import type { Target } from '../../peers/peer.ts';
import { readSdp, type SdpMedia, type SdpSession } from './sdp-syntax.ts';
import { takenPictureComplaint } from './video-line.ts';

export type AnswerOutcome =
  | {
      readonly ok: true;
      readonly target: Target;
      readonly formats: readonly number[];
      /** Where pictures go, where they are taken too. */
      readonly video?: { readonly target: Target; readonly formats: readonly number[] };
    }
  | { readonly ok: false; readonly reason: string };

/** Attributes that belong to encryption, ICE or multiplexing: not in an answer unless the offer has them. */
const onlyIfOffered =
  /^(crypto|encryption|fingerprint|setup|ice-|candidate|rtcp-mux|rtcp-fb|group|mid|msid|ssrc|extmap)/;
const directions = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];

/** What was said last in a call, by whoever. */
export interface Agreed {
  /** By the client. */
  readonly here: string;
  /** By the caller. */
  readonly there: string;
}

/** @param before what both said before in the same call: the next is of the same session, and its next version */
export function checkAnswer(answer: string, offer: string, before: Agreed | null = null): AnswerOutcome {
  // Callers may end lines with blanks; those who answer may not.
  const offered = readSdp(offer.replaceAll(/ +\r\n/g, '\r\n'));
  const answered = readSdp(answer);
  if (typeof answered === 'string') return { ok: false, reason: answered };
  if (typeof offered === 'string') return { ok: false, reason: `the offer itself cannot be answered: ${offered}` };
  const reason = shapeComplaint(answered, offered);
  if (reason !== null) return { ok: false, reason };
  const index = acceptedLine(answered);
  const [media, wanted] = [answered.media[index], offered.media[index]];
  if (media === undefined || wanted === undefined) return { ok: false, reason: 'no m= line' };
  const wrong = [
    timeComplaint(answered, offered),
    versionComplaint(answered, before?.here ?? null),
    directionComplaint(media, answered, wanted, offered),
    packetComplaint(media, wanted),
    formatsComplaint(media, wanted),
    mappingComplaint(media, wanted),
    attributesComplaint([...answered.attributes, ...media.attributes], [...offered.attributes, ...wanted.attributes]),
    keyComplaint(media, wanted),
    iceComplaint(media, wanted),
    before === null ? null : restartComplaint(index, [answered, offered], before),
  ].find((each) => each !== null);
  if (wrong) return { ok: false, reason: wrong };
  const video = videoTarget(answered);
  if (video?.ok === false) return video;
  const target = targetOf(media);
  return target.ok && video !== null ? { ...target, video } : target;
}

/** Where pictures go by a description; null where there are none. */
export function videoTarget(session: SdpSession): AnswerOutcome | null {
  const line = session.media.find(({ media, port }) => media === 'video' && port !== 0);
  return line === undefined ? null : targetOf(line);
}

/** The line of the voice that is taken; where none is, the first says why not. */
function acceptedLine({ media }: SdpSession): number {
  return Math.max(
    media.findIndex((line) => line.media === 'audio' && line.port !== 0),
    0,
  );
}

function timeComplaint(answered: SdpSession, offered: SdpSession): string | null {
  return answered.times.join() === offered.times.join() ? null : 'the time is not that of the offer';
}

/** The same session as before, in its next version. */
export function versionComplaint({ origin }: SdpSession, before: string | null): string | null {
  const was = before === null ? null : readSdp(before);
  if (was === null || typeof was === 'string') return null;
  const [[user, id, version], [userNow, idNow, versionNow]] = [was.origin.split(' '), origin.split(' ')];
  if (user !== userNow || id !== idNow) return 'o= is of another session';
  return Number(versionNow) === Number(version) + 1 ? null : 'o= has not the next version';
}

const counterparts: Readonly<Record<string, readonly string[]>> = {
  sendrecv: directions,
  sendonly: ['recvonly', 'inactive'],
  recvonly: ['sendonly', 'inactive'],
  inactive: ['inactive'],
};

function directionComplaint(
  media: SdpMedia,
  answered: SdpSession,
  wanted: SdpMedia,
  offered: SdpSession,
): string | null {
  const [said, asked] = [directionOf(media, answered), directionOf(wanted, offered)];
  return counterparts[asked]?.includes(said) ? null : `${said} answers ${asked}`;
}

/** Of a line, or else of its session. */
export function directionOf(line: SdpMedia, session: SdpSession): string {
  return [...line.attributes, ...session.attributes].find((each) => directions.includes(each)) ?? 'sendrecv';
}

function packetComplaint(media: SdpMedia, wanted: SdpMedia): string | null {
  const milliseconds = (line: SdpMedia, name: string): number =>
    Number(line.attributes.find((each) => each.startsWith(`${name}:`))?.slice(name.length + 1));
  return milliseconds(media, 'ptime') > milliseconds(wanted, 'maxptime') ? 'a=ptime is over a=maxptime' : null;
}

function shapeComplaint(answered: SdpSession, offered: SdpSession): string | null {
  if (answered.media.length !== offered.media.length)
    return `${answered.media.length} m= lines, not ${offered.media.length}`;
  for (const [index, media] of answered.media.entries()) {
    const wanted = offered.media[index];
    if (media.media !== wanted?.media) return `m= line ${index + 1} is ${media.media}, not ${wanted?.media}`;
    if (media.proto !== wanted.proto && !becomesSecure(media, wanted)) return `${media.proto} answers ${wanted.proto}`;
    if (media.port !== 0 && index !== acceptedLine(answered)) {
      const wrong = takenVideoComplaint(media, answered, wanted, offered);
      if (wrong !== null) return `m= line ${index + 1} is taken too: ${wrong}`;
    }
    if (media.port === 0 && index !== acceptedLine(answered)) {
      const wrong = refusedLineComplaint(media, wanted);
      if (wrong !== null) return `m= line ${index + 1}: ${wrong}`;
    }
  }
  return null;
}

/** Besides the voice one video may be taken, by the same rules. */
function takenVideoComplaint(
  media: SdpMedia,
  answered: SdpSession,
  wanted: SdpMedia,
  offered: SdpSession,
): string | null {
  const taken = answered.media.filter((line) => line.media === 'video' && line.port !== 0);
  if (media.media !== 'video' || wanted.port === 0 || taken.length > 1) return `it is ${media.media}`;
  return (
    directionComplaint(media, answered, wanted, offered) ??
    takenPictureComplaint(media, wanted) ??
    attributesComplaint(media.attributes, wanted.attributes) ??
    keyComplaint(media, wanted) ??
    iceComplaint(media, wanted)
  );
}

/** A plain line whose key is taken becomes a secure one. */
function becomesSecure(media: SdpMedia, wanted: SdpMedia): boolean {
  return media.proto === wanted.proto.replace('/AVP', '/SAVP') && keysOf(media).length > 0;
}

/** Values of its `a=crypto`. */
export function keysOf({ attributes }: SdpMedia): string[] {
  return attributes.flatMap((attribute) => /^crypto:(.*)$/.exec(attribute)?.[1] ?? []);
}

/** One key, under tag and suite of a line of the offer, with the identifier that this line has (RFC 4568 section 7.1.2). */
function keyComplaint(media: SdpMedia, wanted: SdpMedia): string | null {
  const keys = keysOf(media);
  if (media.proto.includes('SAVP') !== (keys.length === 1)) return `${keys.length} a=crypto lines in ${media.proto}`;
  const required = wanted.attributes.some((attribute) => /^encryption: ?required$/i.test(attribute));
  if (required && media.port !== 0 && !media.attributes.includes('encryption:required'))
    return 'encryption is required, and the answer does not say so';
  if (keys[0] === undefined) return null;
  const form = /^(\d+) (AES_CM_128_HMAC_SHA1_80) inline:[A-Za-z0-9+/]{40}\|2\^31(\|\d+:\d+)?$/.exec(keys[0]);
  if (form === null) return 'a=crypto has a wrong value';
  const [, tag, suite, identifier = ''] = form;
  const taken = keysOf(wanted).find((key) => key.startsWith(`${tag} ${suite} `));
  if (taken === undefined) return `key ${tag} was not offered`;
  return (/\|\d+:\d+$/.exec(taken)?.[0] ?? '') === identifier ? null : `the identifier of key ${tag} is another`;
}

/** An agent with a candidate of each component, the one that m= and c= name among them, in one answer (RFC 8839 section 4.2). */
function iceComplaint(media: SdpMedia, wanted: SdpMedia): string | null {
  const ice = iceOf(media);
  if ((iceOf(wanted) === undefined) !== (ice === undefined)) return 'ICE on one side alone';
  return ice === undefined ? null : iceFault(ice, media);
}

/** Who offers as another agent is answered by another one, and everybody else by the one that was there (RFC 8445 section 9, RFC 8839 section 4.4.2). */
function restartComplaint(
  index: number,
  [answered, offered]: readonly [SdpSession, SdpSession],
  { here, there }: Agreed,
) {
  const agents = [answered, offered, readSdp(here), readSdp(there.replaceAll(/ +\r\n/g, '\r\n'))].map((session) => {
    const line = typeof session === 'string' ? undefined : session.media[index];
    return line === undefined ? undefined : iceOf(line);
  });
  const [ours, theirs, oursBefore, theirsBefore] = agents.map((agent) => agent && `${agent.ufrag} ${agent.pwd}`);
  if (ours === undefined || oursBefore === undefined || theirsBefore === undefined) return null;
  if (theirs === theirsBefore) return ours === oursBefore ? null : 'ICE begins anew, and nobody asked for that';
  return ours === oursBefore ? 'ICE is to begin anew, and goes on as it was' : null;
}

/** What is wrong with an agent by itself, whatever it answers. */
export function iceFault(ice: IceDescription, media: SdpMedia): string | null {
  if (!/^[A-Za-z0-9+/]{4,256}$/.test(ice.ufrag) || !/^[A-Za-z0-9+/]{22,256}$/.test(ice.pwd))
    return 'a=ice-ufrag or a=ice-pwd has a wrong value';
  const odd = ice.candidates.find((line) => !isCandidate(line));
  if (odd !== undefined) return `${odd} is no candidate`;
  if (new Set(ice.candidates).size !== ice.candidates.length) return 'a candidate comes twice';
  const components = ice.candidates.map((line) => line.split(' ')[1]);
  if (!components.includes('1')) return 'no candidate for voice';
  if (!components.includes('2') && !media.attributes.includes('rtcp-mux')) return 'no candidate for reports';
  return defaultFault(ice, media);
}

/** A candidate of either form, whose addresses are addresses ([MS-ICE2] section 2.2: `x-candidate-ipv6` for those of IPv6). */
function isCandidate(line: string): boolean {
  const form =
    /^a=(candidate|x-candidate-ipv6):[A-Za-z0-9+/]{1,32} [12] (UDP|TCP-ACT|TCP-PASS) (\d{1,10}) (\S+) (\d{1,5}) typ (host|srflx|relay)(?: raddr (\S+) rport (\d{1,5}))?$/.exec(
      line,
    );
  if (form === null) return false;
  const [, name, , priority, address = '', port, type, related, relatedPort = '1'] = form;
  const ports = [Number(port), Number(relatedPort)];
  if (Number(priority) >= 2 ** 32 || ports.some((each) => each < 1 || each > 65_535)) return false;
  if ((related === undefined) !== (type === 'host') || (related !== undefined && isIP(related) === 0)) return false;
  return name === 'candidate' ? isIP(address) !== 0 : isIPv6(address);
}

/** The default candidate is one of UDP ([MS-ICE2]), but where there are none of UDP; m= has its port, and c= its address (RFC 8839 section 4.2.1.2). */
function defaultFault({ candidates }: IceDescription, { connection, port: named }: SdpMedia): string | null {
  const address = connection?.split(' ')[2];
  const ofVoice = candidates.map((line) => line.split(' ')).filter(([, component]) => component === '1');
  const ofUdp = ofVoice.filter(([, , protocol]) => protocol === 'UDP');
  const isNamed = (ofUdp.length > 0 ? ofUdp : ofVoice).some(
    ([, , , , host, port]) => host === address && port === String(named),
  );
  return isNamed ? null : 'm= and c= name none of the candidates that they may';
}

/** The agent of a line, where it has one. */
export function iceOf({ attributes }: SdpMedia): IceDescription | undefined {
  const value = (name: string): string | undefined =>
    attributes
      .find((each) => each.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const [ufrag, pwd] = [value('ice-ufrag'), value('ice-pwd')];
  if (ufrag === undefined || pwd === undefined) return undefined;
  const candidates = attributes.filter((each) => /^(x-)?candidate/.test(each)).map((each) => `a=${each}`);
  return { ufrag, pwd, candidates };
}

function refusedLineComplaint({ formats, attributes }: SdpMedia, wanted: SdpMedia): string | null {
  if (formats.length !== 1 || attributes.length > 0) return 'more is said of a refused line than one format';
  return formats[0] === wanted.formats[0] ? null : 'its format was not offered first';
}

function formatsComplaint(media: SdpMedia, wanted: SdpMedia): string | null {
  const strange = media.formats.find((format) => !wanted.formats.includes(format));
  if (strange !== undefined) return `payload type ${strange} was not offered`;
  if (new Set(media.formats).size !== media.formats.length) return 'a payload type comes twice';
  const isVoice = (format: string): boolean =>
    !/^(CN|telephone-event)\//i.test(mapping(wanted, format) ?? staticName(format));
  return media.formats.some(isVoice) ? null : 'no voice codec is left';
}

function mappingComplaint(media: SdpMedia, wanted: SdpMedia): string | null {
  for (const attribute of media.attributes) {
    const described = /^(?:rtpmap|fmtp):(\d+) /.exec(attribute)?.[1];
    if (described !== undefined && !media.formats.includes(described)) return `${attribute}: not in the m= line`;
    if (/^(rtpmap|fmtp):/.test(attribute) && described === undefined) return `${attribute}: no payload type`;
  }
  for (const format of media.formats) {
    const [said, meant] = [mapping(media, format), mapping(wanted, format) ?? staticName(format)];
    if (said === null && Number(format) >= 96) return `payload type ${format} has no rtpmap`;
    if (said !== null && !sameCodec(said, meant)) return `payload type ${format} is ${said}, offered as ${meant}`;
    if (/^telephone-event\//i.test(meant)) {
      const strange = eventsOf(media, format).find((event) => !eventsOf(wanted, format).includes(event));
      if (strange !== undefined) return `event ${strange} was not offered`;
    }
  }
  return null;
}

/** The events that a line names, or the keys where it names none (RFC 4733 section 2.4.1). */
function eventsOf({ attributes }: SdpMedia, format: string): readonly number[] {
  const prefix = `fmtp:${format} `;
  const named = attributes.find((each) => each.startsWith(prefix))?.slice(prefix.length) ?? '0-15';
  return named.split(',').flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function attributesComplaint(said: readonly string[], offered: readonly string[]): string | null {
  if (said.filter((attribute) => directions.includes(attribute)).length > 1) return 'more than one direction';
  const name = (attribute: string): string => attribute.split(':')[0] ?? '';
  const strange = said.find((each) => onlyIfOffered.test(each) && !offered.some((other) => name(other) === name(each)));
  if (strange !== undefined) return `a=${name(strange)} was not offered`;
  const ptime = said.find((attribute) => name(attribute) === 'ptime');
  return ptime === undefined || /^ptime:\d{1,3}$/.test(ptime) ? null : 'a=ptime has a wrong value';
}

/** Neither the address that stands for none nor one of many. */
function isSomebodys(address: string): boolean {
  if (isIPv6(address)) return address !== '::' && !/^ff/i.test(address);
  return isIPv4(address) && address !== '0.0.0.0' && Number(address.split('.')[0]) < 224;
}

/** Where voice may be sent to by that line. */
export function targetOf(media: SdpMedia): AnswerOutcome {
  const { connection } = media;
  if (connection === null) return { ok: false, reason: 'no c= line' };
  const address = connection.slice('IN IPx '.length);
  if (!isSomebodys(address)) {
    return { ok: false, reason: `${address} is no address to send voice to` };
  }
  if (media.port < 1 || media.port > 65_535)
    return { ok: false, reason: `port ${media.port}: the audio line is refused` };
  const rtcp = media.attributes.find((attribute) => attribute.startsWith('rtcp:'));
  const rtcpPort =
    rtcp === undefined ? media.port + 1 : Number(/^rtcp:(\d{1,5})(?: IN IP[46] [\da-fA-F:.]+)?$/.exec(rtcp)?.[1]);
  if (!(rtcpPort >= 1 && rtcpPort <= 65_535)) return { ok: false, reason: 'a=rtcp has a wrong value' };
  const [key, ice] = [/inline:([^|]+)/.exec(keysOf(media)[0] ?? '')?.[1], iceOf(media)];
  const secured = key === undefined ? {} : { key };
  const target = { address, rtpPort: media.port, rtcpPort, ...secured, ...(ice === undefined ? {} : { ice }) };
  return { ok: true, target, formats: media.formats.map(Number) };
}

/** What the line says of a payload type. */
export function mapping(media: SdpMedia, format: string): string | null {
  const prefix = `rtpmap:${format} `;
  return media.attributes.find((attribute) => attribute.startsWith(prefix))?.slice(prefix.length) ?? null;
}

/** Names of the static payload types a gateway offers (RFC 3551 table 4). */
export function staticName(format: string): string {
  return { '0': 'PCMU/8000', '8': 'PCMA/8000', '9': 'G722/8000', '13': 'CN/8000' }[format] ?? 'unknown/0';
}

function sameCodec(one: string, other: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replace(/\/1$/, '');
  return plain(one) === plain(other);
}
