import { networkInterfaces } from 'node:os';
import type { MediaMeans, RelayOutcome } from '../../core/media-means.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Candidate } from '../ice/candidates/candidate.ts';
import type { CandidateStyle } from '../ice/candidates/candidate-lines.ts';
import { type Gathered, gatherRelayed } from '../ice/relay/gather-relayed.ts';
import type { RelayAllocation, RelayFailure } from '../ice/relay/relay.ts';
import { resolveHost } from '../ice/relay/relay-address.ts';
import { relayKinds } from '../ice/relay/relay-kinds.ts';
import { addressesOf, relayedSockets } from '../ice/relay/relayed-sockets.ts';
import { connectTcp } from '../ice/relay/tcp-stream.ts';
import { openHostSockets } from '../ice/sockets/host-sockets.ts';
import type { HostSocket, IceSocket } from '../ice/sockets/ice-socket.ts';
import { activeSockets } from '../ice/tcp/active-sockets.ts';
import { type Admission, type Component, isSameAddress } from '../ice/transport-address.ts';
import { admittedEndpoint, isAdmitted, type Reach } from '../sdp/far-address.ts';
import { noPorts, type WayFailure } from '../sdp/offer-failure.ts';
import { routedAddress } from '../udp/socket.ts';
import type { RelaysAsked } from './far-leg.ts';
import { isOutsideNetworks, noNetwork, ownAdmission } from './own-families.ts';

export interface IceSocketsDeps {
  readonly components: Component;
  /** Whether the far side can be connected to, and how it writes that. */
  readonly tcp: CandidateStyle | null;
  readonly reach: Reach;
  readonly means: MediaMeans;
  readonly clock: Clock;
  readonly random: Random;
  readonly onRelaysAsked: (asked: RelaysAsked) => void;
}

/** All that an agent can send from, and what it tells of it. */
export interface IceSockets {
  readonly sockets: readonly IceSocket[];
  /** But of a relay that is lost. */
  candidates(): readonly Candidate[];
  /** More of them, which connect to a far side that turned out to wait for that; none where voice may go over a relay alone. */
  connecting(style: CandidateStyle): IceSocket[];
  /** A relay is lost: nothing goes through these any more. */
  onLost(listener: (sockets: readonly IceSocket[]) => void): void;
  /** Resolves when all ports can be bound again. */
  close(): Promise<void>;
}

/** Binds the ports of this computer and asks the relays, which takes a second and a half at most. */
export async function openIceSockets(deps: IceSocketsDeps): Promise<Result<IceSockets, WayFailure>> {
  const { reach, means, components } = deps;
  const admits = ownAdmission(reach, means.networks);
  const hosts = await openHostSockets({ interfaces: networkInterfaces, admits, components, ports: means.ports });
  if (!hosts.ok) return failed(isOutsideNetworks(reach, means.networks) ? noNetwork : noPorts(hosts.failure));
  const gathered = await askRelays(deps, hosts.value);
  const connect = (style: CandidateStyle) => (means.relayOnly ? [] : connecting(deps, style, hosts.value));
  const own = [...hosts.value, ...(deps.tcp === null ? [] : connecting(deps, deps.tcp, hosts.value))];
  if (gathered !== null && gathered.way !== null)
    return ok({ ...withRelay(own, gathered, means.relayOnly), connecting: connect });
  if (!means.relayOnly) return ok({ ...alone(own), connecting: connect });
  await closeAll(hosts.value);
  const why = gathered?.failure.message ?? 'the server names none';
  return failed({ failure: 'no-path', message: `voice may go over a relay alone: ${why}` });
}

function connecting({ reach }: IceSocketsDeps, style: CandidateStyle, hosts: readonly HostSocket[]): IceSocket[] {
  const admits: Admission = (host, port) => admittedEndpoint(host, port, reach);
  return activeSockets({ hosts, style, connect: connectTcp, admits });
}

/** Null where there are none. */
async function askRelays(deps: IceSocketsDeps, hosts: readonly HostSocket[]): Promise<Gathered | null> {
  const { reach, means, clock, random, onRelaysAsked } = deps;
  if (means.relays === null || means.relays.servers.length === 0) return null;
  const gathered = await gatherRelayed({
    relays: means.relays,
    hosts,
    kinds: relayKinds,
    admits: (host, port) => admittedEndpoint(host, port, reach),
    admitsHost: (host) => isAdmitted(host, reach),
    connect: connectTcp,
    resolve: resolveHost,
    route: async (server) => {
      const address = await routedAddress(server);
      return address.ok ? address.value : null;
    },
    clock,
    random,
  });
  onRelaysAsked(
    gathered.way === null
      ? { outcome: outcomes[gathered.failure.kind], message: gathered.failure.message }
      : { outcome: 'reached', message: `a relay gave an address over ${gathered.way.transport}` },
  );
  return gathered;
}

const outcomes: Readonly<Record<RelayFailure['kind'], RelayOutcome>> = {
  silent: 'unreachable',
  unreachable: 'unreachable',
  cancelled: 'unreachable',
  unauthorized: 'unauthorized',
  full: 'full',
  refused: 'refused',
};

function alone(sockets: readonly IceSocket[]): Omit<IceSockets, 'connecting'> {
  return { sockets, candidates: () => sockets.map(baseOf), onLost: () => {}, close: () => closeAll(sockets) };
}

function withRelay(
  inner: readonly IceSocket[],
  gathered: Extract<Gathered, { readonly allocations: unknown }>,
  relayOnly: boolean,
): Omit<IceSockets, 'connecting'> {
  const { allocations } = gathered;
  const closeRelays = () => closeAll(allocations);
  // A relay is told over them that its address is no longer needed.
  const hosts = inner.map((host): IceSocket => ({ ...host, close: () => closeRelays().then(host.close) }));
  const { sockets: relayed, reflexive } = relayedSockets(gathered, relayOnly);
  const lost = new Set<IceSocket>();
  const listeners = new Set<(sockets: readonly IceSocket[]) => void>();
  for (const allocation of allocations) {
    allocation.onLost(() => {
      const gone = socketsOf(allocation, relayed);
      for (const socket of gone) lost.add(socket);
      for (const listener of listeners) listener(gone);
    });
  }
  return {
    sockets: relayOnly ? relayed : [...hosts, ...relayed],
    candidates() {
      const working = relayed.filter((socket) => !lost.has(socket)).map(baseOf);
      return relayOnly ? working : [...hosts.map(baseOf), ...reflexive, ...working];
    },
    onLost: (listener) => void listeners.add(listener),
    close: () => closeAll(hosts),
  };
}

function socketsOf(allocation: RelayAllocation, sockets: readonly IceSocket[]): IceSocket[] {
  const addresses = addressesOf(allocation);
  return sockets.filter(({ base }) => addresses.some((address) => isSameAddress(address, base)));
}

const baseOf = ({ base }: IceSocket): Candidate => base;

async function closeAll(all: readonly { close(): Promise<void> }[]): Promise<void> {
  await Promise.all(all.map((each) => each.close()));
}
