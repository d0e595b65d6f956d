/** Sends the snapshot to every open page: at once when it opens, and again whenever it changed. */
import type { ServerResponse } from 'node:http';
import type { UcwaServer } from '../index.ts';
import { project } from './project.ts';
import type { ColleaguesView } from './view.ts';

/** While somebody talks, what is heard changes without an event. */
const hearingMs = 400;

export class ViewStream {
  readonly #server: UcwaServer;
  readonly #open = new Set<ServerResponse>();
  readonly #unsubscribe: () => void;
  readonly #timer: NodeJS.Timeout;
  #due = false;

  constructor(server: UcwaServer) {
    this.#server = server;
    this.#unsubscribe = server.ledger.subscribe(({ kind, rel }) => {
      if (kind === 'call' || kind === 'server' || rel === 'makeMeAvailable') this.#soon();
    });
    this.#timer = setInterval(() => {
      if (server.calls.all.some(({ state }) => state === 'talking')) this.#send();
    }, hearingMs).unref();
  }

  text(): string {
    return JSON.stringify(project(this.#server) satisfies ColleaguesView);
  }

  attach(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`data: ${this.text()}\n\n`);
    this.#open.add(response);
    response.on('close', () => this.#open.delete(response));
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#unsubscribe();
    for (const response of this.#open) response.end();
  }

  /** After the turn in which it happened, so that the snapshot has all of it. */
  #soon(): void {
    if (this.#due) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      this.#send();
    });
  }

  #send(): void {
    const message = `data: ${this.text()}\n\n`;
    for (const response of this.#open) response.write(message);
  }
}
