/**
 * A way for datagrams that loses and delays some of them, both ways. Each side sees the other at a port of the link:
 *
 *   one side  <->  (forOne) link (forOther)  <->  other side
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { SeededRandom } from '../fault-proxy/random.ts';

export interface Harm {
  /** How many of a hundred are lost. */
  readonly lossPercent: number;
  /** Each is delayed by a time between zero and this, so that some overtake others. */
  readonly jitterMs: number;
}

interface Place {
  readonly address: string;
  readonly port: number;
}

const loopback = '127.0.0.1';

export class LossyLink {
  readonly #sockets: readonly [Socket, Socket];
  readonly #sides: [Place | null, Place | null] = [null, null];
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  private constructor(sockets: readonly [Socket, Socket], harm: Harm, seed: number) {
    this.#sockets = sockets;
    const random = new SeededRandom(seed);
    for (const from of [0, 1] as const) {
      sockets[from].on('error', () => {});
      sockets[from].on('message', (datagram) => {
        const [lost, late] = [random.fraction() * 100 < harm.lossPercent, random.fraction() * harm.jitterMs];
        const pass = (): void => this.#pass(from === 0 ? 1 : 0, datagram);
        if (lost) return;
        if (late === 0) pass();
        else this.#later(late, pass);
      });
    }
  }

  static async open(harm: Harm, seed = 1): Promise<LossyLink> {
    const [one, other] = [createSocket('udp4').bind(0, loopback), createSocket('udp4').bind(0, loopback)];
    await Promise.all([one, other].map((socket) => once(socket, 'listening')));
    return new LossyLink([one, other], harm, seed);
  }

  /** Where the one side finds the other. */
  get forOne(): Place {
    return { address: loopback, port: this.#sockets[0].address().port };
  }

  /** Where the other side finds the one. */
  get forOther(): Place {
    return { address: loopback, port: this.#sockets[1].address().port };
  }

  /** Says where the sides are. */
  join(one: Place, other: Place): void {
    this.#sides[0] = one;
    this.#sides[1] = other;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    const closed = this.#sockets.map((socket) => once(socket, 'close'));
    for (const socket of this.#sockets) socket.close();
    await Promise.all(closed);
  }

  /** From the port at which that side knows whom it talks to. */
  #pass(to: 0 | 1, datagram: Buffer): void {
    const side = this.#sides[to];
    if (side !== null && !this.#closed) this.#sockets[to].send(datagram, side.port, side.address);
  }

  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }
}
