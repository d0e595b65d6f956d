/**
 * A TCP proxy with faults, to stand between a client and a server that knows nothing of it: TLS goes through from end to end. All that is
 * left to chance comes from a seed.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { ProxiedConnection } from './connection.ts';
import { SeededRandom } from './random.ts';
import { type Ending, noToxics, type Toxics } from './toxics.ts';

export { SeededRandom } from './random.ts';
export type { Ending, Toxics } from './toxics.ts';

interface Front {
  readonly server: Server;
  readonly host: string;
  readonly port: number;
}

export interface Target {
  readonly host: string;
  readonly port: number;
}

export class FaultProxy {
  readonly seed: number;
  readonly #random: SeededRandom;
  readonly #connections = new Set<ProxiedConnection>();
  readonly #fronts: Front[] = [];
  #toxics: Toxics = noToxics;
  #taken = 0;

  constructor(seed = 1) {
    this.seed = seed;
    this.#random = new SeededRandom(seed);
  }

  /** Connections that there are at present. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Connections that lead nowhere, and that their clients have not let go of. */
  get held(): number {
    return [...this.#connections].filter(({ held }) => held).length;
  }

  /** Connections ever taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Listens in front of that target, on the same address and a port of its own, which is returned. */
  readonly front = async (target: Target): Promise<number> => {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
      this.#taken += 1;
      const connection: ProxiedConnection = new ProxiedConnection({
        client,
        target,
        random: this.#random,
        toxics: () => this.#toxics,
        onClosed: () => this.#connections.delete(connection),
      });
      this.#connections.add(connection);
    });
    server.listen(0, target.host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    this.#fronts.push({ server, host: target.host, port });
    return port;
  };

  /** Sets some toxics, for the connections there are and for those to come; the others stay as they are. */
  set(toxics: Partial<Toxics>): void {
    this.#toxics = { ...this.#toxics, ...toxics };
    if (toxics.halfOpen === 'existing') for (const connection of this.#connections) connection.silence();
    for (const connection of this.#connections) connection.wake();
  }

  /** No faults any more; connections that were silenced stay so. */
  heal(): void {
    this.set(noToxics);
  }

  /** Cuts every connection now. */
  cut(how: Ending): void {
    for (const connection of [...this.#connections]) connection.cut(how);
  }

  /** `true`: no new connection is taken, and those there are stay as they are. */
  refuse(refused: boolean): void {
    for (const { server, port, host } of this.#fronts) {
      if (refused !== server.listening) continue;
      if (refused) server.close();
      else server.listen(port, host);
    }
  }

  /** `true`: connections are refused, those there are end; `false`: they are taken again, on the same ports. */
  async down(down: boolean): Promise<void> {
    for (const front of this.#fronts) {
      if (down === front.server.listening) {
        const settled = once(front.server, down ? 'close' : 'listening');
        if (down) front.server.close();
        else front.server.listen(front.port, front.host);
        if (down) for (const connection of [...this.#connections]) connection.destroy();
        await settled;
      }
    }
  }

  async stop(): Promise<void> {
    for (const connection of [...this.#connections]) connection.destroy();
    for (const { server } of this.#fronts) if (server.listening) server.close();
  }
}
