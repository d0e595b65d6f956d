import type { RTCDtlsTransport } from 'werift';
import { NearWay } from './near-tcp/near-way.ts';
import { type RtpPacket, readRtp, writeRtp } from './rtp/packet.ts';
import { isRtcp } from './rtp/rtcp.ts';
import { createSrtpReceiver, createSrtpSender, type PacketTransform } from './srtp/srtp.ts';
import { createGcmReceiver, createGcmSender } from './srtp/srtp-gcm.ts';

/**
 * The way of media over a connection that the library made: its keys and its connection, and not the layers in between, which take several times as long as
 * what they do for voice.
 */
export interface NearPath {
  /** Dropped where the connection has no pair of addresses. */
  send(packet: RtpPacket): void;
}

/** Numbers of the protection that DTLS agreed on (RFC 5764 section 4.1.2, RFC 7714 section 14.2). */
const [aesCounter, aesGcm] = [0x0001, 0x0007];

interface Protecting {
  readonly protect: PacketTransform;
  readonly open: PacketTransform;
}

/**
 * Once the connection is up; null where it is not one as expected, and has to be used by the library. `onVoice` gets what comes, and nothing of that goes to
 * the library; where it is null, all does.
 */
export function openNearPath(
  transport: Pick<RTCDtlsTransport, 'srtp' | 'iceTransport'>,
  onVoice: ((packet: RtpPacket) => void) | null,
): NearPath | null {
  const { connection } = transport.iceTransport;
  const way = () => wayOf(connection.nominated?.protocol);
  const protection = protecting(transport.srtp.config);
  const first = way();
  if (protection === null || first === null) return null;
  if (onVoice !== null) intercept(first, (datagram) => takeVoice(datagram, protection.open, onVoice));
  return {
    send(packet) {
      const { remoteCandidate } = connection.nominated ?? {};
      const through = way();
      if (remoteCandidate === undefined || through === null || through.closed) return;
      const datagram = protection.protect(writeRtp(packet));
      if (datagram !== null) through.write(datagram, remoteCandidate.port);
    },
  };
}

function wayOf(protocol: unknown): NearWay | null {
  const transport: unknown = typeof protocol === 'object' && protocol !== null && Reflect.get(protocol, 'transport');
  return transport instanceof NearWay ? transport : null;
}

function protecting({ keys, profile }: RTCDtlsTransport['srtp']['config']): Protecting | null {
  const own = { key: keys.localMasterKey, salt: keys.localMasterSalt };
  const far = { key: keys.remoteMasterKey, salt: keys.remoteMasterSalt };
  const named = ({ key, salt }: typeof own) => ({ master: Buffer.concat([key, salt]), mki: Buffer.alloc(0) });
  if (profile === aesGcm) return { protect: createGcmSender(own), open: createGcmReceiver(far) };
  if (profile !== aesCounter) return null;
  return { protect: createSrtpSender(named(own)), open: createSrtpReceiver(named(far)) };
}

/** What a way gets goes to `take`, and to the library where that does not want it. */
function intercept(way: NearWay, take: (datagram: Buffer) => boolean): void {
  const { onData } = way;
  way.onData = (datagram, from) => {
    if (!take(datagram)) onData(datagram, from);
  };
}

/** Whether it is RTP: by the first two bits (RFC 7983), and by its type not a report. */
function takeVoice(datagram: Buffer, open: PacketTransform, onVoice: (packet: RtpPacket) => void): boolean {
  if (datagram.length === 0 || datagram.readUInt8(0) >> 6 !== 2 || isRtcp(datagram)) return false;
  const opened = open(datagram);
  const packet = opened && readRtp(opened);
  if (packet !== null) onVoice(packet);
  return true;
}
