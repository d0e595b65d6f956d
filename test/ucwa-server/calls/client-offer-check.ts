/**
 * Judges an SDP offer of a client in a call that is up (RFC 3264 section 8): the same session in its next version, every line in its place,
 * one audio line, and keys and ICE as agreed on.
 */
import {
  type Agreed,
  type AnswerOutcome,
  directionOf,
  iceFault,
  iceOf,
  keysOf,
  mapping,
  staticName,
  targetOf,
  versionComplaint,
  videoTarget,
} from './answer.ts';
import { readSdp, type SdpMedia, type SdpSession } from './sdp-syntax.ts';
import { offeredPictureComplaint } from './video-line.ts';

export type ClientOfferOutcome =
  | { readonly ok: false; readonly reason: string }
  | (Extract<AnswerOutcome, { ok: true }> & { readonly direction: string; readonly sdp: string });

export function checkClientOffer(sdp: string, { here, there }: Agreed): ClientOfferOutcome {
  const [offered, before, caller] = [sdp, here, there.replaceAll(/ +\r\n/g, '\r\n')].map(readSdp);
  if (typeof offered === 'string' || offered === undefined) return { ok: false, reason: offered ?? 'no offer' };
  if (typeof before === 'string' || typeof caller === 'string' || before === undefined || caller === undefined)
    return { ok: false, reason: 'what was agreed before cannot be read' };
  const index = offered.media.findIndex(({ media, port }) => media === 'audio' && port !== 0);
  const [media, known, theirs] = [offered.media[index], before.media[index], caller.media[index]];
  if (media?.media !== 'audio') return { ok: false, reason: 'no audio line is offered' };
  if (known === undefined || theirs === undefined) return { ok: false, reason: 'the audio line has another place' };
  const wrong = [
    versionComplaint(offered, here),
    linesComplaint(offered, before, caller, index),
    codecComplaint(media, theirs),
    keyComplaint(media, known),
    iceComplaint(media, known),
  ].find((each) => each !== null);
  if (wrong) return { ok: false, reason: wrong };
  const target = targetOf(media);
  if (!target.ok) return target;
  const video = videoTarget(offered);
  if (video?.ok === false) return video;
  return { ...target, ...(video !== null && { video }), direction: directionOf(media, offered), sdp };
}

function linesComplaint(offered: SdpSession, before: SdpSession, caller: SdpSession, audio: number): string | null {
  if (offered.media.length < before.media.length) return 'm= lines are missing';
  for (const [index, media] of offered.media.entries()) {
    if (before.media[index] !== undefined && media.media !== before.media[index].media)
      return `m= line ${index + 1} was ${before.media[index].media}`;
    if (index === audio || media.port === 0) continue;
    const wrong =
      media.media === 'video'
        ? videoComplaint(media, agreedOn(before.media[index], caller.media[index]))
        : `it is ${media.media}`;
    if (wrong !== null) return `m= line ${index + 1} is offered too: ${wrong}`;
  }
  return offered.times.join() === before.times.join() ? null : 'the time is another';
}

/** Pictures that may be new, or go on as the voice does. */
function videoComplaint(media: SdpMedia, known: SdpMedia | undefined): string | null {
  const goesOn = known !== undefined && known.port !== 0;
  return offeredPictureComplaint(media) ?? (goesOn ? (keyComplaint(media, known) ?? iceComplaint(media, known)) : null);
}

/** A line as both have it: keys and ICE that a first offer had, and its answer did without, are not there. */
function agreedOn(known: SdpMedia | undefined, theirs: SdpMedia | undefined): SdpMedia | undefined {
  if (known === undefined || theirs === undefined) return known;
  const gone = [
    ...(keysOf(theirs).length === 0 ? [/^(crypto|encryption)/] : []),
    ...(iceOf(theirs) === undefined ? [/^(ice-|candidate|rtcp-mux)/] : []),
  ];
  return { ...known, attributes: known.attributes.filter((each) => !gone.some((name) => name.test(each))) };
}

/** One codec of the caller's under the number that it has, and each dynamic number explained. */
function codecComplaint(media: SdpMedia, theirs: SdpMedia): string | null {
  if (new Set(media.formats).size !== media.formats.length) return 'a payload type comes twice';
  const nameless = media.formats.find((format) => Number(format) >= 96 && mapping(media, format) === null);
  if (nameless !== undefined) return `payload type ${nameless} has no rtpmap`;
  const nameOf = (line: SdpMedia, format: string): string =>
    (mapping(line, format) ?? staticName(format)).toLowerCase().replace(/\/1$/, '');
  const shared = media.formats.filter(
    (format) => theirs.formats.includes(format) && nameOf(media, format) === nameOf(theirs, format),
  );
  return shared.some((format) => !/^(cn|telephone-event)\//.test(nameOf(media, format)))
    ? null
    : 'no codec is left that the caller speaks';
}

/**
 * What is encrypted stays so, under the key that it has: counters go on. Whoever goes on at another place may have another key: it need not be the same
 * program there (RFC 4568 section 7.1.4).
 */
function keyComplaint(media: SdpMedia, known: SdpMedia): string | null {
  const [keys, before] = [keysOf(media), keysOf(known)];
  if (media.proto.includes('SAVP') !== keys.length > 0) return `${keys.length} a=crypto lines in ${media.proto}`;
  if (keys.length > 0 !== before.length > 0) return 'encryption began or ended';
  const inline = (key: string | undefined): string | undefined => /inline:([^|]+)/.exec(key ?? '')?.[1];
  const isSame = media.port === known.port;
  return !isSame || inline(keys[0]) === inline(before[0]) ? null : 'the key is another';
}

/** Another agent has a name and a password of its own, and has not chosen anything yet (RFC 8445 section 9, RFC 8839 section 4.4.1.1.1). */
function iceComplaint(media: SdpMedia, known: SdpMedia): string | null {
  const [ice, before] = [iceOf(media), iceOf(known)];
  if ((ice === undefined) !== (before === undefined)) return 'ICE began or ended';
  if (ice === undefined || before === undefined) return null;
  const isAnother = ice.ufrag !== before.ufrag;
  if (isAnother !== (ice.pwd !== before.pwd)) return 'one of ufrag and password is another, and one is not';
  if (isAnother && media.attributes.some((each) => each.startsWith('remote-candidates')))
    return 'a restart that names what is chosen';
  return iceFault(ice, media);
}
