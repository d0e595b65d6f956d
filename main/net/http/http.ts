import type { SecureContext } from 'node:tls';
import { lazily } from '../../core/lazy.ts';
import type { Exchange, Http, HttpRequest, TypedCredentials } from '../../core/ports.ts';
import { createClock } from '../../system/clock.ts';
import type { Connector, ConnectorDeps } from '../connect/connector.ts';
import type { Hop, ProxyServer } from '../connect/hop.ts';
import { type CredentialSource, createProxyCredentials } from '../connect/proxy/proxy-credentials.ts';
import { lookAtNetwork, type NetworkState } from '../network-watch.ts';
import { createSeenCertificates } from '../trust/seen-certificates.ts';
import { exchange } from './exchange.ts';
import type { HttpClient } from './http-client.ts';
import { createRoutes, type ResolveProxy, type WithoutAnswer } from './routes.ts';

/** Every stage has an end of its own; a request's `timeoutMs` holds for all of them together. */
export interface StageLimits {
  /** Until a connection is up, proxy and TLS included, in milliseconds. */
  readonly connectMs: number;
  /** For a body, from its first byte, in milliseconds. */
  readonly bodyMs: number;
}

const usualLimits: StageLimits = { connectMs: 10_000, bodyMs: 20_000 };

export interface HttpDeps {
  /** Called at the first exchange; exchanges wait for what it gives. */
  secureContext(): Promise<SecureContext>;
  /** The system's answer for a URL in the words of proxy scripts, such as `PROXY a:3128; DIRECT`. Without it all is direct. */
  readonly resolveProxy?: ResolveProxy;
  /** Where that is not known: direct, unless it says otherwise. */
  readonly withoutProxyAnswer?: WithoutAnswer;
  /** Where credentials for proxies may be known, best first. */
  readonly credentialSources?: readonly CredentialSource[];
  /** Hears which value of Proxy-Authorization a proxy took. */
  readonly onProxyTaken?: (proxy: ProxyServer, authorization: string) => void;
  readonly limits?: StageLimits;
  /** What this computer's network is like at this moment. */
  readonly look?: () => NetworkState;
}

/** {@link Http} that can also let go of its connections, and says whom it trusts. */
export interface NodeHttp extends Http {
  /** Whether that origin proves to be itself with that certificate (SHA-256 fingerprint) in a way this stack accepts. */
  trusts(origin: string, fingerprint256: string): Promise<boolean>;
  /**
   * The user name and the password that the proxy at that host and port took from this stack, where that is the one on the way to
   * the URL; null where it took none, and where it cannot be said by which scheme it is reached.
   */
  proxyAccount(url: string, host: string, port: number): Promise<TypedCredentials | null>;
  /** Ends every connection, also those in use: after a sleep nobody is at their other end. */
  dropConnections(): void;
  /** The network changed: ends connections from addresses that this computer no longer has, and asks for proxies anew. */
  adapt(addresses: ReadonlySet<string>): void;
  close(): void;
  /** Nothing but this computer was reached so far: the server is on it, or there was none yet. */
  staysHere(): boolean;
}

interface Stack {
  readonly client: HttpClient;
  readonly connector: Connector;
}

/**
 * HTTP over Node's network stack, through the system's proxies. A body over 4 MiB, counted after it is inflated, one that
 * inflates more than a hundredfold, or a header over 64 KiB ends the exchange as `too-large`.
 */
export function createHttp(deps: HttpDeps): NodeHttp {
  const {
    resolveProxy = async () => 'DIRECT',
    credentialSources = [],
    limits = usualLimits,
    look = lookAtNetwork,
  } = deps;
  const clock = createClock();
  const certificates = createSeenCertificates();
  const credentials = createProxyCredentials(credentialSources, deps.onProxyTaken);
  const routes = createRoutes(resolveProxy, clock, deps.withoutProxyAnswer);
  let stack: Stack | null = null;
  const loaded = lazily(async () => {
    stack = await loadStack(deps, { credentials, deadlineMs: limits.connectMs, onProven: certificates.see });
    return stack;
  });

  const send = (request: HttpRequest): Exchange => {
    const ports = {
      client: loaded().then(({ client }) => client),
      routes,
      credentials,
      clock,
      bodyMs: limits.bodyMs,
      look,
    };
    return exchange(ports, request);
  };

  /** The connection over which the next request to that URL is likely to go. */
  function prepare(url: string): () => void {
    const { hostname, port, protocol } = new URL(url);
    let release = (): void => {};
    let isHeld = true;
    const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443), secure: true };
    const hold = async (): Promise<void> => {
      const { client } = await loaded();
      const [hop] = await routes.to(url);
      if (isHeld && hop !== undefined) release = client.spares.hold(hop, target);
    };
    if (protocol === 'https:') hold().catch(() => {});
    return () => {
      isHeld = false;
      release();
    };
  }

  return {
    send,
    prepare,
    trusts(origin, fingerprint256) {
      const { hostname, port } = new URL(origin);
      // A session that is resumed shows no certificate but that of its beginning.
      stack?.connector.proveAnew(hostname.replace(/^\[|\]$/g, ''), Number(port || 443));
      return certificates.trusts(origin, fingerprint256, send);
    },
    async proxyAccount(url, host, port) {
      const ways = await routes.to(url).catch((): readonly Hop[] => []);
      const meant = ways.filter(
        (hop): hop is ProxyServer => hop.scheme !== 'direct' && hop.host.toLowerCase() === host && hop.port === port,
      );
      const [first] = meant;
      if (first === undefined || meant.some(({ scheme }) => scheme !== first.scheme)) return null;
      return credentials.takenBy(first);
    },
    dropIdle: () => stack?.client.dropIdle(),
    dropConnections: () => stack?.connector.drop(),
    adapt(addresses) {
      routes.forget();
      stack?.connector.drop(({ localAddress }) => localAddress !== undefined && !addresses.has(localAddress));
    },
    close() {
      stack?.client.spares.close();
      stack?.connector.drop();
    },
    staysHere: () => stack === null || stack.connector.staysHere(),
  };
}

/** Loaded with the first exchange, to have the tray up before. */
async function loadStack({ secureContext }: HttpDeps, deps: Omit<ConnectorDeps, 'secureContext'>): Promise<Stack> {
  const [{ createHttpClient }, { createConnector }, context] = await Promise.all([
    import('./http-client.ts'),
    import('../connect/connector.ts'),
    secureContext(),
  ]);
  const connector = createConnector({ ...deps, secureContext: context });
  return { client: createHttpClient(connector), connector };
}
