import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Authority, createAuthority } from '../../unit/net/authority.ts';

/** What a server gives for a path: bytes, or whatever a test makes of the answer. */
export type Answer = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void);

/** A server of updates over https, and one over http beside it, to which nobody should ever go. */
export class UpdateServer {
  /** By the name of the file; what is not there is answered with 404. */
  readonly files = new Map<string, Answer>();
  /** Names of files that were asked for, in order. */
  readonly asked: string[] = [];
  /** How many requests came over http. */
  plainRequests = 0;
  readonly #authority: Authority;
  readonly #server: Server;
  readonly #plain: ReturnType<typeof createPlainServer>;

  private constructor(authority: Authority, address: string) {
    this.#authority = authority;
    this.#server = createServer(authority.issueAddress(address), (request, response) => this.#serve(request, response));
    this.#plain = createPlainServer((request, response) => {
      this.plainRequests += 1;
      this.#serve(request, response);
    });
  }

  static async start(address: string): Promise<UpdateServer> {
    const server = new UpdateServer(createAuthority(), address);
    for (const each of [server.#server, server.#plain]) {
      await new Promise<void>((resolve) => each.listen(0, address, resolve));
    }
    return server;
  }

  /** Of its folder, without a slash at the end. */
  get url(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    return `https://${address}:${port}/phones`;
  }

  /** The same files over http. */
  get plainUrl(): string {
    const { address, port } = this.#plain.address() as AddressInfo;
    return `http://${address}:${port}/phones`;
  }

  get caFile(): string {
    return this.#authority.file;
  }

  /** Nobody is there any more. */
  async stop(): Promise<void> {
    for (const each of [this.#server, this.#plain]) {
      each.closeAllConnections();
      if (each.listening) await new Promise((resolve) => each.close(resolve));
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    this.#authority.remove();
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const name = request.url?.replace(/^\/phones\//, '') ?? '';
    this.asked.push(name);
    const answer = this.files.get(name);
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'function') answer(request, response);
    else response.end(answer);
  }
}
