import { connect as connectTcp, type Socket, type TcpNetConnectOpts } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { TransportFailure } from '../../core/ports.ts';
import { createAddressGuard } from './address-guard.ts';
import { ConnectFailure, codeOf, securingFailure } from './connect-failure.ts';
import { isCut } from './failure-table.ts';
import { type Hop, nameOf, type ProxyServer } from './hop.ts';
import type { ProxyCredentials } from './proxy-credentials.ts';
import { lateAlert, secured } from './securing.ts';
import { openSocksTunnel } from './socks-tunnel.ts';
import { openTunnel } from './tunnel.ts';
import { whenUp } from './when-up.ts';

/** After this long without traffic the other end is asked whether it is still there, ten times, each second. */
const keepAliveMs = 15_000;

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/** Makes connections and knows those that are there. */
export interface Connector {
  /** A connection that is up, TLS included. Rejects with a {@link ConnectFailure} or with an error of Node's. */
  open(hop: Hop, target: Target): Promise<Socket>;
  /** A connection to the proxy itself, for a request without TLS that the proxy is to pass on. */
  openToProxy(proxy: ProxyServer): Promise<Socket>;
  /** Why a connection to a target was cut at its first use; null where that is not to be learned. */
  explainCut(hop: Hop, target: Target): Promise<TransportFailure | null>;
  /** Nothing but this computer was reached so far. */
  staysHere(): boolean;
  /** Ends the connections that a test picks; all without one. */
  drop(picks?: (socket: Socket) => boolean): void;
}

export interface ConnectorOptions {
  readonly secureContext: SecureContext;
  readonly credentials: ProxyCredentials;
  /** For the whole way to a connection that is up, in milliseconds. */
  readonly deadlineMs: number;
  /** A target has proved who it is, and nothing was sent yet. */
  readonly onProven?: (target: Target, socket: TLSSocket) => void;
}

export function createConnector({ secureContext, credentials, deadlineMs, onProven }: ConnectorOptions): Connector {
  const guard = createAddressGuard();
  const open = new Set<Socket>();
  const tls = { secureContext, keep };

  function keep(socket: Socket): void {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  }

  /** Every socket is known from its first moment, so that none outlives its deadline, the app, or a sleep. */
  function tcp(options: TcpNetConnectOpts, made: Made): Promise<Socket> {
    const socket = connectTcp(options);
    made.add(socket);
    keep(socket);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveMs);
    return whenUp(socket, 'connect');
  }

  async function toTarget({ host, port }: Target, made: Made): Promise<Socket> {
    const refusal = guard.refusal(host);
    if (refusal !== null) throw refusal;
    return tcp({ host, port, lookup: guard.lookup }, made);
  }

  async function toProxy(proxy: ProxyServer, made: Made): Promise<Socket> {
    try {
      const connect = () => tcp({ host: proxy.host, port: proxy.port }, made);
      const socket = await connect();
      guard.reachedProxy(socket.remoteAddress);
      return proxy.scheme === 'https' ? await secured(socket, { host: proxy.host, ...tls }, connect) : socket;
    } catch (error) {
      const why = error instanceof ConnectFailure ? error.message : (codeOf(error) ?? 'failed');
      throw new ConnectFailure({ kind: 'proxy', message: why, proxy: nameOf(proxy) }, true);
    }
  }

  async function way(hop: Hop, target: Target, made: Made): Promise<Socket> {
    if (hop.scheme === 'direct') return toTarget(target, made);
    const parts = { proxy: hop, target, connect: () => toProxy(hop, made) };
    const isHttp = hop.scheme === 'http' || hop.scheme === 'https';
    return isHttp ? openTunnel({ ...parts, credentials }) : openSocksTunnel({ ...parts, deadlineMs });
  }

  return {
    staysHere: guard.staysHere,
    open: (hop, target) =>
      within(deadlineMs, async (made) => {
        if (!target.secure) return way(hop, target, made);
        const connect = () => way(hop, target, made).catch(refuseCut);
        const secure = await secured(await connect(), { host: target.host, ...tls }, connect);
        onProven?.(target, secure);
        return secure;
      }),
    async explainCut(hop, target) {
      try {
        return await lateAlert(await within(deadlineMs, (made) => way(hop, target, made)), {
          host: target.host,
          ...tls,
        });
      } catch {
        return null;
      }
    },
    openToProxy: (proxy) => within(deadlineMs, (made) => toProxy(proxy, made)),
    drop(picks = () => true) {
      // The TLS before what carries it, so that the pool knows at once that it is gone.
      for (const socket of [...open].reverse()) if (picks(socket)) socket.destroy();
    },
  };
}

/** A connection that is cut as soon as it is up is seen before TLS began, or after: by chance. */
function refuseCut(error: unknown): never {
  throw isCut(codeOf(error) ?? '') ? new ConnectFailure(securingFailure(error, 0)) : error;
}

type Made = Set<Socket>;

/** Ends what was made for it where it takes too long. */
function within(deadlineMs: number, make: (made: Made) => Promise<Socket>): Promise<Socket> {
  const made: Made = new Set();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new ConnectFailure({ kind: 'timeout', message: `No connection within ${deadlineMs} ms` }));
      for (const socket of made) socket.destroy();
    }, deadlineMs);
    make(made)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
