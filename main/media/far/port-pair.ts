import type { Socket } from 'node:dgram';
import type { PortRange } from '../../core/media-means.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Endpoint } from '../sdp/far-address.ts';
import { isHopeless, noPort, portChoices } from '../udp/port-choice.ts';
import { bindSocket, closeSocket, routedAddress } from '../udp/socket.ts';

/** Two sockets on neighbouring ports, the even one for RTP (RFC 3550 section 11). */
export interface PortPair {
  readonly address: string;
  readonly rtp: Socket;
  readonly rtcp: Socket;
}

/** Binds a pair on the local address from which the operating system would send to `far`. */
export async function bindPortPair(far: Endpoint, ports: PortRange | null = null): Promise<Result<PortPair, string>> {
  const address = await routedAddress(far);
  if (!address.ok) return address;
  let problem = '';
  for (const choice of portChoices(ports, 2)) {
    const first = await bindSocket(address.value, choice);
    if (!first.ok) {
      if (isHopeless(choice, first.failure)) return first;
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
  return failed(noPort(ports, problem));
}
