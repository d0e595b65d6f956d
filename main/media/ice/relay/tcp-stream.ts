import { connect, type Socket } from 'node:net';
import { failed, ok, type Result } from '../../../core/result.ts';
import type { ByteStream, Connect } from './byte-stream.ts';

/** Two seconds of voice: what is older is of no use to anybody. */
const mostWaiting = 32 * 1024;
/** Nobody writes more before there is somebody to read it. */
const mostUnread = 64 * 1024;

/** For what was written last to leave a network that stalls. */
const mostGoodbyeMs = 2000;

/** {@link Connect} by the operating system. It gives up when that does. */
export const connectTcp: Connect = (server, from) => {
  const socket = connect({ host: server.host, port: server.port, localAddress: from, noDelay: true });
  const outcome = new Promise<Result<ByteStream, string>>((resolve) => {
    const fail = (error: Error) => resolve(failed(error.message));
    socket.once('error', fail);
    socket.once('close', () => resolve(failed('the connection was given up')));
    socket.once('connect', () => resolve(ok(byteStream(socket))));
  });
  // Whatever goes wrong later ends in `close`.
  socket.on('error', () => {});
  return { outcome, cancel: () => void socket.destroy() };
};

function byteStream(socket: Socket): ByteStream {
  let unread: Buffer[] = [];
  let listener: ((bytes: Buffer) => void) | null = null;
  let closed = false;
  socket.on('data', (bytes) => {
    if (listener !== null) return listener(bytes);
    unread.push(bytes);
    if (unread.reduce((sum, { length }) => sum + length, 0) > mostUnread) socket.destroy();
  });
  return {
    local: { host: socket.localAddress ?? '', port: socket.localPort ?? 0 },
    write(bytes) {
      if (closed || !socket.writable || socket.writableLength + bytes.length > mostWaiting) return false;
      socket.write(bytes);
      return true;
    },
    onBytes(next) {
      listener = next;
      const before = unread;
      unread = [];
      for (const bytes of before) next(bytes);
    },
    onEnd(told) {
      const end = () => {
        if (!closed) told();
      };
      if (socket.closed || socket.destroyed) queueMicrotask(end);
      else socket.once('close', end);
    },
    close() {
      if (closed) return;
      closed = true;
      socket.setTimeout(mostGoodbyeMs, () => socket.destroy());
      socket.destroySoon();
    },
  };
}
