/**
 * The RTP and RTCP ports of one m-line, an even port and the odd one above it, both held from the moment they are
 * named in an offer, so that no other call or program can take them.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { Codec } from './codec-lines.ts';

/** Where datagrams go. */
export interface Target {
  readonly address: string;
  readonly rtpPort: number;
  readonly rtcpPort: number;
  /** What they are encrypted with, as `inline:` writes it (RFC 4568); absent: nothing is. */
  readonly key?: string | undefined;
  /** What packets under the key name it by, in hexadecimal digits; absent: nothing. */
  readonly mki?: string | undefined;
  /** What is spoken there; absent: PCMU. */
  readonly codec?: Codec | undefined;
  /** How ICE finds them; absent: they are at the ports. */
  readonly ice?: IceDescription | undefined;
}

/** What an SDP says of an ICE agent. */
export interface IceDescription {
  readonly ufrag: string;
  readonly pwd: string;
  /** `a=candidate` lines. */
  readonly candidates: readonly string[];
  /** What it says of itself besides: `a=ice-lite`, or `a=ice-options` with a value. */
  readonly says?: readonly string[];
}

export type DatagramKind = 'rtp' | 'rtcp';

export class DatagramPair {
  readonly address: string;
  readonly rtpPort: number;
  readonly rtcpPort: number;
  readonly #sockets: Readonly<Record<DatagramKind, Socket>>;
  #closed = false;

  private constructor(address: string, rtp: Socket, rtcp: Socket) {
    this.address = address;
    this.rtpPort = rtp.address().port;
    this.rtcpPort = rtcp.address().port;
    this.#sockets = { rtp, rtcp };
    // A closed port at the far end is no fault of this one.
    for (const socket of [rtp, rtcp]) socket.on('error', () => {});
  }

  /** Binds a free even port and its neighbour. */
  static async bind(address: string): Promise<DatagramPair> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const rtp = await bound(address, 20_000 + 2 * Math.floor(Math.random() * 6_000));
      if (rtp === null) continue;
      const rtcp = await bound(address, rtp.address().port + 1);
      if (rtcp !== null) return new DatagramPair(address, rtp, rtcp);
      rtp.close();
    }
    throw new Error(`no free pair of RTP ports on ${address}`);
  }

  /** Itself, as where others send to. */
  get local(): Target {
    return { address: this.address, rtpPort: this.rtpPort, rtcpPort: this.rtcpPort };
  }

  onDatagram(listener: (kind: DatagramKind, datagram: Buffer, from: RemoteInfo) => void): void {
    this.#sockets.rtp.on('message', (datagram, from) => listener('rtp', datagram, from));
    this.#sockets.rtcp.on('message', (datagram, from) => listener('rtcp', datagram, from));
  }

  send(kind: DatagramKind, datagram: Buffer, target: Target): void {
    if (this.#closed) return;
    this.#sockets[kind].send(datagram, kind === 'rtp' ? target.rtpPort : target.rtcpPort, target.address);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const sockets = Object.values(this.#sockets);
    const closed = sockets.map((socket) => once(socket, 'close'));
    for (const socket of sockets) socket.close();
    await Promise.all(closed);
  }
}

/** A free even port, let go again: for a program that binds its own. The caller must cope with losing it. */
export async function freeEvenPort(address: string): Promise<number> {
  const pair = await DatagramPair.bind(address);
  await pair.close();
  return pair.rtpPort;
}

async function bound(address: string, port: number): Promise<Socket | null> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  socket.bind(port, address);
  try {
    await once(socket, 'listening');
    return socket;
  } catch {
    socket.close();
    return null;
  }
}
