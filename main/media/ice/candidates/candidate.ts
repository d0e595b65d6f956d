import type { Admission, Component, TransportAddress } from '../transport-address.ts';

export type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';

/** TCP candidates (RFC 6544) by who connects: one that is active connects to one that is passive. */
export type CandidateTransport = 'udp' | 'tcp-act' | 'tcp-pass' | 'tcp-so';

/** A place where an agent can be reached (RFC 8445 section 5.1). */
export interface Candidate extends TransportAddress {
  /** Equal for candidates that are likely to work, or not, together. */
  readonly foundation: string;
  readonly component: Component;
  readonly transport: CandidateTransport;
  /** 1 to 2^31 - 1. */
  readonly priority: number;
  readonly type: CandidateType;
  /** Where a reflexive or relayed one comes from; only told. */
  readonly related: TransportAddress | null;
}

const typePreferences: Readonly<Record<CandidateType, number>> = { host: 126, prflx: 110, srflx: 100, relay: 0 };

/** UDP before TCP, and a connection of our own before one that has to come, in the bits that libnice has for [MS-ICE2]. */
const transportPreferences: Readonly<Record<CandidateTransport, number>> = {
  udp: 15 << 12,
  'tcp-act': (6 << 12) | (5 << 9),
  'tcp-pass': (6 << 12) | (2 << 9),
  'tcp-so': (6 << 12) | (5 << 9),
};

/** Of the addresses that are as good otherwise, 0 is the one that is wanted most. */
export function localPreference(transport: CandidateTransport, index: number): number {
  const room = transport === 'udp' ? 0xfff : 0x1ff;
  return transportPreferences[transport] + room - Math.min(index, room);
}

/** What a candidate makes pairs with: one that connects with one that is connected to (RFC 6544 section 6.2). */
export function counterpart(transport: CandidateTransport): CandidateTransport {
  return transport === 'tcp-act' ? 'tcp-pass' : transport === 'tcp-pass' ? 'tcp-act' : transport;
}

/** RFC 8445 section 5.1.2.1; `preference` is 0 to 65535, the most for the address that is wanted most. */
export function candidatePriority(type: CandidateType, preference: number, component: Component): number {
  return typePreferences[type] * 2 ** 24 + preference * 2 ** 8 + (256 - component);
}

/** The priority of the candidate that a peer would learn from a check out of this one (RFC 8445 section 7.1.1). */
export function reflexivePriority({ priority }: Candidate): number {
  return typePreferences.prflx * 2 ** 24 + (priority % 2 ** 24);
}

/** A candidate of the peer that is known by its check alone, at `base` (RFC 8445 section 7.3.1.3). */
export function peerReflexive({ host, port }: TransportAddress, base: Candidate, priority: number): Candidate {
  const { component } = base;
  const transport = counterpart(base.transport);
  return { host, port, component, transport, priority, foundation: `prflx ${host}`, type: 'prflx', related: null };
}

/** Those that something may be sent to. */
export function admittedCandidates(candidates: readonly Candidate[], admits: Admission): Candidate[] {
  return candidates.flatMap((candidate) => {
    const address = admits(candidate.host, candidate.port);
    return address === null ? [] : [{ ...candidate, ...address }];
  });
}
