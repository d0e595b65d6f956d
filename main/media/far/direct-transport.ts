import type { Clock } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { isSameEndpoint } from '../sdp/far-address.ts';
import { noPorts, type WayFailure } from '../sdp/offer-failure.ts';
import { discard, type OfferedStream } from '../sdp/offered-stream.ts';
import { routedAddress } from '../udp/socket.ts';
import type { FarTransport, FarTransportDeps, OfferedPath } from './far-transport.ts';
import { type BindMeans, bindPortPair, portsOf } from './port-pair.ts';
import { createVoicePorts, type Place, type TwoPorts, type VoicePorts } from './voice-ports.ts';

export interface DirectTransportDeps extends FarTransportDeps {
  readonly bind: BindMeans;
  readonly clock: Clock;
}

/** Straight to the address that an offer names, without ICE. Fails where the offer names no address, or no port can be bound. */
export async function openDirectTransport(
  deps: DirectTransportDeps,
  path: OfferedPath,
): Promise<Result<FarTransport, WayFailure>> {
  const place = placeOf(path, null);
  if (place === null) return failed({ failure: 'no-path', message: 'the offer names no address' });
  const pair = await bindPortPair(place.rtp, deps.bind);
  return pair.ok ? ok(directTransport(deps, { place, mux: path.stream.mux }, portsOf(pair.value))) : pair;
}

/**
 * An offer that holds without an address leaves the far side where it was. To one that begins so nothing is sent, but the route to its writer says
 * which address of our own to name.
 */
function placeOf({ stream, origin }: OfferedPath, before: Place | null): Place | null {
  if (stream.rtp !== null && stream.rtcp !== null) return { rtp: stream.rtp, rtcp: stream.rtcp };
  const nowhere = origin === null ? null : { host: origin, port: discard };
  return before ?? (nowhere === null ? null : { rtp: nowhere, rtcp: nowhere });
}

/** What is known of the far side. */
interface First {
  readonly place: Place;
  /** It takes reports on the port of RTP, and says so. */
  readonly mux: boolean;
}

/** The same between ports that are there already and a place that is known. */
export function directTransport(deps: DirectTransportDeps, first: First, firstPorts: TwoPorts): FarTransport {
  let { place, mux } = first;
  let closed = false;
  let freed: Promise<unknown> = Promise.resolve();
  const listen = (ports: TwoPorts, at: Place): VoicePorts => createVoicePorts({ ...deps, ports, place: at });
  let ports = listen(firstPorts, place);

  /** The same ports as long as the far side is reached from the same address. */
  const portsTo = async (next: Place): Promise<Result<VoicePorts, WayFailure>> => {
    if (next.rtp.host === place.rtp.host) return ok(ports);
    const address = await routedAddress(next.rtp);
    if (address.ok && address.value === ports.local.address) return ok(ports);
    const pair = await bindPortPair(next.rtp, deps.bind);
    return pair.ok ? ok(listen(portsOf(pair.value), next)) : pair;
  };

  const follow = (stream: OfferedStream, next: Place) => {
    if (isSamePlace(place, next)) ports.expect();
    else ports.aim(next);
    [place, mux] = [next, stream.mux];
  };

  return {
    describe: () => ({
      ...ports.local,
      attributes: mux && isSameEndpoint(place.rtp, place.rtcp) ? ['a=rtcp-mux'] : [],
    }),
    home: () => ports.local.address,
    asksByItself: false,
    lookEarly: () => {},
    start: () => ports.aim(place),
    carries: ({ ice }) => ice === null,
    async renegotiate(path) {
      const next = placeOf(path, place) ?? place;
      const found = await portsTo(next);
      if (!found.ok) return found;
      const before = ports;
      ports = found.value;
      if (before !== ports) freed = Promise.all([freed, (closed ? ports : before).close()]);
      if (closed) return failed(noPorts('the call is over'));
      follow(path.stream, next);
      return ok(null);
    },
    accept: (answered) => follow(answered, placeOf({ stream: answered, origin: null }, place) ?? place),
    sendRtp: (datagram) => ports.sendRtp(datagram),
    sendRtcp(datagram) {
      if (place.rtcp.port !== discard) ports.sendRtcp(datagram);
    },
    async close() {
      if (!closed) {
        closed = true;
        freed = Promise.all([freed, ports.close()]);
      }
      await freed;
    },
  };
}

function isSamePlace(one: Place, other: Place): boolean {
  return isSameEndpoint(one.rtp, other.rtp) && isSameEndpoint(one.rtcp, other.rtcp);
}
