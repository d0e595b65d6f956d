import type { RemoteInfo, Socket } from 'node:dgram';
import type { Clock } from '../../core/ports.ts';
import { isRtcp, senderOf } from '../rtp/rtcp.ts';
import type { Endpoint } from '../sdp/far-address.ts';
import type { LocalPorts } from '../sdp/far-answer.ts';
import { closeSocket } from '../udp/socket.ts';
import type { FarTransportDeps } from './far-transport.ts';
import { createLatch, type Latch, reportRule, voiceRule } from './latch.ts';
import type { PortPair } from './port-pair.ts';

/** Where the far side wants voice and reports. */
export interface Place {
  readonly rtp: Endpoint;
  readonly rtcp: Endpoint;
}

/** Our two ports, and which packets at them are the far side's. */
export interface VoicePorts {
  readonly local: LocalPorts;
  /** The far side is there from now on, and is waited for from now on. */
  aim(place: Place): void;
  /** It is where it was, and had reason to be silent until now. */
  expect(): void;
  sendRtp(datagram: Buffer): void;
  sendRtcp(datagram: Buffer): void;
  /** Resolves when the ports can be bound again. */
  close(): Promise<void>;
}

export interface VoicePortsDeps extends Pick<FarTransportDeps, 'read' | 'onRtp' | 'onRtcp'> {
  readonly pair: PortPair;
  readonly place: Place;
  readonly clock: Clock;
}

export function createVoicePorts({ pair, place, clock, read, onRtp, onRtcp }: VoicePortsDeps): VoicePorts {
  let rtpLatch: Latch;
  let rtcpLatch: Latch;
  /** Of the voice that was let through last. */
  let source: number | null = null;

  const aim = ({ rtp, rtcp }: Place) => {
    rtpLatch = createLatch(rtp, clock, voiceRule);
    rtcpLatch = createLatch(rtcp, clock, reportRule);
    source = null;
  };
  const receiveRtp = (datagram: Buffer, from: RemoteInfo) => {
    if (isRtcp(datagram)) return;
    const packet = read.rtp(datagram);
    if (packet === null || !rtpLatch.accepts(endpoint(from), packet)) return;
    source = packet.ssrc;
    onRtp(packet);
  };
  const receiveRtcp = (datagram: Buffer, from: RemoteInfo) => {
    if (!isRtcp(datagram)) return;
    const opened = read.rtcp(datagram);
    if (opened === null) return;
    // From another port it must at least be about the voice that is heard.
    const ssrc = senderOf(opened);
    const arrival = ssrc === source ? { ssrc, sequenceNumber: null } : null;
    if (rtcpLatch.accepts(endpoint(from), arrival)) onRtcp(opened);
  };
  aim(place);
  pair.rtp.on('message', receiveRtp);
  pair.rtcp.on('message', receiveRtcp);
  // An unreachable port of the far side (ICMP) shows as an error here; it is no reason to give up.
  pair.rtp.on('error', () => {});
  pair.rtcp.on('error', () => {});

  return {
    local: { address: pair.address, rtpPort: pair.rtp.address().port, rtcpPort: pair.rtcp.address().port },
    aim,
    expect() {
      rtpLatch.expect();
      rtcpLatch.expect();
    },
    sendRtp: (datagram) => sendTo(pair.rtp, rtpLatch.target(), datagram),
    sendRtcp: (datagram) => sendTo(pair.rtcp, rtcpLatch.target(), datagram),
    close: () => Promise.all([closeSocket(pair.rtp), closeSocket(pair.rtcp)]).then(() => undefined),
  };
}

function endpoint(source: RemoteInfo): Endpoint {
  return { host: source.address, port: source.port };
}

function sendTo(socket: Socket, { host, port }: Endpoint, datagram: Buffer): void {
  socket.send(datagram, port, host);
}
