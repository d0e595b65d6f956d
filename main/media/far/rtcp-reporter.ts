import type { Clock } from '../../core/ports.ts';
import type { RtpPacket } from '../rtp/packet.ts';
import { readReport } from '../rtp/read-rtcp.ts';
import { createReception, type ReceptionFigures } from '../rtp/reception.ts';
import { type SenderInfo, writeRtcp } from '../rtp/rtcp.ts';
import { createFarHearing, type FarHearing } from './far-hearing.ts';

const intervalMs = 5000;

/** Our side of RTCP towards the far side: the renderer's own reports end at the bridge. */
export interface RtcpReporter {
  sent(packet: RtpPacket): void;
  received(packet: RtpPacket): void;
  /** One that came, and is of no use. */
  passedOver(packet: RtpPacket): void;
  receivedRtcp(datagram: Buffer): void;
  /** Reports at once, which opens the path for RTCP as RTP is opened, and then every five seconds. */
  start(): void;
  /** Reports at once, where it has started, and goes on from there. */
  restart(): void;
  /** Reports at once, where it has started, with further RTCP packets behind the report (RFC 3550 section 6.1). */
  reportWith(packets: Buffer): void;
  /** What came since the figures before, and what the far side says of how it goes. */
  figures(): RtcpFigures;
  /** Ends the reports, with a BYE if any was sent. */
  stop(): void;
}

/** Both directions of a stream, as RTP shows the one and RTCP the other. */
export interface RtcpFigures extends ReceptionFigures, FarHearing {
  /** Packets that went out since the figures before. */
  readonly sent: number;
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
  let sentBefore = 0;
  let cancel: (() => void) | null = null;
  const hearing = createFarHearing({ ssrc, ticksPerMs, clock });

  const sender = (): SenderInfo | null => {
    if (latest === null) return null;
    const timestamp = latest.timestamp + Math.round((clock.now() - latest.at) * ticksPerMs);
    return { wallMs: clock.wall(), timestamp: timestamp >>> 0, packets, octets };
  };
  const report = (bye: boolean, more: Buffer = Buffer.alloc(0)) => {
    const info = sender();
    if (info !== null) hearing.reported(info.wallMs);
    const told = writeRtcp({ ssrc, cname, sender: info, reception: reception.report(), bye });
    send(more.length === 0 ? told : Buffer.concat([told, more]));
  };
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
    passedOver: (packet) => reception.passedOver(packet),
    receivedRtcp(datagram) {
      const told = readReport(datagram);
      if (told === null) return;
      if (told.sender !== null) reception.senderReport(told.ssrc, told.sender.middleNtp);
      hearing.told(told);
    },
    figures() {
      const sent = packets - sentBefore;
      sentBefore = packets;
      return { ...reception.figures(), ...hearing.figures(), sent };
    },
    start() {
      if (cancel === null) repeat();
    },
    restart() {
      if (cancel === null) return;
      cancel();
      repeat();
    },
    reportWith(packets) {
      if (cancel !== null) report(false, packets);
    },
    stop() {
      if (cancel === null) return;
      cancel();
      cancel = null;
      report(true);
    },
  };
}
