/** The caller's SDP answer to an offer of the client (RFC 3264 section 6). */
import type { Target } from '../../peers/peer.ts';
import { gatewaySdp } from './offer.ts';

export function answerTo(offer: string, local: Target, direction: 'sendrecv' | 'inactive'): string {
  const [tag] = /^a=crypto:(\d+) /m.exec(offer)?.slice(1) ?? [];
  const formats = /^m=audio \d+ \S+ (.*)\r$/m.exec(offer)?.[1] ?? '';
  const refused = [...offer.matchAll(/^m=(\S+) 0 (\S+) (\S+).*\r\n/gm)].map(
    ([, media, protocol, format]) => `m=${media} 0 ${protocol} ${format}\r\n`,
  );
  const answer = gatewaySdp(local)
    .replace('a=sendrecv', `a=${direction}`)
    .replace(/^(m=audio \d+ \S+) .*\r$/m, `$1 ${formats}\r`)
    .replaceAll(/^a=(cryptoscale|crypto:2).*\r\n/gm, '')
    .replace('a=crypto:3 ', `a=crypto:${tag} `)
    .replaceAll(/ +\r\n/g, '\r\n')
    .replaceAll(/^a=candidate:9 .*\r\n/gm, '');
  return `${answer}${refused.join('')}`;
}
