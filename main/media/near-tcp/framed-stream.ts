import type { Socket } from 'node:net';
import { createDatagramReader } from '../ice/framing/framed-datagrams.ts';

/** A connection that somebody made to us, on which datagrams come and go in frames (RFC 4571). */
export interface FramedStream {
  /** Of the other side. */
  readonly port: number;
  /** Lost where more than so many bytes wait already: whoever does not read gets nothing old. */
  send(datagram: Buffer, mostWaiting: number): void;
  /** Who gets what comes, in place of whoever did before. */
  onDatagram(take: (datagram: Buffer) => void): void;
  /** Once, whoever ends it. */
  onEnd(listener: () => void): void;
  /** At once. Harmless when repeated. */
  close(): void;
}

/** What is no stream of frames, or has one that no window sends, ends. */
export function framedStream(socket: Socket): FramedStream {
  const reader = createDatagramReader();
  let take: (datagram: Buffer) => void = () => {};
  socket.setNoDelay(true);
  // Whatever goes wrong ends in `close`.
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    const { datagrams, broken } = reader.read(bytes);
    for (const datagram of datagrams) {
      if (!socket.destroyed) take(datagram);
    }
    if (broken) socket.destroy();
  });
  return {
    port: socket.remotePort ?? 0,
    send(datagram, mostWaiting) {
      if (!socket.writable || socket.writableLength > mostWaiting) return;
      const frame = Buffer.allocUnsafe(2 + datagram.length);
      frame.writeUInt16BE(datagram.length, 0);
      datagram.copy(frame, 2);
      socket.write(frame);
    },
    onDatagram(next) {
      take = next;
    },
    onEnd: (listener) => void socket.once('close', listener),
    close: () => void socket.destroy(),
  };
}
