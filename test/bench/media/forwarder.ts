import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Something that carries voice from one side of itself to the other, in a process of its own. */
export interface Forwarder {
  /** The packet as it goes in. */
  readonly make: (sequenceNumber: number) => Buffer;
  readonly send: (datagram: Buffer) => void;
  /** Every datagram of voice that comes out; the sequence number in its header is readable under SRTP too. */
  readonly onArrival: (listener: (datagram: Buffer) => void) => void;
  /** Whose processor time counts. */
  readonly pid: number;
  close(): Promise<void>;
}

/** 20 ms of PCMU in the clear. */
export function voicePacket(sequenceNumber: number): Buffer {
  const datagram = Buffer.alloc(172, 0x55);
  datagram.writeUInt16BE(0x8000, 0);
  datagram.writeUInt16BE(sequenceNumber & 0xffff, 2);
  datagram.writeUInt32BE((sequenceNumber * 160) >>> 0, 4);
  datagram.writeUInt32BE(0x1234, 8);
  return datagram;
}

/** A socket on the loopback interface with room for what waits while this process is busy. */
export async function boundSocket(port = 0): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 21 });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}
