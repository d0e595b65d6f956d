import type { Socket } from 'node:net';
import type { AddressGuard } from './address/address-guard.ts';
import { ConnectFailure, codeOf } from './connect-failure.ts';
import { type Hop, nameOf, type ProxyServer } from './hop.ts';
import type { Machines } from './machines.ts';
import type { Making } from './making.ts';
import type { ProxyCredentials } from './proxy/proxy-credentials.ts';
import { openSocksTunnel } from './proxy/socks-tunnel.ts';
import { openTunnel } from './proxy/tunnel.ts';
import type { Target } from './target.ts';
import type { TlsPeers } from './tls/tls-peers.ts';

/** Ways out of this computer: to a proxy, and through one or none to a target. */
export interface Ways {
  /** Ends at the target's port; the target's own TLS is not part of it. */
  toTarget(hop: Hop, target: Target, making: Making): Promise<Socket>;
  /** What goes wrong on it is the proxy's. */
  toProxy(proxy: ProxyServer, making: Making): Promise<Socket>;
}

export interface WaysDeps {
  readonly guard: AddressGuard;
  readonly machines: Machines;
  readonly tls: TlsPeers;
  readonly credentials: ProxyCredentials;
  /** For a SOCKS proxy to make its connection, in milliseconds. */
  readonly deadlineMs: number;
}

export function createWays({ guard, machines, tls, credentials, deadlineMs }: WaysDeps): Ways {
  async function direct({ host, port }: Target, making: Making): Promise<Socket> {
    return machines.connect(await guard.resolve(host), port, making);
  }

  async function toProxy(proxy: ProxyServer, making: Making): Promise<Socket> {
    making.check();
    try {
      const connect = async () => machines.connect(await guard.resolveProxy(proxy.host), proxy.port, making);
      const socket = await connect();
      guard.reachedProxy(socket.remoteAddress);
      if (proxy.scheme !== 'https') return socket;
      return await tls.secure(socket, { host: proxy.host, name: `proxy ${nameOf(proxy)}` }, making, connect);
    } catch (error) {
      throw proxyFailure(proxy, error);
    }
  }

  async function toTarget(hop: Hop, target: Target, making: Making): Promise<Socket> {
    if (hop.scheme === 'direct') return direct(target, making);
    const shared = { proxy: hop, target, connect: () => toProxy(hop, making) };
    const isHttp = hop.scheme === 'http' || hop.scheme === 'https';
    const socket = await (isHttp ? openTunnel({ ...shared, credentials }) : openSocksTunnel({ ...shared, deadlineMs }));
    making.add(socket);
    return socket;
  }

  return { toTarget, toProxy };
}

function proxyFailure(proxy: ProxyServer, error: unknown): ConnectFailure {
  if (error instanceof ConnectFailure && error.failure.kind === 'timeout') return error;
  const why = error instanceof ConnectFailure ? error.message : (codeOf(error) ?? 'failed');
  return new ConnectFailure({ kind: 'proxy', message: why, proxy: nameOf(proxy) }, true);
}
