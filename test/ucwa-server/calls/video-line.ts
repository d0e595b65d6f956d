/** Judges what a client says of a video line that it takes or offers: pictures that the caller knows, each under its number. */
import type { SdpMedia } from './sdp-syntax.ts';

/** The formats in which pictures may come, by name in lower case. */
const pictures = /^(vp8|h264)\/90000$/i;

/** What is wrong with the formats of a video line in an answer. */
export function takenPictureComplaint(media: SdpMedia, wanted: SdpMedia): string | null {
  if (media.formats.length !== 1) return `${media.formats.length} formats are taken, not one`;
  const [format = ''] = media.formats;
  if (!wanted.formats.includes(format)) return `payload type ${format} was not offered`;
  const [said, meant] = [describes(media, 'rtpmap', format), describes(wanted, 'rtpmap', format)];
  if (said === null || said.toLowerCase() !== meant?.toLowerCase())
    return `payload type ${format} is ${said}, not ${meant}`;
  return pictures.test(said) ? modeComplaint(media, wanted, format) : `${said} is no picture`;
}

/** RFC 6184 section 8.2.2: mode and profile are the offerer's, and the level is not above its own unless that may be. */
function modeComplaint(media: SdpMedia, wanted: SdpMedia, format: string): string | null {
  const [said, meant] = [media, wanted].map((line) => describes(line, 'fmtp', format) ?? '');
  const mode = (text = ''): string => /packetization-mode=(\d)/.exec(text)?.[1] ?? '0';
  const [profile = '', level = 0] = profileIn(said);
  const [profileThere = '', levelThere = 0] = profileIn(meant);
  if (mode(said) !== mode(meant)) return `mode ${mode(said)} answers ${mode(meant)}`;
  if (profileThere === '') return null;
  if (profile !== profileThere) return `profile ${profile} answers ${profileThere}`;
  const isFree = /level-asymmetry-allowed=1/.test(meant ?? '');
  return level > levelThere && !isFree ? 'the level is above the one that was offered' : null;
}

function profileIn(fmtp = ''): [profile?: string, level?: number] {
  const [, profile, level] = /profile-level-id=([0-9a-f]{4})([0-9a-f]{2})/i.exec(fmtp) ?? [];
  return profile === undefined ? [] : [profile.toLowerCase(), Number.parseInt(level ?? '', 16)];
}

/** What is wrong with the formats of a video line in an offer. */
export function offeredPictureComplaint(media: SdpMedia): string | null {
  if (new Set(media.formats).size !== media.formats.length) return 'a payload type of video comes twice';
  const odd = media.formats.find((format) => !pictures.test(describes(media, 'rtpmap', format) ?? ''));
  return odd === undefined ? null : `payload type ${odd} is no picture`;
}

/** What a line says of a format by that attribute. */
export function describes({ attributes }: SdpMedia, name: 'rtpmap' | 'fmtp', format: string): string | null {
  const prefix = `${name}:${format} `;
  return attributes.find((each) => each.startsWith(prefix))?.slice(prefix.length) ?? null;
}
