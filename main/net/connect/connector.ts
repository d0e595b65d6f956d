import { connect as connectTcp, type Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { TransportFailure } from '../../core/ports.ts';
import { type AddressGuard, createAddressGuard } from './address-guard.ts';
import { ConnectFailure, codeOf, securingFailure } from './connect-failure.ts';
import { isCut } from './failure-table.ts';
import { type Hop, nameOf, type ProxyServer } from './hop.ts';
import { type Making, within } from './making.ts';
import type { ProxyCredentials } from './proxy-credentials.ts';
import { race } from './race.ts';
import { lateAlert, type SecuringParts, secured } from './securing.ts';
import { openSocksTunnel } from './socks-tunnel.ts';
import type { Target } from './target.ts';
import { createTlsSessions } from './tls-sessions.ts';
import { openTunnel } from './tunnel.ts';

/** After this long without traffic the other end is asked whether it is still there, ten times, each second. */
const keepAliveMs = 15_000;
/** A machine that is there takes a connection within so long, also where the first two tries of it are lost. */
const probeMs = 10_000;

/** Makes connections and knows those that are there. */
export interface Connector {
  /** A connection that is up, TLS included. Rejects with a {@link ConnectFailure} or with an error of Node's. */
  open(hop: Hop, target: Target): Promise<Socket>;
  /** A connection to the proxy itself, for a request without TLS that the proxy is to pass on. */
  openToProxy(proxy: ProxyServer): Promise<Socket>;
  /** Why a connection to a target was cut at its first use; null where that is not to be learned. */
  explainCut(hop: Hop, target: Target): Promise<TransportFailure | null>;
  /** Ends the connection where no other one can be made to the same machine: its cable, or its network, is dead. */
  probe(socket: Socket): void;
  /** The next connections to that host prove anew who it is. */
  proveAnew(host: string, port: number): void;
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
  /** Says where connections may go. */
  readonly guard?: AddressGuard;
}

export function createConnector(options: ConnectorOptions): Connector {
  const { secureContext, credentials, deadlineMs, onProven, guard = createAddressGuard() } = options;
  const open = new Set<Socket>();
  const sessions = createTlsSessions(() => performance.now());
  /** Which machine a connection goes to first: itself, or a proxy. */
  const machines = new WeakMap<Socket, { readonly address: string; readonly port: number }>();

  /** Every socket is known from its first moment, so that none outlives its deadline, the app, or a sleep. */
  function keep<Kind extends Socket>(socket: Kind, making: Making): Kind {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    making.add(socket);
    return socket;
  }

  async function tcp(addresses: readonly string[], port: number, making: Making): Promise<Socket> {
    const socket = await race(addresses, (address) => {
      making.check();
      return keep(connectTcp({ host: address, port }), making);
    });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveMs);
    machines.set(socket, { address: socket.remoteAddress ?? '', port });
    return socket;
  }

  async function toTarget({ host, port }: Target, making: Making): Promise<Socket> {
    return tcp(await guard.resolve(host), port, making);
  }

  async function toProxy(proxy: ProxyServer, making: Making): Promise<Socket> {
    making.check();
    try {
      const connect = async () => tcp(await guard.resolveProxy(proxy.host), proxy.port, making);
      const socket = await connect();
      guard.reachedProxy(socket.remoteAddress);
      if (proxy.scheme !== 'https') return socket;
      return await secure(socket, proxy.host, `proxy ${nameOf(proxy)}`, making, connect);
    } catch (error) {
      if (error instanceof ConnectFailure && error.failure.kind === 'timeout') throw error;
      const why = error instanceof ConnectFailure ? error.message : (codeOf(error) ?? 'failed');
      throw new ConnectFailure({ kind: 'proxy', message: why, proxy: nameOf(proxy) }, true);
    }
  }

  async function secure(
    socket: Socket,
    host: string,
    peer: string,
    making: Making,
    again: () => Promise<Socket>,
  ): Promise<TLSSocket> {
    const parts: SecuringParts = {
      host,
      secureContext,
      keep: (made) => void keep(made, making),
      resumption: {
        ticket: sessions.for(peer),
        follow: (made) => sessions.follow(peer, made),
        drop: () => sessions.forget((each) => each === peer),
      },
    };
    const made = await secured(socket, parts, again);
    const machine = machines.get(socket);
    if (machine !== undefined) machines.set(made, machine);
    return made;
  }

  async function way(hop: Hop, target: Target, making: Making): Promise<Socket> {
    if (hop.scheme === 'direct') return toTarget(target, making);
    const parts = { proxy: hop, target, connect: () => toProxy(hop, making) };
    const isHttp = hop.scheme === 'http' || hop.scheme === 'https';
    const socket = await (isHttp ? openTunnel({ ...parts, credentials }) : openSocksTunnel({ ...parts, deadlineMs }));
    making.add(socket);
    return socket;
  }

  async function toSecureTarget(hop: Hop, target: Target, making: Making): Promise<TLSSocket> {
    const connect = () => way(hop, target, making).catch(refuseCut);
    const peer = `${nameOf(hop)} ${target.host}:${target.port}`;
    const made = await secure(await connect(), target.host, peer, making, connect);
    onProven?.(target, made);
    return made;
  }

  return {
    staysHere: guard.staysHere,
    open: (hop, target) => within(deadlineMs, (making) => (target.secure ? toSecureTarget : way)(hop, target, making)),
    async explainCut(hop, target) {
      try {
        let known: Making | null = null;
        const socket = await within(deadlineMs, (making) => {
          known = making;
          return way(hop, target, making);
        });
        const keepMade = (made: Socket): void => void (known !== null && keep(made, known));
        return await lateAlert(socket, { host: target.host, secureContext, keep: keepMade });
      } catch {
        return null;
      }
    },
    openToProxy: (proxy) => within(deadlineMs, (making) => toProxy(proxy, making)),
    probe(socket) {
      const machine = machines.get(socket);
      if (machine === undefined || socket.destroyed) return;
      const { address, port } = machine;
      within(probeMs, (making) => race([address], () => keep(connectTcp({ host: address, port }), making))).then(
        (other) => other.destroy(),
        (error: unknown) => {
          // Whoever refuses a connection is there.
          if (error instanceof ConnectFailure || unreachable.has(codeOf(error) ?? '')) {
            socket.destroy(Object.assign(new Error('The other end is out of reach'), { code: 'ETIMEDOUT' }));
          }
        },
      );
    },
    proveAnew: (host, port) => sessions.forget((peer) => peer.endsWith(` ${host}:${port}`)),
    drop(picks = () => true) {
      // The TLS before what carries it, so that the pool knows at once that it is gone.
      for (const socket of [...open].reverse()) if (picks(socket)) socket.destroy();
    },
  };
}

const unreachable = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL']);

/** A connection that is cut as soon as it is up is seen before TLS began, or after: by chance. */
function refuseCut(error: unknown): never {
  throw isCut(codeOf(error) ?? '') ? new ConnectFailure(securingFailure(error, 0)) : error;
}
