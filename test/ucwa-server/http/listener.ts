/** An HTTPS or HTTP listener that can lose its network and get it back on the same port. */
import { once } from 'node:events';
import { createServer as createPlainServer, type Server as PlainServer, type RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export class Listener {
  readonly #server: Server | PlainServer;
  readonly #address: string;
  /** The TCP sockets under TLS, by the client's port. */
  readonly #sockets = new Map<number, Socket>();
  #port: number;
  #up = false;
  #opened = false;

  /** @param identity null for plain HTTP */
  constructor(address: string, port: number, identity: { readonly certificate: string; readonly key: string } | null) {
    this.#address = address;
    this.#port = port;
    this.#server =
      identity === null ? createPlainServer() : createServer({ cert: identity.certificate, key: identity.key });
    // Front ends keep idle connections for minutes; closing them early would race with requests.
    this.#server.keepAliveTimeout = 120_000;
    this.#server.requestTimeout = 0;
    this.#server.on('tlsClientError', () => {});
    this.#server.on('connection', (socket: Socket) => {
      const { remotePort } = socket;
      if (remotePort === undefined) return;
      this.#sockets.set(remotePort, socket);
      socket.on('close', () => this.#sockets.delete(remotePort));
    });
  }

  /** True once it has been up. */
  get opened(): boolean {
    return this.#opened;
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return this.#address;
  }

  onRequest(listener: RequestListener): void {
    this.#server.on('request', listener);
  }

  async up(): Promise<void> {
    if (this.#up) return;
    this.#server.listen(this.#port, this.#address);
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#up = true;
    this.#opened = true;
  }

  /** Ends the TCP connection with that client by RST. */
  reset(clientPort: number | undefined): void {
    this.#sockets.get(clientPort ?? 0)?.resetAndDestroy();
  }

  drop(): void {
    for (const socket of this.#sockets.values()) socket.destroy();
  }

  /** Ends the connections on which no request waits. */
  closeIdle(): void {
    this.#server.closeIdleConnections();
  }

  async down(): Promise<void> {
    if (!this.#up) return;
    this.#up = false;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets.values()) socket.destroy();
    await closed;
  }
}
