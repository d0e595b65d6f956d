import { type Endpoint, isSameAddress } from './far-address.ts';
import type { OfferFailure } from './offer-failure.ts';
import { attributesIn } from './tidy.ts';

/** Why plain RTP cannot be spoken on an audio line at all; null where it can. `lines`: of that m= line and of the session. */
export function transportRefusal(protocol: string, lines: AudioLines): OfferFailure | null {
  const name = protocol.toUpperCase();
  if (/(^|\/)SAVPF?$/.test(name)) return { failure: 'encryption-mismatch', message: `${name} is encrypted` };
  if (name !== 'RTP/AVP' && name !== 'RTP/AVPF') {
    return { failure: 'unsupported-media', message: `transport ${protocol} is not supported` };
  }
  return encryption(lines) === 'required'
    ? { failure: 'encryption-mismatch', message: 'encryption is required' }
    : null;
}

/**
 * With ICE the address in m= and c= is only the default one, and it is often a relay's, which passes on nothing of strangers.
 * Without ICE of our own we reach it only where it is the far side's own: a `typ host` candidate (RFC 8445 section 5.1.1).
 * `rtp` is null for an offer that names no address.
 */
export function pathRefusal(rtp: Endpoint | null, { media, session }: AudioLines): OfferFailure | null {
  const candidates = ['candidate', 'x-candidate-ipv6'].flatMap((name) => attributesIn([...media, ...session], name));
  const uses = candidates.length > 0 || attributesIn([...media, ...session], 'ice-ufrag').length > 0;
  if (!uses || (rtp !== null && candidates.some((candidate) => isHost(candidate, rtp)))) return null;
  return { failure: 'no-path', message: 'the address is not of the far side itself, and ICE is not supported' };
}

export interface AudioLines {
  readonly media: readonly string[];
  readonly session: readonly string[];
}

/** `a=encryption` ([MS-SDPEXT]): the line's own counts before the session's. */
function encryption({ media, session }: AudioLines): string {
  const [said = ''] = [media, session].flatMap((lines) => attributesIn(lines, 'encryption'));
  return said.toLowerCase();
}

function isHost(candidate: string, { host, port }: Endpoint): boolean {
  const [, component, transport = '', , address = '', at, typ, type = ''] = candidate.split(' ');
  const isVoice = component === '1' && transport.toUpperCase() === 'UDP';
  const isItself = typ === 'typ' && type.toLowerCase() === 'host';
  return isVoice && isItself && Number(at) === port && isSameAddress(address, host);
}
