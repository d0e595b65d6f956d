import { request } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { ConnectFailure } from '../connect-failure.ts';
import { nameOf, type ProxyServer } from '../hop.ts';
import type { Target } from '../target.ts';
import {
  authenticationFailure,
  authenticationNeeded,
  offersBasic,
  type ProxyCredentials,
} from './proxy-credentials.ts';

export interface TunnelDeps {
  readonly proxy: ProxyServer;
  readonly target: Target;
  /** A connection to the proxy that is up. */
  connect(): Promise<Socket>;
  readonly credentials: ProxyCredentials;
}

/**
 * A tunnel through an HTTP proxy (RFC 9110, 9.3.6). Where the proxy asks who is there, each known answer is tried once, over
 * a connection of its own; then it is a failure.
 */
export async function openTunnel({ proxy, target, connect, credentials }: TunnelDeps): Promise<Socket> {
  const offers = credentials.offersFor(proxy);
  let authorization = offers.remembered();
  for (;;) {
    const connection = await connect();
    const { status, challenges, socket } = await askForTunnel(proxy, connection, target, authorization);
    if (status >= 200 && status < 300) {
      offers.worked(authorization);
      return socket;
    }
    socket.destroy();
    // Only the proxy itself can have answered. Some, such as tinyproxy, say 401 to what they do not take.
    const isWrong = status === 401 && authorization !== null;
    if (status !== 407 && !isWrong) throw failure('proxy', `The proxy answered ${status}`, proxy);
    authorization = isWrong || offersBasic(challenges) ? await offers.next(authorization) : null;
    if (authorization === null) {
      const kind = isWrong ? 'proxy-auth' : authenticationFailure(challenges);
      throw failure(kind, isWrong ? '401' : authenticationNeeded(challenges), proxy);
    }
  }
}

interface TunnelAnswer {
  readonly status: number;
  /** The values of Proxy-Authenticate, joined by commas. */
  readonly challenges: string;
  readonly socket: Socket;
}

function askForTunnel(
  proxy: ProxyServer,
  socket: Socket,
  { host, port }: Target,
  authorization: string | null,
): Promise<TunnelAnswer> {
  return new Promise((resolve, reject) => {
    const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
    const asked = request({
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(authorization === null ? {} : { 'proxy-authorization': authorization }) },
      createConnection: () => socket,
      maxHeaderSize: 16 * 1024,
    });
    asked.once('error', () => reject(failure('proxy', 'The proxy gave no answer', proxy)));
    asked.once('connect', (answer, upgraded: Socket, head: Buffer) => {
      if (head.length > 0) upgraded.unshift(head);
      const challenges = answer.headers['proxy-authenticate'] ?? '';
      resolve({ status: answer.statusCode ?? 0, challenges, socket: upgraded });
    });
    asked.end();
  });
}

function failure(kind: 'proxy' | 'proxy-auth' | 'proxy-scheme', message: string, proxy: ProxyServer): ConnectFailure {
  return new ConnectFailure({ kind, message, proxy: nameOf(proxy) });
}
