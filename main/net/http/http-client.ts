import http from 'node:http';
import type https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Got, got } from 'got';
import type { TransportFailure } from '../../core/ports.ts';
import type { Connector } from '../connect/connector.ts';
import { type Hop, nameOf } from '../connect/hop.ts';
import type { Target } from '../connect/target.ts';
import { createSpareConnections, type SpareConnections } from './spare-connections.ts';

const headerLimit = 64 * 1024;

/** One agent for each scheme, as got takes them. */
export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

/**
 * Which connection a request goes over. `own`: one that is made for it, and closed with it. `spare`: the same, but one that was made for
 * it before, where there is one.
 */
export type Over = 'kept' | 'own' | 'spare';

/** Got as the app uses it, and the connections it keeps. */
export interface HttpClient {
  readonly got: Got;
  readonly spares: SpareConnections;
  agentsFor(hop: Hop, over: Over): Agents;
  /** The request on it waits for an answer: is anybody there? */
  probe(socket: Socket): void;
  /** Why a connection to that URL was cut at its first use; null where that is not to be learned. */
  explainCut(hop: Hop, url: string): Promise<TransportFailure | null>;
  /** Ends the connections that wait for a request. */
  dropIdle(): void;
}

/** Keeps connections alive, apart for each way out of this computer. */
export function createHttpClient(connector: Connector): HttpClient {
  const kept = new Map<string, Agents>();
  const spares = createSpareConnections(connector);
  const spareFirst: Connector = {
    ...connector,
    open: async (hop, target) => (await spares.take(hop, target)) ?? connector.open(hop, target),
  };
  return {
    spares,
    probe: connector.probe,
    got: got.extend({
      followRedirect: false,
      throwHttpErrors: false,
      decompress: false,
      retry: { limit: 0 },
      maxHeaderSize: headerLimit,
      headers: { 'user-agent': undefined },
    }),
    agentsFor(hop, over) {
      if (over !== 'kept') return createAgents(over === 'spare' ? spareFirst : connector, hop, {});
      const name = nameOf(hop);
      const agents = kept.get(name) ?? createAgents(connector, hop, { keepAlive: true });
      kept.set(name, agents);
      return agents;
    },
    explainCut(hop, url) {
      const { hostname, port } = new URL(url);
      const host = hostname.replace(/^\[|\]$/g, '');
      return connector.explainCut(hop, { host, port: port === '' ? 443 : Number(port), secure: true });
    },
    dropIdle() {
      for (const { http: plain, https: secure } of kept.values()) {
        for (const sockets of [plain.freeSockets, secure.freeSockets]) {
          for (const socket of Object.values(sockets).flat()) socket?.destroy();
        }
      }
    },
  };
}

function createAgents({ open, openToProxy }: Connector, hop: Hop, options: http.AgentOptions): Agents {
  const isHttpProxy = hop.scheme === 'http' || hop.scheme === 'https';
  // A request without TLS is passed on by the proxy, not tunnelled.
  const openPlain = (target: Target) => (isHttpProxy ? openToProxy(hop) : open(hop, target));
  return {
    http: new ConnectorAgent(openPlain, false, options),
    https: new ConnectorAgent((target) => open(hop, target), true, options),
  };
}

/** Node's pool over connections of our own making. */
class ConnectorAgent extends http.Agent {
  /** Node sets it, and its types for https ask for it. */
  declare readonly options: https.AgentOptions;
  readonly #open: (target: Target) => Promise<Socket>;
  readonly #secure: boolean;

  constructor(open: (target: Target) => Promise<Socket>, secure: boolean, options: http.AgentOptions) {
    super(options);
    // What Node looks at before it gives an agent a request.
    Object.assign(this, secure ? { protocol: 'https:', defaultPort: 443 } : { protocol: 'http:', defaultPort: 80 });
    this.#open = open;
    this.#secure = secure;
  }

  override createConnection(
    { host, port }: http.ClientRequestArgs,
    created: (error: Error | null, socket: Duplex) => void = () => {},
  ): undefined {
    const target = { host: host ?? '', port: Number(port), secure: this.#secure };
    this.#open(target).then(
      (socket) => created(null, socket),
      // Node calls it so; its types ask for a socket also where there is none.
      (error: Error) => (created as (error: Error) => void)(error),
    );
  }
}
