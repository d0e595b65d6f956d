import type { FramedStream } from './framed-stream.ts';
import { type Admitted, loopback } from './near-listener.ts';

type Address = readonly [host: string, port: number];

/** A window has one; Chromium makes one from each network that its policy shows it. */
const mostStreams = 8;

/**
 * The connections of one leg, as the one socket that the library takes them for. A port is none to it but the place of a connection, from 1 on. Where one
 * ends the latest takes its place: Chromium connects anew when a connection is reset, and the library, which keeps to the address it chose, is to notice nothing.
 */
export class NearWay {
  readonly type = 'tcp';
  closed = false;
  /** Who gets what comes. */
  onData: (datagram: Buffer, from: Address) => void = () => {};
  readonly #streams: FramedStream[] = [];
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

  get connections(): number {
    return this.#streams.length;
  }

  take(stream: FramedStream, first: Buffer): void {
    if (this.closed || this.#streams.length === mostStreams) {
      stream.close();
      return;
    }
    this.#streams.push(stream);
    stream.onEnd(() => this.#forget(stream));
    const hear = (datagram: Buffer) => this.onData(datagram, [loopback, this.#streams.indexOf(stream) + 1]);
    stream.onDatagram(hear);
    hear(first);
  }

  /** Lost where nobody is connected at that place. */
  write(datagram: Buffer, place: number): void {
    this.#streams[place - 1]?.send(datagram, this.#mostWaiting);
  }

  async send(datagram: Buffer, to?: Address): Promise<void> {
    if (to !== undefined) this.write(datagram, to[1]);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.#leave();
    for (const stream of [...this.#streams]) stream.close();
  }

  #forget(stream: FramedStream): void {
    const place = this.#streams.indexOf(stream);
    const latest = this.#streams.pop();
    if (latest !== undefined && latest !== stream) this.#streams[place] = latest;
  }
}
