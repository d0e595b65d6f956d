import type { Clock } from '../../core/ports.ts';
import type { RtpPacket } from '../rtp/packet.ts';
import { createReception } from '../rtp/reception.ts';
import { readSenderReport, type SenderInfo, writeRtcp } from '../rtp/rtcp.ts';

const intervalMs = 5000;

/** Our side of RTCP towards the far side: the renderer's own reports end at the bridge. */
export interface RtcpReporter {
  sent(packet: RtpPacket): void;
  received(packet: RtpPacket): void;
  receivedRtcp(datagram: Buffer): void;
  /** Reports at once, which opens the path for RTCP as RTP is opened, and then every five seconds. */
  start(): void;
  /** Reports at once, where it has started, and goes on from there. */
  restart(): void;
  /** Ends the reports, with a BYE if any was sent. */
  stop(): void;
}

export interface RtcpReporterDeps {
  readonly ssrc: number;
  readonly cname: string;
  /** Of the RTP clock of the voice, both ways. */
  readonly ticksPerMs: number;
  readonly clock: Clock;
  readonly send: (datagram: Buffer) => void;
}

export function createRtcpReporter({ ssrc, cname, ticksPerMs, clock, send }: RtcpReporterDeps): RtcpReporter {
  const reception = createReception(clock, ticksPerMs);
  let packets = 0;
  let octets = 0;
  let latest: { readonly timestamp: number; readonly at: number } | null = null;
  let cancel: (() => void) | null = null;

  const sender = (): SenderInfo | null => {
    if (latest === null) return null;
    const timestamp = latest.timestamp + Math.round((clock.now() - latest.at) * ticksPerMs);
    return { wallMs: clock.wall(), timestamp: timestamp >>> 0, packets, octets };
  };
  const report = (bye: boolean) =>
    send(writeRtcp({ ssrc, cname, sender: sender(), reception: reception.report(), bye }));
  const repeat = () => {
    report(false);
    cancel = clock.after(intervalMs, repeat);
  };

  return {
    sent(packet) {
      packets += 1;
      octets += packet.payload.length;
      latest = { timestamp: packet.timestamp, at: clock.now() };
    },
    received: (packet) => reception.packet(packet),
    receivedRtcp(datagram) {
      const senderReport = readSenderReport(datagram);
      if (senderReport !== null) reception.senderReport(senderReport.middleNtp);
    },
    start() {
      if (cancel === null) repeat();
    },
    restart() {
      if (cancel === null) return;
      cancel();
      repeat();
    },
    stop() {
      if (cancel === null) return;
      cancel();
      cancel = null;
      report(true);
    },
  };
}
