import { connect as connectTcp, isIP, type Socket, type TcpNetConnectOpts } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import { createAddressGuard } from './address-guard.ts';
import { ConnectFailure } from './connect-failure.ts';
import { type Hop, nameOf, type ProxyServer } from './hop.ts';
import type { ProxyCredentials } from './proxy-credentials.ts';
import { openSocksTunnel } from './socks-tunnel.ts';
import { openTunnel } from './tunnel.ts';

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
      const socket = await tcp({ host: proxy.host, port: proxy.port }, made);
      return proxy.scheme === 'https' ? await secured(socket, proxy.host) : socket;
    } catch (error) {
      const why = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
      throw new ConnectFailure({ kind: 'proxy', message: why, proxy: nameOf(proxy) }, true);
    }
  }

  /** Over a connection that is up. Node checks the certificate before it lets the first byte out. */
  function secured(socket: Socket, host: string): Promise<TLSSocket> {
    const servername = isIP(host) === 0 ? host : '';
    const secure = connectTls({
      socket,
      host,
      servername,
      secureContext,
      rejectUnauthorized: true,
      ALPNProtocols: ['http/1.1'],
    });
    keep(secure);
    return whenUp(secure, 'secureConnect');
  }

  async function way(hop: Hop, target: Target, made: Made): Promise<Socket> {
    if (hop.scheme === 'direct') return toTarget(target, made);
    const parts = { proxy: hop, target, connect: () => toProxy(hop, made) };
    const isHttp = hop.scheme === 'http' || hop.scheme === 'https';
    return isHttp ? openTunnel({ ...parts, credentials }) : openSocksTunnel({ ...parts, deadlineMs });
  }

  return {
    open: (hop, target) =>
      within(deadlineMs, async (made) => {
        const socket = await way(hop, target, made);
        if (!target.secure) return socket;
        const secure = await secured(socket, target.host);
        onProven?.(target, secure);
        return secure;
      }),
    openToProxy: (proxy) => within(deadlineMs, (made) => toProxy(proxy, made)),
    drop(picks = () => true) {
      // The TLS before what carries it, so that the pool knows at once that it is gone.
      for (const socket of [...open].reverse()) if (picks(socket)) socket.destroy();
    },
  };
}

function whenUp<Kind extends Socket>(socket: Kind, event: string): Promise<Kind> {
  return new Promise((resolve, reject) => {
    const gone = (): void => fail(Object.assign(new Error('The connection was closed'), { code: 'ECONNRESET' }));
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.once('error', fail).once('close', gone);
    socket.once(event, () => {
      socket.off('error', fail).off('close', gone);
      resolve(socket);
    });
  });
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
