/** An HTTPS listener that can lose its network and get it back on the same port. */
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

export class Listener {
  readonly #server: Server;
  readonly #address: string;
  #port: number;
  #up = false;

  constructor(address: string, port: number, identity: { readonly certificate: string; readonly key: string }) {
    this.#address = address;
    this.#port = port;
    this.#server = createServer({ cert: identity.certificate, key: identity.key });
    // Front ends keep idle connections for minutes; closing them early would race with requests.
    this.#server.keepAliveTimeout = 120_000;
    this.#server.requestTimeout = 0;
    this.#server.on('tlsClientError', () => {});
  }

  get port(): number {
    return this.#port;
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
  }

  drop(): void {
    this.#server.closeAllConnections();
  }

  async down(): Promise<void> {
    if (!this.#up) return;
    this.#up = false;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
