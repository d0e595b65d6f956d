import { createHash } from 'node:crypto';
import type { Random } from '../../../../main/core/ports.ts';
import { createIceAgent } from '../../../../main/media/ice/agent/create-ice-agent.ts';
import type { IceFailure } from '../../../../main/media/ice/agent/failure.ts';
import type { IceAgent, IceAgentDeps, SelectedPair } from '../../../../main/media/ice/agent/ice-agent.ts';
import { type Candidate, candidatePriority } from '../../../../main/media/ice/candidates/candidate.ts';
import type { Credentials } from '../../../../main/media/ice/candidates/credentials.ts';
import type { IceSocket } from '../../../../main/media/ice/sockets/ice-socket.ts';
import type { Component, TransportAddress } from '../../../../main/media/ice/transport-address.ts';
import { admittedEndpoint } from '../../../../main/media/sdp/far-address.ts';
import type { Nat } from './fake-network.ts';

/** Random enough, and the same in every run. */
export function seededRandom(seed: string): Random {
  let count = 0;
  const bytes = () => {
    count += 1;
    return createHash('sha1').update(`${seed} ${count}`).digest();
  };
  return {
    fraction: () => bytes().readUInt32BE(0) / 2 ** 32,
    uuid() {
      const hex = bytes().toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
  };
}

export const admits = (host: string, port: unknown) => admittedEndpoint(host, port, { loopback: false });

/** An agent and what it told. */
export interface Party {
  readonly agent: IceAgent;
  readonly selected: [Component, SelectedPair][];
  readonly datagrams: [Component, string, TransportAddress][];
  readonly failures: IceFailure[];
}

export const left: Credentials = { ufrag: 'Left', pwd: 'left-password-of-24-char' };
export const right: Credentials = { ufrag: 'Right77', pwd: 'right-password-of-24-cha' };

export function createParty(deps: Omit<IceAgentDeps, 'events' | 'admits' | 'random'> & Partial<IceAgentDeps>): Party {
  const party = { selected: [], datagrams: [], failures: [] } as Omit<Party, 'agent'>;
  const agent = createIceAgent({
    admits,
    random: seededRandom(deps.local.ufrag),
    events: {
      onSelected: (component, pair) => void party.selected.push([component, pair]),
      onDatagram: (component, datagram, from) => void party.datagrams.push([component, datagram.toString(), from]),
      onFailed: (failure) => void party.failures.push(failure),
    },
    ...deps,
  });
  return { agent, ...party };
}

/** What a party with these sockets writes into its SDP: its own addresses, and those of the NAT that it is behind. */
export function candidatesOf(sockets: readonly IceSocket[], nat?: Nat): Candidate[] {
  const hosts = sockets.map(({ base }) => base);
  if (nat === undefined) return hosts;
  const reflexive = hosts.map((base): Candidate => {
    const priority = candidatePriority('srflx', 65_535, base.component);
    return { ...base, ...nat.mapped(base), type: 'srflx', foundation: '2', priority, related: base };
  });
  return [...hosts, ...reflexive];
}
