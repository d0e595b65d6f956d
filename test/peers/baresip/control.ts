import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { until } from '../../desktop/until.ts';

/** What baresip tells, of many fields. */
export interface BaresipEvent {
  readonly type: string;
  readonly param: string;
  /** Of reports: packets that came, and those that did not. */
  readonly received: number;
  readonly lost: number;
}

/** baresip's `ctrl_tcp`: JSON in netstrings, commands in and events out. */
export class BaresipControl {
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);

  #listener: (event: BaresipEvent) => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      for (let text = this.#next(); text !== null; text = this.#next()) {
        const event = eventIn(text);
        if (event !== null) this.#listener(event);
      }
    });
  }

  /** Once it listens. */
  static async open(port: number): Promise<BaresipControl> {
    const socket = await until('the control port of baresip', () => connected(port));
    return new BaresipControl(socket);
  }

  onEvent(listener: (event: BaresipEvent) => void): void {
    this.#listener = listener;
  }

  tell(command: string, params?: string): void {
    const text = JSON.stringify({ command, ...(params === undefined ? {} : { params }) });
    this.#socket.write(`${Buffer.byteLength(text)}:${text},`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #next(): string | null {
    const colon = this.#bytes.indexOf(':');
    const length = Number(this.#bytes.toString('latin1', 0, Math.max(colon, 0)));
    if (colon === -1 || this.#bytes.length < colon + length + 2) return null;
    const text = this.#bytes.toString('utf8', colon + 1, colon + 1 + length);
    this.#bytes = this.#bytes.subarray(colon + length + 2);
    return text;
  }
}

async function connected(port: number): Promise<Socket | null> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    socket.destroy();
    return null;
  }
}

function eventIn(text: string): BaresipEvent | null {
  const { event, type, param = '', rtcp_stats: reports } = JSON.parse(text);
  if (event !== true) return null;
  return { type, param, received: reports?.rx?.sent ?? 0, lost: reports?.rx?.lost ?? 0 };
}
