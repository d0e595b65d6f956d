import type { RemoteInfo, Socket } from 'node:dgram';
import type { Clock, Random } from '../../core/ports.ts';
import { ok, type Result } from '../../core/result.ts';
import { readRtp, writeRtp } from '../rtp/packet.ts';
import { isRtcp } from '../rtp/rtcp.ts';
import { comfortNoise } from '../sdp/codec.ts';
import { writeFarAnswer } from '../sdp/far-answer.ts';
import type { Endpoint, FarOffer } from '../sdp/far-offer.ts';
import type { FarLeg, FarLegEvents } from './far-leg.ts';
import { createLatch, type Latch } from './latch.ts';
import { bindPortPair, closeSocket, type PortPair } from './port-pair.ts';
import { createRtcpReporter } from './rtcp-reporter.ts';

export interface PlainLegOptions {
  readonly offer: FarOffer;
  /** The SSRC of everything that is sent. */
  readonly ssrc: number;
  readonly events: FarLegEvents;
  readonly clock: Clock;
  readonly random: Random;
}

/** RTP/AVP without ICE or encryption, as gateways on the premises speak it. Fails with words where no port can be bound. */
export async function openPlainLeg(options: PlainLegOptions): Promise<Result<FarLeg, string>> {
  const pair = await bindPortPair(options.offer.audio.rtp);
  return pair.ok ? ok(plainLeg(options, pair.value)) : pair;
}

function plainLeg({ offer, ssrc, events, clock, random }: PlainLegOptions, pair: PortPair): FarLeg {
  const { audio } = offer;
  const accepted = new Set([audio.payloadType, audio.telephoneEvent, comfortNoise]);
  const rtpLatch = createLatch(audio.rtp);
  const rtcpLatch = createLatch(audio.rtcp);
  const reporter = createRtcpReporter({
    ssrc,
    cname: random.uuid(),
    clock,
    send: (datagram) => sendTo(pair.rtcp, rtcpLatch, datagram),
  });
  let state: 'waiting' | 'started' | 'closed' = 'waiting';
  let closing: Promise<void> | null = null;

  const receiveRtp = (datagram: Buffer, source: RemoteInfo) => {
    if (state !== 'started' || isRtcp(datagram)) return;
    const packet = readRtp(datagram);
    if (packet === null || !accepted.has(packet.payloadType) || !rtpLatch.accepts(endpoint(source))) return;
    events.onAlive();
    reporter.received(packet);
    events.onPacket(packet);
  };
  const receiveRtcp = (datagram: Buffer, source: RemoteInfo) => {
    if (state !== 'started' || !isRtcp(datagram) || !rtcpLatch.accepts(endpoint(source))) return;
    events.onAlive();
    reporter.receivedRtcp(datagram);
  };
  pair.rtp.on('message', receiveRtp);
  pair.rtcp.on('message', receiveRtcp);
  // An unreachable port of the far side (ICMP) shows as an error here; it is no reason to give up.
  pair.rtp.on('error', () => {});
  pair.rtcp.on('error', () => {});

  return {
    answer: writeFarAnswer(offer, localPorts(pair), Math.floor(random.fraction() * 2 ** 31)),
    start() {
      if (state !== 'waiting') return;
      state = 'started';
      reporter.start();
    },
    send(packet) {
      if (state !== 'started') return;
      reporter.sent(packet);
      sendTo(pair.rtp, rtpLatch, writeRtp(packet));
    },
    close() {
      if (closing === null) {
        reporter.stop();
        state = 'closed';
        closing = Promise.all([closeSocket(pair.rtp), closeSocket(pair.rtcp)]).then(() => undefined);
      }
      return closing;
    },
  };
}

function localPorts(pair: PortPair) {
  return { address: pair.address, rtpPort: pair.rtp.address().port, rtcpPort: pair.rtcp.address().port };
}

function endpoint(source: RemoteInfo): Endpoint {
  return { host: source.address, port: source.port };
}

function sendTo(socket: Socket, latch: Latch, datagram: Buffer): void {
  const { host, port } = latch.target();
  socket.send(datagram, port, host);
}
