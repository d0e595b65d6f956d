import type { Socket } from 'node:net';
import { ConnectFailure } from '../connect-failure.ts';
import { nameOf, type ProxyServer } from '../hop.ts';
import type { Target } from '../target.ts';

export interface SocksTunnelDeps {
  readonly proxy: ProxyServer;
  readonly target: Target;
  /** A connection to the proxy that is up. */
  connect(): Promise<Socket>;
  readonly deadlineMs: number;
}

/** A tunnel through a SOCKS proxy, which resolves the name. It says no more than that it did not work. */
export async function openSocksTunnel({ proxy, target, connect, deadlineMs }: SocksTunnelDeps): Promise<Socket> {
  const { SocksClient } = await import('socks');
  const existing = await connect();
  try {
    const { socket } = await SocksClient.createConnection({
      proxy: { host: proxy.host, port: proxy.port, type: proxy.scheme === 'socks4' ? 4 : 5 },
      command: 'connect',
      destination: { host: target.host, port: target.port },
      timeout: deadlineMs,
      existing_socket: existing,
    });
    // The library leaves it paused where the proxy was quick.
    return socket;
  } catch {
    existing.destroy();
    throw new ConnectFailure({ kind: 'proxy', message: 'The proxy makes no connection', proxy: nameOf(proxy) });
  }
}
