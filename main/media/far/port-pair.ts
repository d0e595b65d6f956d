import type { Socket } from 'node:dgram';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Endpoint } from '../sdp/far-address.ts';
import { bindSocket, closeSocket, routedAddress } from '../udp/socket.ts';

/** Two sockets on neighbouring ports, the even one for RTP (RFC 3550 section 11). */
export interface PortPair {
  readonly address: string;
  readonly rtp: Socket;
  readonly rtcp: Socket;
}

const attempts = 50;

/** Binds a pair on the local address from which the operating system would send to `far`. */
export async function bindPortPair(far: Endpoint): Promise<Result<PortPair, string>> {
  const address = await routedAddress(far);
  if (!address.ok) return address;
  let problem = '';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const first = await bindSocket(address.value, 0);
    if (!first.ok) return first;
    const port = first.value.address().port;
    const second = await bindSocket(address.value, port % 2 === 0 ? port + 1 : port - 1);
    if (second.ok) {
      const [rtp, rtcp] = port % 2 === 0 ? [first.value, second.value] : [second.value, first.value];
      return ok({ address: address.value, rtp, rtcp });
    }
    problem = second.failure;
    await closeSocket(first.value);
  }
  return failed(problem);
}
