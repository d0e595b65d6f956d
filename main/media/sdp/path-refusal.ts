import { type Endpoint, isSameAddress } from './far-address.ts';
import type { OfferFailure } from './offer-failure.ts';
import { type AudioLines, attributesIn } from './tidy.ts';

/**
 * Why voice would not reach a line whose ICE is of no use here; null where it would. With ICE the address in m= and c= is only the
 * default one, and it is often a relay's, which passes on nothing of strangers. Without ICE we reach it only where it is the far side's own: a
 * `typ host` candidate (RFC 8445 section 5.1.1). `rtp` is null for an offer that names no address.
 */
export function pathRefusal(rtp: Endpoint | null, { media, session }: AudioLines): OfferFailure | null {
  const candidates = ['candidate', 'x-candidate-ipv6'].flatMap((name) => attributesIn([...media, ...session], name));
  const uses = candidates.length > 0 || attributesIn([...media, ...session], 'ice-ufrag').length > 0;
  if (!uses || (rtp !== null && candidates.some((candidate) => isHost(candidate, rtp)))) return null;
  return {
    failure: 'no-path',
    message: 'the address is not of the far side itself, and none of its candidates can be used',
  };
}

function isHost(candidate: string, { host, port }: Endpoint): boolean {
  const [, component, transport = '', , address = '', at, typ, type = ''] = candidate.split(' ');
  const isVoice = component === '1' && transport.toUpperCase() === 'UDP';
  const isItself = typ === 'typ' && type.toLowerCase() === 'host';
  return isVoice && isItself && Number(at) === port && isSameAddress(address, host);
}
