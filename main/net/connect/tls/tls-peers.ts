import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { TransportFailure } from '../../../core/ports.ts';
import type { Machines } from '../machines.ts';
import type { Making } from '../making.ts';
import type { OpenSockets } from '../open-sockets.ts';
import { lateAlert, secured } from './securing.ts';
import { createTlsSessions } from './tls-sessions.ts';

/** Whom TLS is spoken with. */
export interface TlsPeer {
  readonly host: string;
  /** Unique for each way to each peer: a session is resumed over the same way only. */
  readonly name: string;
}

/** TLS with targets and with proxies, and the sessions that each of them lets us resume. */
export interface TlsPeers {
  /**
   * TLS over a connection that is up.
   *
   * @param again another connection of the same kind, where the first one fails without a reason
   */
  secure(socket: Socket, peer: TlsPeer, making: Making, again: () => Promise<Socket>): Promise<TLSSocket>;
  /** Why that host cuts TLS at its first use; null where it does not. */
  explainCut(socket: Socket, host: string, making: Making | null): Promise<TransportFailure | null>;
  /** The next connections to that host prove anew who it is. */
  proveAnew(host: string, port: number): void;
}

export interface TlsPeersDeps {
  readonly secureContext: SecureContext;
  readonly open: OpenSockets;
  readonly machines: Machines;
}

export function createTlsPeers({ secureContext, open, machines }: TlsPeersDeps): TlsPeers {
  const sessions = createTlsSessions(() => performance.now());
  return {
    async secure(socket, { host, name }, making, again) {
      const resumption = {
        ticket: sessions.for(name),
        follow: (made: TLSSocket) => sessions.follow(name, made),
        drop: () => sessions.forget((each) => each === name),
      };
      const keep = (made: Socket): void => void open.keep(made, making);
      const made = await secured(socket, { host, secureContext, keep, resumption }, again);
      machines.carries(socket, made);
      return made;
    },
    explainCut(socket, host, making) {
      const keep = (made: Socket): void => void (making !== null && open.keep(made, making));
      return lateAlert(socket, { host, secureContext, keep });
    },
    proveAnew: (host, port) => sessions.forget((peer) => peer.endsWith(` ${host}:${port}`)),
  };
}
