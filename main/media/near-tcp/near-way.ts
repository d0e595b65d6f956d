import type { FramedStream } from './framed-stream.ts';
import { type Admitted, loopback } from './near-listener.ts';

type Address = readonly [host: string, port: number];

/** A window has one; Chromium makes one from each network that its policy shows it. */
const mostStreams = 8;

/**
 * The connections of one leg, as the one socket that the library takes them for: a datagram goes to a port, which is the other end of a connection.
 */
export class NearWay {
  readonly type = 'tcp';
  closed = false;
  /** Who gets what comes. */
  onData: (datagram: Buffer, from: Address) => void = () => {};
  readonly #streams = new Map<number, FramedStream>();
  readonly #mostWaiting: number;
  #leave = () => {};

  /** `mostWaiting`: bytes that wait for a window that does not read. */
  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
  }

  /** Goes on until it is closed; tells the port. */
  join({ port, leave }: Admitted): number {
    this.#leave = leave;
    if (this.closed) leave();
    return port;
  }

  take(stream: FramedStream, first: Buffer): void {
    if (this.closed || this.#streams.size === mostStreams) {
      stream.close();
      return;
    }
    const { port } = stream;
    const from: Address = [loopback, port];
    this.#streams.set(port, stream);
    stream.onEnd(() => this.#streams.delete(port));
    stream.onDatagram((datagram) => this.onData(datagram, from));
    this.onData(first, from);
  }

  /** Lost where nobody is connected from that port. */
  write(datagram: Buffer, port: number): void {
    this.#streams.get(port)?.send(datagram, this.#mostWaiting);
  }

  async send(datagram: Buffer, to?: Address): Promise<void> {
    if (to !== undefined) this.write(datagram, to[1]);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.#leave();
    for (const stream of this.#streams.values()) stream.close();
  }
}
