import type { Socket } from 'node:net';
import { ConnectFailure } from './connect-failure.ts';

/** The sockets of one connection that is being made. None outlives the deadline of the whole, whenever it comes. */
export interface Making {
  /** Knows the socket from now on; throws, and ends it, where the time is over. */
  add(socket: Socket): void;
  /** Throws where the time is over, so that nothing more is begun. */
  check(): void;
}

/** Makes a connection within a time, and ends all that was made for it where it takes longer, or comes later. */
export function within(deadlineMs: number, make: (making: Making) => Promise<Socket>): Promise<Socket> {
  const made = new Set<Socket>();
  let isOver = false;
  const late = (): ConnectFailure =>
    new ConnectFailure({ kind: 'timeout', message: `No connection within ${deadlineMs} ms` });
  const making: Making = {
    add(socket) {
      made.add(socket);
      socket.once('close', () => made.delete(socket));
      if (!isOver) return;
      socket.destroy();
      throw late();
    },
    check() {
      if (isOver) throw late();
    },
  };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      isOver = true;
      reject(late());
      for (const socket of made) socket.destroy();
    }, deadlineMs);
    make(making)
      .then((socket) => {
        if (isOver) socket.destroy();
        else resolve(socket);
      }, reject)
      .finally(() => clearTimeout(timer));
  });
}
