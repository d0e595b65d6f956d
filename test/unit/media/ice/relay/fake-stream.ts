import { failed, ok } from '../../../../../main/core/result.ts';
import type { ByteStream, Connect } from '../../../../../main/media/ice/relay/byte-stream.ts';
import type { TransportAddress } from '../../../../../main/media/ice/transport-address.ts';

/** A connection whose other end is a test. */
export class FakeStream {
  readonly written: Buffer[] = [];
  closed = false;
  /** What is written is lost. */
  stalled = false;
  #listener: ((bytes: Buffer) => void) | null = null;
  #early: Buffer[] = [];
  readonly #onEnd = new Set<() => void>();

  readonly stream: ByteStream = {
    local: { host: '192.168.1.2', port: 51_000 },
    write: (bytes) => {
      if (this.closed || this.stalled) return false;
      this.written.push(Buffer.from(bytes));
      return true;
    },
    onBytes: (listener) => {
      this.#listener = listener;
      const early = this.#early;
      this.#early = [];
      for (const bytes of early) listener(bytes);
    },
    onEnd: (listener) => void this.#onEnd.add(listener),
    close: () => {
      this.closed = true;
    },
  };

  say(bytes: Buffer): void {
    if (this.closed) return;
    if (this.#listener === null) this.#early.push(bytes);
    else this.#listener(bytes);
  }

  end(): void {
    if (this.closed) return;
    this.closed = true;
    for (const listener of this.#onEnd) listener();
  }

  /** What was written since it was asked for last. */
  taken(): Buffer {
    return Buffer.concat(this.written.splice(0));
  }
}

export interface FakeConnections {
  readonly connect: Connect;
  readonly asked: { readonly to: TransportAddress; readonly from: string; cancelled: boolean }[];
  readonly streams: FakeStream[];
}

/** Connections that stand at once, or fail where `refuses` says so. */
export function fakeConnections(refuses: () => boolean = () => false): FakeConnections {
  const asked: FakeConnections['asked'] = [];
  const streams: FakeStream[] = [];
  return {
    asked,
    streams,
    connect(to, from) {
      const row = { to, from, cancelled: false };
      asked.push(row);
      const cancel = () => {
        row.cancelled = true;
      };
      if (refuses()) return { outcome: Promise.resolve(failed('connect ECONNREFUSED')), cancel };
      const fake = new FakeStream();
      streams.push(fake);
      return { outcome: Promise.resolve(ok(fake.stream)), cancel };
    },
  };
}
