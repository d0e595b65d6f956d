/**
 * One host's resources, by path. A path exists here only from the moment its href is handed out, so a request for
 * anything else shows a client that builds addresses by itself.
 */
import type { Incoming, Method } from './incoming.ts';
import type { Reply } from './reply.ts';

export type Handler = (incoming: Incoming) => Reply | Promise<Reply>;

export interface ResourceNode {
  readonly rel: string;
  readonly callId?: string;
  /** True where no token is asked for. */
  readonly open?: boolean;
  /** True for what people see in a browser. */
  readonly page?: boolean;
  readonly methods: Readonly<Partial<Record<Method, Handler>>>;
}

export class Site {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Set where the users of this host have moved away: a reverse proxy answers 502 to everything. */
  moved = false;
  /** A rule of this host's own: a reply where the request must not come here. */
  refuse: ((incoming: Incoming) => Reply | null) | null = null;
  /** Ends the TCP connection with a client by RST, by the client's port. */
  reset: (clientPort: number | undefined) => void = () => {};
  readonly #nodes = new Map<string, ResourceNode>();
  readonly #ended = new Map<string, Reply>();

  constructor(origin: string) {
    this.origin = origin;
  }

  get host(): string {
    return new URL(this.origin).host;
  }

  add(path: string, node: ResourceNode): void {
    this.#nodes.set(path, node);
  }

  find(path: string): ResourceNode | undefined {
    return this.#nodes.get(path);
  }

  /** Takes away an application with all that lies under it; this is what is answered there from now on. */
  end(prefix: string, reply: Reply): void {
    this.#ended.set(prefix, reply);
    for (const path of [...this.#nodes.keys()]) {
      if (path === prefix || path.startsWith(`${prefix}/`)) this.#nodes.delete(path);
    }
  }

  /** The answer to whatever lay under an application that has ended. */
  ended(path: string): Reply | undefined {
    const found = [...this.#ended].find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
    return found?.[1];
  }
}
