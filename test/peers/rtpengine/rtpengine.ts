/**
 * Debian's rtpengine, the media relay that many telephone networks run before their gateways: between plain RTP, SDES and DTLS, with ICE and without,
 * and from one codec to another. It is told what to do with a call's SDP by its NG protocol.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { until } from '../../desktop/until.ts';
import { freePort } from '../free-port.ts';
import { OwnProcess } from '../own-process.ts';
import { type Bencoded, bdecode, bencode } from './bencode.ts';

/** What it may be told of a description; as its README writes them. */
export type NgFlags = Readonly<Record<string, Bencoded>>;

let cookies = 0;

export class Rtpengine {
  readonly #process: OwnProcess;
  readonly #socket: Socket;
  readonly #port: number;

  private constructor(process: OwnProcess, socket: Socket, port: number) {
    this.#process = process;
    this.#socket = socket;
    this.#port = port;
  }

  static async start(): Promise<Rtpengine> {
    const port = await freePort();
    const process = new OwnProcess('rtpengine', [
      ...['--config-file=none', '--foreground', '--log-stderr', '--log-level=5', '--table=-1', '--interface=127.0.0.1'],
      ...[`--listen-ng=127.0.0.1:${port}`, '--port-min=38000', '--port-max=39998', '--num-threads=2'],
      `--pidfile=/dev/null`,
    ]);
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const rtpengine = new Rtpengine(process, socket, port);
    try {
      await until('rtpengine to answer', () => rtpengine.#ask({ command: 'ping' }).catch(() => null));
    } catch (error) {
      await rtpengine.stop();
      throw new Error(`rtpengine did not start: ${process.text.slice(-2000)}`, { cause: error });
    }
    return rtpengine;
  }

  /** What it makes of an offer on its way. */
  offer(call: string, sdp: string, flags: NgFlags = {}): Promise<string> {
    return this.#sdp({ command: 'offer', 'call-id': call, 'from-tag': 'from', sdp, ...flags });
  }

  /** What it makes of the answer to that offer. */
  answer(call: string, sdp: string, flags: NgFlags = {}): Promise<string> {
    return this.#sdp({ command: 'answer', 'call-id': call, 'from-tag': 'from', 'to-tag': 'to', sdp, ...flags });
  }

  async stop(): Promise<void> {
    this.#socket.close();
    await this.#process.stop();
  }

  async #sdp(order: NgFlags): Promise<string> {
    const { result, sdp, ...rest } = await this.#ask(order);
    if (result === 'ok' && typeof sdp === 'string') return sdp;
    throw new Error(`rtpengine refused: ${JSON.stringify({ result, ...rest })} ${this.#process.text.slice(-500)}`);
  }

  #ask(order: NgFlags): Promise<Readonly<Record<string, Bencoded>>> {
    cookies += 1;
    const cookie = `cookie${process.pid}-${cookies}`;
    return new Promise((resolve, reject) => {
      const end = (act: () => void) => {
        clearTimeout(deadline);
        this.#socket.off('message', onMessage);
        act();
      };
      const deadline = setTimeout(() => end(() => reject(new Error('rtpengine does not answer'))), 2000);
      const onMessage = (datagram: Buffer) => {
        const space = datagram.indexOf(' ');
        if (datagram.toString('utf8', 0, space) !== cookie) return;
        end(() => resolve(bdecode(datagram.subarray(space + 1)) as Readonly<Record<string, Bencoded>>));
      };
      this.#socket.on('message', onMessage);
      this.#socket.send(`${cookie} ${bencode(order)}`, this.#port, '127.0.0.1');
    });
  }
}
