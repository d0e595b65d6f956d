/** Judges the SDP offer with which a client makes a call (RFC 3264 section 5), and answers it as a telephone of PCMU does. */
import type { Target } from '../../../peers/peer.ts';
import { type AnswerOutcome, directionOf, iceFault, iceOf, keysOf, mapping, staticName, targetOf } from '../answer.ts';
import { gatewaySdp } from '../offer.ts';
import type { Pictures } from '../pictures.ts';
import { readSdp, type SdpMedia, type SdpSession } from '../sdp-syntax.ts';
import { offeredPictureComplaint } from '../video-line.ts';

export type FirstOffer =
  | { readonly ok: false; readonly reason: string }
  | {
      readonly ok: true;
      readonly sdp: string;
      readonly target: Target;
      readonly media: SdpMedia;
      /** Where pictures go. */
      readonly video?: { readonly target: Target; readonly media: SdpMedia };
    };

/** `pictures`: the operation is one that begins with them too. */
export function checkFirstOffer(sdp: string, pictures = false): FirstOffer {
  const session = readSdp(sdp);
  if (typeof session === 'string') return { ok: false, reason: session };
  const open = session.media.filter(({ port }) => port !== 0);
  const [media, video] = open;
  if (media?.media !== 'audio') return { ok: false, reason: 'its first open line is not of audio' };
  if (open.length !== (pictures ? 2 : 1)) return { ok: false, reason: `${open.length} lines are open` };
  if (directionOf(media, session) !== 'sendrecv')
    return { ok: false, reason: 'a call that does not begin with sendrecv' };
  const wrong = [formatsFault(media), keysFault(media), agentFault(media)].find((each) => each !== null);
  if (wrong) return { ok: false, reason: wrong };
  const target: AnswerOutcome = targetOf(media);
  if (!target.ok) return target;
  const said = { ok: true, sdp, target: target.target, media } as const;
  if (video === undefined) return said;
  const odd = pictureFault(video, session, media);
  if (odd !== null) return { ok: false, reason: odd };
  const shown = targetOf(video);
  return shown.ok ? { ...said, video: { target: shown.target, media: video } } : shown;
}

/** Pictures have a way and a key of their own. */
function pictureFault(video: SdpMedia, session: SdpSession, audio: SdpMedia): string | null {
  if (video.media !== 'video') return `a line of ${video.media} is open`;
  if (directionOf(video, session) !== 'sendrecv') return 'pictures that do not begin with sendrecv';
  const wrong = offeredPictureComplaint(video) ?? keysFault(video) ?? agentFault(video);
  if (wrong !== null) return wrong;
  if (video.port === audio.port) return 'voice and pictures have one port';
  const [own, theirs] = [video, audio].map((media) => /inline:([^|]+)/.exec(keysOf(media)[0] ?? '')?.[1]);
  if (own !== undefined && own === theirs) return 'voice and pictures have one key';
  return (iceOf(video) === undefined) === (iceOf(audio) === undefined) ? null : 'one of the two has no ICE';
}

function formatsFault(media: SdpMedia): string | null {
  const { formats } = media;
  if (new Set(formats).size !== formats.length) return 'a payload type comes twice';
  const nameless = formats.find((format) => Number(format) >= 96 && mapping(media, format) === null);
  if (nameless !== undefined) return `payload type ${nameless} has no rtpmap`;
  return formatOf(media, 'PCMU/8000') === undefined ? 'no PCMU, which every telephone speaks' : null;
}

/** RFC 4568: each under a tag of its own, of thirty bytes; beside RTP in the clear only as a wish ([MS-SDPEXT], a=encryption:optional). */
function keysFault(media: SdpMedia): string | null {
  const keys = keysOf(media);
  const isOptional = media.attributes.includes('encryption:optional');
  const isRight = keys.length === 0 ? !media.proto.includes('SAVP') : media.proto.includes('SAVP') || isOptional;
  if (!isRight) return `${keys.length} a=crypto lines in ${media.proto}`;
  const tags = keys.map((key) => key.split(' ')[0]);
  if (new Set(tags).size !== tags.length) return 'a tag of a key comes twice';
  const odd = keys.find((key) => !/^\d{1,9} [A-Z0-9_]+ inline:[A-Za-z0-9+/=]{40,64}(\||$)/.test(key));
  return odd === undefined ? null : `${odd} is no key`;
}

function agentFault(media: SdpMedia): string | null {
  const ice = iceOf(media);
  return ice === undefined ? null : iceFault(ice, media);
}

/** What a peer of PCMU at that place answers; comfort noise and keys under the numbers of the offer. Pictures are refused without any. */
export function answerToFirst(
  { media, sdp, video }: Extract<FirstOffer, { ok: true }>,
  local: Target,
  pictures: Pictures | null,
): string {
  const key = keysOf(media).find((each) => each.includes(' AES_CM_128_HMAC_SHA1_80 '));
  const [voice, noise, events] = ['PCMU/8000', 'CN/8000', 'telephone-event/8000'].map((name) => formatOf(media, name));
  const formats = [voice, noise, events].filter((format) => format !== undefined).join(' ');
  const answer = gatewaySdp(local)
    .replace(/^(m=audio \d+ \S+) .*\r$/m, `$1 ${formats}\r`)
    .replaceAll(/^a=(cryptoscale|crypto:2|encryption).*\r\n/gm, '')
    .replace('a=crypto:3 ', `a=crypto:${key?.split(' ')[0] ?? '1'} `)
    .replaceAll(/ +\r\n/g, '\r\n')
    .replaceAll(/^a=candidate:9 .*\r\n/gm, '');
  const voiced =
    events === undefined
      ? answer.replaceAll(/^a=(rtpmap|fmtp):101 .*\r\n/gm, '')
      : answer.replaceAll(/^a=(rtpmap|fmtp):101 /gm, `a=$1:${events} `);
  return video === undefined ? voiced : `${voiced}${pictureLines(sdp, pictures)}`;
}

/** Under the number that the offer has for the peer's format. */
function pictureLines(sdp: string, pictures: Pictures | null): string {
  const section = sdp.slice(sdp.indexOf('m=video'));
  const type = pictures?.numberIn(section);
  if (pictures !== null && type !== undefined) return pictures.section('sendrecv', type);
  const [, protocol, format] = /^m=video \d+ (\S+) (\S+)/.exec(section) ?? [];
  return `m=video 0 ${protocol} ${format}\r\n`;
}

function formatOf(media: SdpMedia, name: string): string | undefined {
  return media.formats.find(
    (format) => (mapping(media, format) ?? staticName(format)).replace(/\/1$/, '').toLowerCase() === name.toLowerCase(),
  );
}
