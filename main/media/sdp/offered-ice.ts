import { attributesIn } from '../attributes.ts';
import type { RemoteAgent } from '../ice/agent/ice-agent.ts';
import type { Dialect } from '../ice/agent/peer-manner.ts';
import type { Candidate } from '../ice/candidates/candidate.ts';
import { readCandidates } from '../ice/candidates/candidate-lines.ts';
import { isLite, readCredentials } from '../ice/candidates/credentials.ts';
import { type ChosenCandidate, readRemoteCandidates } from '../ice/candidates/remote-candidates.ts';
import { admittedEndpoint, type Reach } from './far-address.ts';
import type { AudioLines } from './tidy.ts';

/** The ICE agent of an audio line. */
export interface OfferedIce {
  readonly agent: RemoteAgent;
  readonly dialect: Dialect;
  /** Which of our candidates it chose: in the final offer of an agent that controls. */
  readonly chosen: readonly ChosenCandidate[];
}

/** Where an agent is to be reached by its first component, which every stream has. */
export function hostsOf({ candidates }: Pick<RemoteAgent, 'candidates'>): string[] {
  return candidates.filter(({ component }) => component === 1).map(({ host }) => host);
}

/** Null for a line without ICE, and for one whose candidates are all of kinds that are not spoken or at addresses that may not be. */
export function readOfferedIce(lines: AudioLines, reach: Reach): OfferedIce | null {
  const { media, session } = lines;
  const credentials = readCredentials(media, session);
  if (credentials === null) return null;
  const admits = (host: string, port: unknown) => admittedEndpoint(host, port, reach);
  const { udp, tcp } = readCandidates([...media, ...session], admits);
  const candidates = [...udp, ...tcp];
  // One that is active only comes to where it can: to a relay, if we have one.
  const isReachable = ({ component, transport }: Candidate) => component === 1 && transport !== 'tcp-act';
  if (!candidates.some(isReachable)) return null;
  const lite = isLite(session);
  const isStandard = lite || attributesIn([...media, ...session], 'ice-options').length > 0;
  return {
    agent: { ...credentials, lite, candidates },
    // Neither is ever said by those who speak the dialect ([MS-ICE2] section 1.3).
    dialect: isStandard ? 'rfc5245' : 'ms-ice2',
    chosen: readRemoteCandidates(media, admits),
  };
}
