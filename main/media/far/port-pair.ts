import type { RemoteInfo, Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { MediaMeans } from '../../core/media-means.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Endpoint, Reach } from '../sdp/far-address.ts';
import { noPorts, type WayFailure } from '../sdp/offer-failure.ts';
import { isInNetworks } from '../udp/networks.ts';
import { isHopeless, noPort, portChoices } from '../udp/port-choice.ts';
import { bindSocket, closeSocket, routedAddress } from '../udp/socket.ts';
import { isOutsideNetworks, noNetwork } from './own-families.ts';
import type { DatagramPort, TwoPorts } from './voice-ports.ts';

/** Two sockets on neighbouring ports, the even one for RTP (RFC 3550 section 11). */
export interface PortPair {
  readonly address: string;
  readonly rtp: Socket;
  readonly rtcp: Socket;
}

/** Which ports and addresses may be bound. */
export type BindMeans = Pick<MediaMeans, 'ports' | 'networks'>;

/** Where voice may go was looked at before. */
const anywhere: Reach = { loopback: true };

const any: BindMeans = { ports: null, networks: [] };

/** Binds a pair on the local address from which the operating system would send to `far`. */
export async function bindPortPair(
  far: Endpoint,
  { ports, networks }: BindMeans = any,
): Promise<Result<PortPair, WayFailure>> {
  const address = await routedAddress(far);
  if (!address.ok) return failed({ failure: isIPv6(far.host) ? 'no-ipv6' : 'allocation', message: address.failure });
  if (!isInNetworks(address.value, networks))
    return failed(isOutsideNetworks(anywhere, networks) ? noNetwork : elsewhere);
  let problem = '';
  for (const choice of portChoices(ports, 2)) {
    const first = await bindSocket(address.value, choice);
    if (!first.ok) {
      if (isHopeless(choice, first.failure)) return failed(noPorts(first.failure));
      problem = first.failure;
      continue;
    }
    const port = first.value.address().port;
    const second = await bindSocket(address.value, port % 2 === 0 ? port + 1 : port - 1);
    if (second.ok) {
      const [rtp, rtcp] = port % 2 === 0 ? [first.value, second.value] : [second.value, first.value];
      return ok({ address: address.value, rtp, rtcp });
    }
    problem = second.failure;
    await closeSocket(first.value);
  }
  return failed(noPorts(noPort(ports, problem)));
}

const elsewhere: WayFailure = {
  failure: 'no-path',
  message: 'the way there does not begin in the networks that voice may use',
};

/** The pair as ports of voice and reports; they close it. */
export function portsOf({ address, rtp, rtcp }: PortPair): TwoPorts {
  const local = { address, rtpPort: rtp.address().port, rtcpPort: rtcp.address().port };
  return { local, rtp: datagramPort(rtp), rtcp: datagramPort(rtcp) };
}

function datagramPort(socket: Socket): DatagramPort {
  // An unreachable port of the far side (ICMP) shows as an error here; it is no reason to give up.
  socket.on('error', () => {});
  return {
    send: (datagram, host, port) => socket.send(datagram, port, host),
    onDatagram(listener) {
      const read = (datagram: Buffer, { address, port }: RemoteInfo) => listener(datagram, { host: address, port });
      socket.on('message', read);
      return () => void socket.off('message', read);
    },
    close: () => closeSocket(socket),
  };
}
