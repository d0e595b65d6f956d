/** Judges the SDP offer with which a client makes a call (RFC 3264 section 5), and answers it as a telephone of PCMU does. */
import type { Target } from '../../../peers/peer.ts';
import { type AnswerOutcome, directionOf, iceFault, iceOf, keysOf, mapping, staticName, targetOf } from '../answer.ts';
import { gatewaySdp } from '../offer.ts';
import { readSdp, type SdpMedia } from '../sdp-syntax.ts';

export type FirstOffer =
  | { readonly ok: false; readonly reason: string }
  | { readonly ok: true; readonly sdp: string; readonly target: Target; readonly media: SdpMedia };

export function checkFirstOffer(sdp: string): FirstOffer {
  const session = readSdp(sdp);
  if (typeof session === 'string') return { ok: false, reason: session };
  const open = session.media.filter(({ port }) => port !== 0);
  const [media] = open;
  if (open.length !== 1 || media?.media !== 'audio') return { ok: false, reason: 'not one open line, of audio' };
  if (directionOf(media, session) !== 'sendrecv')
    return { ok: false, reason: 'a call that does not begin with sendrecv' };
  const wrong = [formatsFault(media), keysFault(media), agentFault(media)].find((each) => each !== null);
  if (wrong) return { ok: false, reason: wrong };
  const target: AnswerOutcome = targetOf(media, session);
  return target.ok ? { ok: true, sdp, target: target.target, media } : target;
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

/** What a peer of PCMU at that place answers; comfort noise and keys under the numbers of the offer. */
export function answerToFirst({ media }: Extract<FirstOffer, { ok: true }>, local: Target): string {
  const key = keysOf(media).find((each) => each.includes(' AES_CM_128_HMAC_SHA1_80 '));
  const [voice, noise, events] = ['PCMU/8000', 'CN/8000', 'telephone-event/8000'].map((name) => formatOf(media, name));
  const formats = [voice, noise, events].filter((format) => format !== undefined).join(' ');
  const answer = gatewaySdp(local)
    .replace(/^(m=audio \d+ \S+) .*\r$/m, `$1 ${formats}\r`)
    .replaceAll(/^a=(cryptoscale|crypto:2|encryption).*\r\n/gm, '')
    .replace('a=crypto:3 ', `a=crypto:${key?.split(' ')[0] ?? '1'} `)
    .replaceAll(/ +\r\n/g, '\r\n')
    .replaceAll(/^a=candidate:9 .*\r\n/gm, '');
  return events === undefined
    ? answer.replaceAll(/^a=(rtpmap|fmtp):101 .*\r\n/gm, '')
    : answer.replaceAll(/^a=(rtpmap|fmtp):101 /gm, `a=$1:${events} `);
}

function formatOf(media: SdpMedia, name: string): string | undefined {
  return media.formats.find(
    (format) => (mapping(media, format) ?? staticName(format)).replace(/\/1$/, '').toLowerCase() === name.toLowerCase(),
  );
}
