import type { Candidate } from '../ice/candidates/candidate.ts';
import type { Component } from '../ice/transport-address.ts';
import { isSameAddress } from '../sdp/far-address.ts';

/**
 * The candidate that m= and c= name while none is selected: a relay's, which most far sides reach (RFC 8839 section 4.2.1.2), or else the one
 * on the address that the route to the far side begins at. Skype for Business wants one of UDP there.
 */
export function defaultCandidate(
  candidates: readonly Candidate[],
  component: Component,
  usualHost: string | null,
): Candidate | null {
  const all = candidates.filter((each) => each.component === component && each.type !== 'srflx');
  const bases = all.filter(({ transport }) => transport === 'udp');
  const relayed = bases.find(({ type }) => type === 'relay');
  const usual = bases.find(({ host }) => usualHost !== null && isSameAddress(host, usualHost));
  return relayed ?? usual ?? bases[0] ?? all[0] ?? null;
}
