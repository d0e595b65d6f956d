import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { bindPortPair, type PortPair } from '../far/port-pair.ts';
import { createRtcpReporter, type RtcpReporter } from '../far/rtcp-reporter.ts';
import { type RtpPacket, readRtp, writeRtp } from '../rtp/packet.ts';
import { createRelayStream } from '../rtp/relay-stream.ts';
import { chooseKey } from '../sdp/crypto-line.ts';
import { masterKeyBytes, masterSaltBytes } from '../srtp/key-derivation.ts';
import { type Protection, protectedBy } from '../srtp/protection.ts';
import { closeSocket } from '../udp/socket.ts';
import { echoOffer } from './echo-offer.ts';

/** A far side of our own, on this computer: whoever talks to it hears themselves. Voice is encrypted on both ways. */
export interface EchoPeer {
  /** As a server would bring it. */
  readonly offer: string;
  /** Takes the answer, and begins to listen; another one of the same call changes nothing. */
  answered(answer: string): void;
  /** Resolves when its ports can be bound again. Harmless when repeated. */
  close(): Promise<void>;
}

/** So long after it was said voice comes back, in ms. */
const delayMs = 1000;
const loopback = '127.0.0.1';
/** RFC 863: nothing is sent to it; the route there is what counts. */
const discard = 9;

export async function openEchoPeer(clock: Clock, random: Random): Promise<Result<EchoPeer, string>> {
  const pair = await bindPortPair({ host: loopback, port: discard });
  return pair.ok ? ok(echoAt(pair.value, clock, random)) : failed(pair.failure.message);
}

function echoAt(pair: PortPair, clock: Clock, random: Random): EchoPeer {
  const master = randomBytes(masterKeyBytes + masterSaltBytes);
  const ports = { rtp: pair.rtp.address().port, rtcp: pair.rtcp.address().port };
  const waiting = new Set<() => void>();
  let reporter: RtcpReporter | null = null;
  let closed: Promise<unknown> | null = null;

  const listen = (far: Answer) => {
    const { protection } = far;
    const stream = createRelayStream(Math.floor(random.fraction() * 2 ** 32), clock, random);
    const send = (kind: 'rtp' | 'rtcp', datagram: Buffer | null) => {
      if (datagram !== null && closed === null) pair[kind].send(datagram, far.ports[kind], loopback);
    };
    const reports = createRtcpReporter({
      ssrc: stream.ssrc,
      cname: random.uuid(),
      ticksPerMs: 8,
      clock,
      send: (report) => send('rtcp', protection.protectRtcp(report)),
    });
    const back = (packet: RtpPacket) => {
      const carried = stream.relay(packet, packet.payloadType);
      reports.sent(carried);
      send('rtp', protection.protectRtp(writeRtp(carried)));
    };
    pair.rtp.on('message', (datagram) => {
      const opened = protection.openRtp(datagram);
      const packet = opened && readRtp(opened);
      if (packet === null) return;
      reports.received(packet);
      const cancel = clock.after(delayMs, () => {
        waiting.delete(cancel);
        back(packet);
      });
      waiting.add(cancel);
    });
    pair.rtcp.on('message', (datagram) => {
      const opened = protection.openRtcp(datagram);
      if (opened !== null) reports.receivedRtcp(opened);
    });
    reports.start();
    return reports;
  };
  // Nobody listens any more: what is said of that is no reason to end.
  pair.rtp.on('error', () => {});
  pair.rtcp.on('error', () => {});

  return {
    offer: echoOffer({ address: pair.address, rtpPort: ports.rtp, rtcpPort: ports.rtcp, key: master }),
    answered(answer) {
      const far = reporter === null && closed === null ? readAnswer(answer, master) : null;
      if (far !== null) reporter = listen(far);
    },
    async close() {
      if (closed === null) {
        reporter?.stop();
        for (const cancel of waiting) cancel();
        waiting.clear();
        closed = Promise.all([closeSocket(pair.rtp), closeSocket(pair.rtcp)]);
      }
      await closed;
    },
  };
}

interface Answer {
  readonly ports: { readonly rtp: number; readonly rtcp: number };
  readonly protection: Protection;
}

/** What the gateway answered; null for one without ports or key. */
function readAnswer(answer: string, master: Buffer): Answer | null {
  const key = chooseKey([...answer.matchAll(/^a=crypto:(.*?)\r?$/gm)].flatMap(([, value]) => value ?? []));
  const [rtp, rtcp] = [/^m=audio (\d+) /m, /^a=rtcp:(\d+) /m].map((line) => Number(line.exec(answer)?.[1] ?? 0));
  if (key === null || !rtp || !rtcp) return null;
  return { ports: { rtp, rtcp }, protection: protectedBy({ master, mki: Buffer.alloc(0) }, key) };
}
