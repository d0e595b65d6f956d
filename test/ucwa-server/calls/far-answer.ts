/** The caller's SDP answer to an offer of the client (RFC 3264 section 6), with pictures where they have some. */
import type { Target } from '../../peers/peer.ts';
import { gatewaySdp } from './offer.ts';
import type { Pictures } from './pictures.ts';

export function answerTo(
  offer: string,
  local: Target,
  direction: 'sendrecv' | 'inactive',
  pictures: Pictures | null = null,
): string {
  const [tag] = /^a=crypto:(\d+) /m.exec(offer)?.slice(1) ?? [];
  const formats = /^m=audio \d+ \S+ (.*)\r$/m.exec(offer)?.[1] ?? '';
  const sections = offer.split(/^(?=m=)/m).slice(1);
  const others = sections.flatMap((section) => otherLine(section, direction, pictures) ?? []);
  const answer = gatewaySdp(local)
    .replace('a=sendrecv', `a=${direction}`)
    .replace(/^(m=audio \d+ \S+) .*\r$/m, `$1 ${formats}\r`)
    .replaceAll(/^a=(cryptoscale|crypto:2).*\r\n/gm, '')
    .replace('a=crypto:3 ', `a=crypto:${tag} `)
    .replaceAll(/ +\r\n/g, '\r\n')
    .replaceAll(/^a=candidate:9 .*\r\n/gm, '');
  return `${answer}${others.join('')}`;
}

/** Null for the voice. */
function otherLine(section: string, direction: 'sendrecv' | 'inactive', pictures: Pictures | null): string | null {
  const [, media, port, protocol, format] = /^m=(\S+) (\d+) (\S+) (\S+)/.exec(section) ?? [];
  if (media === 'audio') return null;
  const type = media === 'video' && port !== '0' ? pictures?.numberIn(section) : undefined;
  if (type === undefined) return `m=${media} 0 ${protocol} ${format}\r\n`;
  const said =
    direction === 'inactive'
      ? direction
      : (counterparts[/^a=(sendonly|recvonly|inactive)\r$/m.exec(section)?.[1] ?? ''] ?? 'sendrecv');
  return pictures?.section(said, type) ?? null;
}

const counterparts: Readonly<Record<string, string>> = {
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
};
