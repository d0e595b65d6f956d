/** One connection through the proxy: two streams, each with the toxics that are set at present. */
import { createConnection, type Socket } from 'node:net';
import type { SeededRandom } from './random.ts';
import type { Ending, Toxics } from './toxics.ts';

export interface ConnectionParts {
  readonly client: Socket;
  readonly target: { readonly host: string; readonly port: number };
  readonly random: SeededRandom;
  readonly toxics: () => Toxics;
  readonly onClosed: () => void;
}

export class ProxiedConnection {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #random: SeededRandom;
  readonly #toxics: () => Toxics;
  readonly #onClosed: () => void;
  readonly #waiting = new Set<() => void>();
  /** When the last piece towards the client, and towards the server, was due. */
  readonly #due = { client: 0, server: 0 };
  #toClient = 0;
  #greeted = false;
  #silent = false;
  #clientGone = false;
  #closed = false;

  constructor({ client, target, random, toxics, onClosed }: ConnectionParts) {
    this.#client = client;
    this.#random = random;
    this.#toxics = toxics;
    this.#onClosed = onClosed;
    this.#server = createConnection({ ...target, allowHalfOpen: true, noDelay: true });
    this.#client.on('close', () => {
      this.#clientGone = true;
    });
    for (const socket of [this.#client, this.#server]) {
      socket.on('close', () => {
        if (!this.#silenced) this.#over();
      });
      socket.on('error', () => {});
    }
    void this.#pump(this.#client, this.#server, false);
    void this.#pump(this.#server, this.#client, true);
  }

  /** Nothing comes through from now on, for good: neither bytes nor an end. */
  silence(): void {
    this.#silent = true;
  }

  /** Of a connection that leads nowhere: its client still holds it. */
  get held(): boolean {
    return this.#silent && !this.#clientGone;
  }

  /** Cuts it on the client's side, and ends it towards the server. */
  cut(how: Ending): void {
    if (how === 'reset') this.#client.resetAndDestroy();
    else this.#client.end(() => this.#client.destroy());
    this.#server.destroy();
  }

  /** Looks at the toxics again. */
  wake(): void {
    for (const resolve of [...this.#waiting]) resolve();
    this.#waiting.clear();
  }

  /** Takes both ends away without a word about it. */
  destroy(): void {
    this.#client.destroy();
    this.#server.destroy();
    this.wake();
    this.#over();
  }

  get #silenced(): boolean {
    return this.#silent || this.#toxics().halfOpen === 'all';
  }

  #over(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.wake();
    this.#onClosed();
  }

  async #pump(from: Socket, to: Socket, toClient: boolean): Promise<void> {
    try {
      for await (const chunk of from) {
        const side = toClient ? 'client' : 'server';
        this.#due[side] = Math.max(this.#due[side], performance.now());
        for (const piece of this.#pieces(chunk as Buffer)) {
          if (!(await this.#pass(piece, to, toClient))) return;
        }
      }
      if (!toClient) this.#clientGone = true;
      await this.#audible();
      await pause(this.#toxics().slowCloseMs);
      if (!to.destroyed) to.end();
    } catch {
      await this.#audible();
      if (!to.destroyed) to.resetAndDestroy();
    }
  }

  *#pieces(chunk: Buffer): Generator<Buffer> {
    const { slice } = this.#toxics();
    if (slice === null) return yield chunk;
    for (let at = 0; at < chunk.length; ) {
      const length = this.#random.integer(1, slice);
      yield chunk.subarray(at, at + length);
      at += length;
    }
  }

  /** False where the connection is over. */
  async #pass(piece: Buffer, to: Socket, toClient: boolean): Promise<boolean> {
    const { latencyMs, jitterMs, bandwidth, slice } = this.#toxics();
    // The near end took the connection at once; over a link so long TCP's own greeting takes a round trip before anything is said.
    const greetingMs = toClient || this.#greeted ? 0 : 2 * latencyMs;
    if (!toClient) this.#greeted = true;
    const transferMs = bandwidth === null ? 0 : (piece.length / bandwidth) * 1000;
    // By when it is due, not by how long each wait took: timers that are late would make hundreds of pieces slower than the wire is.
    const side = toClient ? 'client' : 'server';
    this.#due[side] += greetingMs + latencyMs + jitterMs * this.#random.fraction() + transferMs;
    await pause(this.#due[side] - performance.now());
    // It is read on all the same: how else would anybody know that its client let go of it?
    if (this.#silent) return true;
    await this.#audible();
    if (to.destroyed) return false;
    const { cutAfter } = this.#toxics();
    const left = toClient && cutAfter !== null ? cutAfter.bytes - this.#toClient : piece.length;
    if (toClient) this.#toClient += piece.length;
    if (cutAfter !== null && left < piece.length) {
      await written(to, piece.subarray(0, Math.max(0, left)));
      this.cut(cutAfter.how);
      return false;
    }
    await written(to, piece);
    // One turn of the event loop for each slice: else the kernel would put them together again.
    if (slice !== null) await new Promise(setImmediate);
    return true;
  }

  /** Waits while nothing comes through. */
  async #audible(): Promise<void> {
    while (this.#silenced && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }
}

function pause(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}

function written(to: Socket, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (piece.length === 0) return resolve();
    to.write(piece, () => resolve());
  });
}
