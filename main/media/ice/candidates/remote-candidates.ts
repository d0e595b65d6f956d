import { attributesIn, wordsOf } from '../../attributes.ts';
import type { Admission, Component, TransportAddress } from '../transport-address.ts';

/** Which of our candidates the controlling peer chose for a component (RFC 8839 section 5.2). */
export interface ChosenCandidate extends TransportAddress {
  readonly component: Component;
}

/** Reads `a=remote-candidates:1 10.0.0.1 50000 2 10.0.0.1 50001`; what is wrong in it is left out. */
export function readRemoteCandidates(lines: readonly string[], admits: Admission): ChosenCandidate[] {
  const chosen = new Map<Component, ChosenCandidate>();
  for (const value of attributesIn(lines, 'remote-candidates')) {
    const words = wordsOf(value);
    for (let at = 0; at + 2 < words.length; at += 3) {
      const [number = '', host = '', port = ''] = words.slice(at, at + 3);
      const component = number === '1' ? 1 : number === '2' ? 2 : null;
      const address = /^\d{1,5}$/.test(port) ? admits(host, Number(port)) : null;
      if (component !== null && address !== null) chosen.set(component, { ...address, component });
    }
  }
  return [...chosen.values()];
}

/** What a controlling agent writes into its final offer: the peer's candidate of each component. */
export function remoteCandidatesLine(chosen: readonly ChosenCandidate[]): string {
  return `a=remote-candidates:${chosen.map(({ component, host, port }) => `${component} ${host} ${port}`).join(' ')}`;
}
