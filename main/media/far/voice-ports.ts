import type { Clock } from '../../core/ports.ts';
import type { IceSocket } from '../ice/sockets/ice-socket.ts';
import { isRtcp, senderOf } from '../rtp/rtcp.ts';
import { type Endpoint, isSameEndpoint } from '../sdp/far-address.ts';
import type { LocalPorts } from '../sdp/far-answer.ts';
import type { FarTransportDeps } from './far-transport.ts';
import { createLatch, type Latch, reportRule, voiceRule } from './latch.ts';

/** Where the far side wants voice and reports: at one place, where they share a port (RFC 5761). */
export interface Place {
  readonly rtp: Endpoint;
  readonly rtcp: Endpoint;
}

/** A port of ours, whatever is behind it. */
export type DatagramPort = Pick<IceSocket, 'send' | 'onDatagram' | 'close'>;

/** Two ports of ours, and where they are. */
export interface TwoPorts {
  readonly local: LocalPorts;
  readonly rtp: DatagramPort;
  readonly rtcp: DatagramPort;
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
  readonly ports: TwoPorts;
  readonly place: Place;
  readonly clock: Clock;
}

export function createVoicePorts({ ports, place, clock, read, onRtp, onRtcp }: VoicePortsDeps): VoicePorts {
  let rtpLatch: Latch;
  let rtcpLatch: Latch;
  let isShared = false;
  /** Of the voice that was let through last. */
  let source: number | null = null;

  const aim = ({ rtp, rtcp }: Place) => {
    isShared = isSameEndpoint(rtp, rtcp);
    rtpLatch = createLatch(rtp, clock, voiceRule);
    rtcpLatch = createLatch(rtcp, clock, reportRule);
    source = null;
  };
  const receiveReport = (datagram: Buffer, from: Endpoint) => {
    const opened = read.rtcp(datagram);
    if (opened === null) return;
    // From another port it must at least be about the voice that is heard.
    const ssrc = senderOf(opened);
    const arrival = ssrc === source ? { ssrc, sequenceNumber: null } : null;
    if (rtcpLatch.accepts(from, arrival)) onRtcp(opened);
  };
  /** Where voice goes, although another port was agreed for it. Ours go on to that one. */
  const receiveStray = (datagram: Buffer, from: Endpoint) => {
    const opened = isSameEndpoint(from, rtpLatch.target()) ? read.rtcp(datagram) : null;
    if (opened !== null) onRtcp(opened);
  };
  const receiveRtp = (datagram: Buffer, from: Endpoint) => {
    if (isRtcp(datagram)) return isShared ? receiveReport(datagram, from) : receiveStray(datagram, from);
    const packet = read.rtp(datagram);
    if (packet === null || !rtpLatch.accepts(from, packet)) return;
    source = packet.ssrc;
    onRtp(packet);
  };
  aim(place);
  const unsubscribe = [
    ports.rtp.onDatagram(receiveRtp),
    ports.rtcp.onDatagram((datagram, from) => {
      if (isRtcp(datagram)) receiveReport(datagram, from);
    }),
  ];

  return {
    local: ports.local,
    aim,
    expect() {
      rtpLatch.expect();
      rtcpLatch.expect();
    },
    sendRtp: (datagram) => sendTo(ports.rtp, rtpLatch.target(), datagram),
    sendRtcp: (datagram) => sendTo(isShared ? ports.rtp : ports.rtcp, rtcpLatch.target(), datagram),
    async close() {
      for (const end of unsubscribe) end();
      await Promise.all([ports.rtp.close(), ports.rtcp.close()]);
    },
  };
}

function sendTo(port: DatagramPort, { host, port: number }: Endpoint, datagram: Buffer): void {
  port.send(datagram, host, number);
}
