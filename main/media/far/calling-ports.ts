import type { MediaMeans } from '../../core/media-means.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { createEarlyChecks } from '../ice/agent/early-checks.ts';
import type { Candidate } from '../ice/candidates/candidate.ts';
import { candidateLine } from '../ice/candidates/candidate-lines.ts';
import { createCredentials, credentialLines } from '../ice/candidates/credentials.ts';
import type { IceSocket } from '../ice/sockets/ice-socket.ts';
import type { Admission } from '../ice/transport-address.ts';
import { admittedEndpoint, isSameEndpoint, type Reach } from '../sdp/far-address.ts';
import { noPorts, type WayFailure } from '../sdp/offer-failure.ts';
import type { OfferedIce } from '../sdp/offered-ice.ts';
import type { OfferedStream } from '../sdp/offered-stream.ts';
import { anywhere } from '../udp/anywhere.ts';
import { routedAddress } from '../udp/socket.ts';
import { defaultCandidate } from './default-candidate.ts';
import { directTransport } from './direct-transport.ts';
import type { FarLegEvents } from './far-leg.ts';
import type { FarTransport, FarTransportDeps, TransportDescription } from './far-transport.ts';
import { type IceSockets, openIceSockets } from './ice-sockets.ts';
import { iceRefusal, iceTransport, tcpStyle } from './ice-transport.ts';
import type { DatagramPort, TwoPorts } from './voice-ports.ts';

export interface CallingPortsDeps {
  readonly reach: Reach;
  readonly means: MediaMeans;
  readonly events: Pick<FarLegEvents, 'onRelaysAsked' | 'onFailed'>;
  readonly clock: Clock;
  readonly random: Random;
}

/** The ports of a call out, which its first offer names before anybody answers. */
export interface CallingPorts {
  /** What that offer says of where we are. */
  describe(): TransportDescription;
  /** The way to one that answers: by ICE where it has any, or else straight from the default port. */
  wayTo(answered: OfferedStream, deps: FarTransportDeps): Result<FarTransport, WayFailure>;
  /** Somebody accepted: the checks of those who have not answered by now are answered no more. */
  settled(): void;
  /** Closes them, whatever way still goes over them. Resolves when they can be bound again. */
  close(): Promise<void>;
}

/** Binds two ports on every address of this computer, and asks the relays. */
export async function openCallingPorts(deps: CallingPortsDeps): Promise<Result<CallingPorts, WayFailure>> {
  const { events, ...rest } = deps;
  // Whether the far side can be connected to is not known yet, and what m= and c= name is always of UDP.
  const [sockets, routed] = await Promise.all([
    openIceSockets({ ...rest, components: 2, tcp: null, onRelaysAsked: events.onRelaysAsked }),
    routedAddress(anywhere),
  ]);
  if (!sockets.ok) return sockets;
  return callingPorts(deps, sockets.value, routed.ok ? routed.value : null);
}

function callingPorts(
  { reach, means, events, clock, random }: CallingPortsDeps,
  sockets: IceSockets,
  usualHost: string | null,
): Result<CallingPorts, WayFailure> {
  const candidates = sockets.candidates();
  const [voice, reports] = ([1, 2] as const).map((number) => defaultCandidate(candidates, number, usualHost));
  if (!voice || !reports) return failed(noPorts('there is no port for voice, or none for its reports'));
  const credentials = createCredentials(random);
  const shared = lent(sockets);
  const admits: Admission = (host, port) => admittedEndpoint(host, port, reach);
  const early = createEarlyChecks({ local: credentials, sockets: sockets.sockets, admits });
  sockets.onLost(() => {
    if (sockets.candidates().length === 0) events.onFailed('every relay is lost');
  });

  /** [MS-ICE2] wants to be told in any case; to others what is said by default need not be said again. */
  const isNews = (answered: OfferedStream, chosen: Parameters<FarTransportDeps['onChosen']>[0]) =>
    answered.ice?.dialect === 'ms-ice2' ||
    !isSameEndpoint(chosen.local, voice) ||
    answered.rtp === null ||
    !isSameEndpoint(chosen.remote, answered.rtp);

  return ok({
    describe: () => ({
      address: voice.host,
      rtpPort: voice.port,
      rtcpPort: reports.port,
      attributes: [...credentialLines(credentials), ...candidates.map((one) => candidateLine(one)), 'a=rtcp-mux'],
    }),
    wayTo(answered, transport) {
      const { ice, rtp, rtcp, mux } = answered;
      if (ice !== null) {
        const refusal = iceRefusal(ice, shared);
        if (refusal !== null) return failed(refusal);
        let isTold = false;
        const onChosen: FarTransportDeps['onChosen'] = (pair) => {
          // After another one was told, the one by default is news too.
          if (!isTold && !isNews(answered, pair)) return;
          isTold = true;
          transport.onChosen(pair);
        };
        const own = { credentials, role: 'controlling', usualHost, forked: true, unknown: false } as const;
        const ports = withConnections(shared, ice);
        const asked = { ...ports, sockets: early.handOver(ice.agent.ufrag, ports.sockets) };
        return ok(iceTransport({ ...transport, onChosen, ice, mux, reach, means, clock, random }, asked, own));
      }
      if (rtp === null || rtcp === null) return failed({ failure: 'no-path', message: 'the answer names no address' });
      const ports = defaultPorts(shared.sockets, voice, reports);
      if (ports === null) return failed({ failure: 'no-path', message: 'the port that the offer named is lost' });
      for (const port of [ports.rtp, ports.rtcp]) port.permit?.(rtp);
      return ok(directTransport({ ...transport, bind: means, clock }, { place: { rtp, rtcp }, mux }, ports));
    },
    settled: early.stop,
    close() {
      early.stop();
      return sockets.close();
    },
  });
}

/** The same sockets for one of several ways: they stay open when it closes. */
function lent(sockets: IceSockets): IceSockets {
  const close = () => Promise.resolve();
  return { ...sockets, sockets: sockets.sockets.map((socket) => ({ ...socket, close })), close };
}

/** To a far side that waits for connections also by those. The first offer did not name them, so that its checks show them. */
function withConnections(sockets: IceSockets, ice: OfferedIce): IceSockets {
  const style = tcpStyle(ice);
  const more = style === null ? [] : sockets.connecting(style);
  const close = () => Promise.all(more.map((socket) => socket.close())).then(() => undefined);
  return { ...sockets, sockets: [...sockets.sockets, ...more], close };
}

function defaultPorts(
  sockets: readonly IceSocket[],
  voice: Candidate,
  reports: Candidate,
): (TwoPorts & { readonly rtp: Permitting; readonly rtcp: Permitting }) | null {
  const [rtp, rtcp] = [voice, reports].map((one) => sockets.find(({ base }) => base === one));
  if (rtp === undefined || rtcp === undefined) return null;
  return { local: { address: voice.host, rtpPort: voice.port, rtcpPort: reports.port }, rtp, rtcp };
}

/** A relay lets in only whom it was told of. */
type Permitting = DatagramPort & Pick<IceSocket, 'permit'>;
