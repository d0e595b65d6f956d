/** How a TCP stream is divided (MS-TURN 2.1.4): an optional hello, then frames with a header of four bytes. */
import { uint16 } from './message.ts';
import { beginsHello, clientHelloBytes, helloFault } from './pseudo-tls.ts';

export type FrameKind = 'control' | 'data';

const frameTypes: Readonly<Record<FrameKind, number>> = { control: 0x02, data: 0x03 };

export function frame(kind: FrameKind, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([frameTypes[kind], 0]), uint16(content.length), content]);
}

export interface StreamListener {
  /** A hello came, and it is the server's turn. */
  onHello(): void;
  onFrame(kind: FrameKind, content: Buffer): void;
  /** The stream is not what it has to be; nothing more is read of it. */
  onFault(reason: string): void;
}

/** Takes a stream apart as it comes. */
export class StreamReader {
  readonly #listener: StreamListener;
  #rest = Buffer.alloc(0);
  #begun = false;
  #over = false;

  constructor(listener: StreamListener) {
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    if (this.#over) return;
    this.#rest = Buffer.concat([this.#rest, chunk]);
    if (!this.#begun && !this.#begin()) return;
    while (!this.#over && this.#next());
  }

  /** Whether frames may follow. */
  #begin(): boolean {
    this.#begun = !beginsHello(this.#rest);
    if (this.#begun) return true;
    if (this.#rest.length < clientHelloBytes) return false;
    const fault = helloFault(this.#rest);
    if (fault !== null) return this.#fail(`byte ${fault} of its pseudo-TLS hello is not as documented`);
    if (this.#rest.length > clientHelloBytes)
      return this.#fail('it did not wait for the answer to its pseudo-TLS hello');
    this.#rest = Buffer.alloc(0);
    this.#begun = true;
    this.#listener.onHello();
    return true;
  }

  #next(): boolean {
    if (this.#rest.length < 4) return false;
    const [type = 0, reserved = 0] = this.#rest;
    if (type !== frameTypes.control && type !== frameTypes.data) return this.#fail(`a frame has the type ${type}`);
    if (reserved !== 0) return this.#fail('the reserved byte of a frame is not zero');
    const end = 4 + this.#rest.readUInt16BE(2);
    if (this.#rest.length < end) return false;
    const content = this.#rest.subarray(4, end);
    this.#rest = this.#rest.subarray(end);
    this.#listener.onFrame(type === frameTypes.control ? 'control' : 'data', content);
    return true;
  }

  #fail(reason: string): false {
    this.#over = true;
    this.#listener.onFault(reason);
    return false;
  }
}
