import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeIdentity } from '../../ucwa-server/http/certificates.ts';
import { monotonicNow } from '../../ucwa-server/ledger.ts';

const address = '127.0.0.1';

/** What the bare app polls and posts to: over TLS like the simulator, and timed at the same moments of an exchange. */
export class BareServer {
  readonly #server: Server;
  readonly #events = new EventEmitter();
  /** PEM file of the authority to trust. */
  readonly caFile: string;
  readonly #folder: string;
  #held: ServerResponse | null = null;

  private constructor(server: Server, folder: string) {
    this.#server = server;
    this.#folder = folder;
    this.caFile = join(folder, 'authority-of-bare.pem');
    server.on('request', (incoming, response) => {
      const at = monotonicNow();
      incoming.resume();
      if (incoming.url === '/poll') this.#hold(response);
      else {
        response.end();
        this.#events.emit('post', at);
      }
    });
  }

  static async start(): Promise<BareServer> {
    const { authority, certificate, key } = await makeIdentity(['localhost'], [address]);
    const server = createServer({ cert: certificate, key, keepAlive: true });
    server.keepAliveTimeout = 120_000;
    server.requestTimeout = 0;
    const bare = new BareServer(server, await mkdtemp(join(tmpdir(), 'bare-server-')));
    await writeFile(bare.caFile, authority);
    server.listen(0, address);
    await once(server, 'listening');
    return bare;
  }

  get url(): string {
    return `https://${address}:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when the bare app waits for an answer. */
  async polled(): Promise<void> {
    if (this.#held === null) await once(this.#events, 'poll');
  }

  /** Answers the poll, waiting for one to be there; resolves with the moment at which it was on the wire. */
  async say(text: string): Promise<number> {
    await this.polled();
    this.#held?.end(text);
    this.#held = null;
    return monotonicNow();
  }

  /** The moment at which the head of the next POST is there. */
  async nextPost(): Promise<number> {
    const [at] = (await once(this.#events, 'post')) as [number];
    return at;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    await rm(this.#folder, { recursive: true, force: true });
  }

  #hold(response: ServerResponse): void {
    this.#held = response;
    this.#events.emit('poll');
  }
}
