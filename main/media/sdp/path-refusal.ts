import { attributesIn } from '../attributes.ts';
import { readCandidates } from '../ice/candidates/candidate-lines.ts';
import { isSameAddress } from '../ice/transport-address.ts';
import { admittedEndpoint, type Endpoint } from './far-address.ts';
import type { OfferFailure } from './offer-failure.ts';
import type { AudioLines } from './tidy.ts';

/**
 * Why voice would not reach a line whose ICE is of no use here; null where it would. With ICE the address in m= and c= is only the
 * default one, and it is often a relay's, which passes on nothing of strangers. Without ICE we reach it only where it is the far side's own: a
 * `typ host` candidate (RFC 8445 section 5.1.1). `rtp` is null for an offer that names no address.
 */
export function pathRefusal(rtp: Endpoint | null, { media, session }: AudioLines): OfferFailure | null {
  const lines = [...media, ...session];
  const uses = attributesIn(lines, 'candidate', 'x-candidate-ipv6', 'ice-ufrag').length > 0;
  if (!uses || (rtp !== null && isHost(rtp, lines))) return null;
  return {
    failure: 'no-path',
    message: 'the address is not of the far side itself, and none of its candidates can be used',
  };
}

function isHost(rtp: Endpoint, lines: readonly string[]): boolean {
  // Nothing is sent to a candidate here, and `rtp` was admitted already.
  const candidates = readCandidates(lines, (host, port) => admittedEndpoint(host, port, { loopback: true })).udp;
  return candidates.some((one) => one.component === 1 && one.type === 'host' && isSameAddress(one, rtp));
}
