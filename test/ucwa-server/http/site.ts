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
  readonly methods: Readonly<Partial<Record<Method, Handler>>>;
}

export class Site {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Set where the users of this host have moved away: a reverse proxy answers 502 to everything. */
  moved = false;
  /** A rule of this host's own: a reply where the request must not come here. */
  refuse: ((incoming: Incoming) => Reply | null) | null = null;
  readonly #nodes = new Map<string, ResourceNode>();
  readonly #ended = new Set<string>();

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

  /** Takes away an application with all that lies under it. */
  end(prefix: string): void {
    this.#ended.add(prefix);
    for (const path of [...this.#nodes.keys()]) {
      if (path === prefix || path.startsWith(`${prefix}/`)) this.#nodes.delete(path);
    }
  }

  /** True for what lay under an application that has ended. */
  hasEnded(path: string): boolean {
    return [...this.#ended].some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  }
}
