import type { Socket } from 'node:net';
import type { Making } from './making.ts';

/** The sockets that are open. Each is known from its first moment, so that none outlives its deadline, the app, or a sleep. */
export interface OpenSockets {
  keep<Kind extends Socket>(socket: Kind, making: Making): Kind;
  /** Ends the connections that a test picks; all without one. */
  drop(picks?: (socket: Socket) => boolean): void;
}

export function createOpenSockets(): OpenSockets {
  const open = new Set<Socket>();
  return {
    keep(socket, making) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      making.add(socket);
      return socket;
    },
    drop(picks = () => true) {
      // The TLS before what carries it, so that the pool knows at once that it is gone.
      for (const socket of [...open].reverse()) if (picks(socket)) socket.destroy();
    },
  };
}
