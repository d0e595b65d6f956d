import { type Candidate, candidatePriority, localPreference } from '../candidates/candidate.ts';
import type { CandidateStyle } from '../candidates/candidate-lines.ts';
import type { Connect } from '../relay/byte-stream.ts';
import type { HostSocket, IceSocket } from '../sockets/ice-socket.ts';
import type { Admission } from '../transport-address.ts';
import { activeSocket } from './active-socket.ts';

/** Nobody connects to an active candidate, so that its port means nothing (RFC 6544 section 4.5, RFC 863). */
const discard = 9;
/** Past those of UDP, whose foundations are theirs too. */
const firstFoundation = 101;

export interface ActiveSocketsDeps {
  /** An active candidate stands beside each of them. */
  readonly hosts: readonly HostSocket[];
  /** Microsoft's lines name the port of UDP there. */
  readonly style: CandidateStyle;
  readonly connect: Connect;
  /** Nothing is connected to that it does not admit. */
  readonly admits: Admission;
}

/** Sockets that connect to the far side's passive TCP candidates. Nothing is opened before there is something to send. */
export function activeSockets({ hosts, style, connect, admits }: ActiveSocketsDeps): IceSocket[] {
  const addresses = [...new Set(hosts.map(({ base }) => base.host))];
  return hosts.map(({ base }) => {
    const index = addresses.indexOf(base.host);
    const candidate: Candidate = {
      ...base,
      transport: 'tcp-act',
      port: style === 'microsoft' ? base.port : discard,
      foundation: String(firstFoundation + index),
      priority: candidatePriority('host', localPreference('tcp-act', index), base.component),
    };
    return activeSocket(candidate, connect, admits);
  });
}
