import { connect as connectTcp, type Socket } from 'node:net';
import { ConnectFailure, codeOf } from './connect-failure.ts';
import { type Making, within } from './making.ts';
import type { OpenSockets } from './open-sockets.ts';
import { race } from './race.ts';

/** After this long without traffic the other end is asked whether it is still there, ten times, each second. */
const keepAliveMs = 15_000;
/** A machine that is there takes a connection within so long, also where the first two tries of it are lost. */
const probeMs = 10_000;

/** TCP connections to other machines, and which machine each of them goes to first: the target's, or a proxy's. */
export interface Machines {
  /** Connects to the first of the addresses that answers. */
  connect(addresses: readonly string[], port: number, making: Making): Promise<Socket>;
  /** TLS runs over a connection: it goes to the same machine. */
  carries(socket: Socket, tls: Socket): void;
  /** Ends the connection where no other one can be made to the same machine: its cable, or its network, is dead. */
  probe(socket: Socket): void;
}

export function createMachines(open: OpenSockets): Machines {
  const machines = new WeakMap<Socket, { readonly address: string; readonly port: number }>();
  const begin = (address: string, port: number, making: Making): Socket =>
    open.keep(connectTcp({ host: address, port }), making);
  return {
    async connect(addresses, port, making) {
      const socket = await race(addresses, (address) => {
        making.check();
        return begin(address, port, making);
      });
      socket.setNoDelay(true);
      socket.setKeepAlive(true, keepAliveMs);
      machines.set(socket, { address: socket.remoteAddress ?? '', port });
      return socket;
    },
    carries(socket, tls) {
      const machine = machines.get(socket);
      if (machine !== undefined) machines.set(tls, machine);
    },
    probe(socket) {
      const machine = machines.get(socket);
      if (machine === undefined || socket.destroyed) return;
      const { address, port } = machine;
      within(probeMs, (making) => race([address], () => begin(address, port, making))).then(
        (other) => other.destroy(),
        (error: unknown) => {
          if (isOutOfReach(error)) {
            socket.destroy(Object.assign(new Error('The other end is out of reach'), { code: 'ETIMEDOUT' }));
          }
        },
      );
    },
  };
}

const unreachable = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL']);

/** Whoever refuses a connection is there. */
function isOutOfReach(error: unknown): boolean {
  return error instanceof ConnectFailure || unreachable.has(codeOf(error) ?? '');
}
