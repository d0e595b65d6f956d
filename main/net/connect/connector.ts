import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { TransportFailure } from '../../core/ports.ts';
import { type AddressGuard, createAddressGuard } from './address/address-guard.ts';
import { ConnectFailure, codeOf, securingFailure } from './connect-failure.ts';
import { isCut } from './failure-table.ts';
import { type Hop, nameOf, type ProxyServer } from './hop.ts';
import { createMachines } from './machines.ts';
import { type Making, within } from './making.ts';
import { createOpenSockets } from './open-sockets.ts';
import type { ProxyCredentials } from './proxy/proxy-credentials.ts';
import type { Target } from './target.ts';
import { createTlsPeers } from './tls/tls-peers.ts';
import { createWays } from './ways.ts';

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

export interface ConnectorDeps {
  readonly secureContext: SecureContext;
  readonly credentials: ProxyCredentials;
  /** For the whole way to a connection that is up, in milliseconds. */
  readonly deadlineMs: number;
  /** A target has proved who it is, and nothing was sent yet. */
  readonly onProven?: (target: Target, socket: TLSSocket) => void;
  /** Says where connections may go. */
  readonly guard?: AddressGuard;
}

export function createConnector(deps: ConnectorDeps): Connector {
  const { secureContext, credentials, deadlineMs, onProven, guard = createAddressGuard() } = deps;
  const open = createOpenSockets();
  const machines = createMachines(open);
  const tls = createTlsPeers({ secureContext, open, machines });
  const ways = createWays({ guard, machines, tls, credentials, deadlineMs });

  async function toSecureTarget(hop: Hop, target: Target, making: Making): Promise<TLSSocket> {
    const connect = () => ways.toTarget(hop, target, making).catch(refuseCut);
    const peer = { host: target.host, name: `${nameOf(hop)} ${target.host}:${target.port}` };
    const made = await tls.secure(await connect(), peer, making, connect);
    onProven?.(target, made);
    return made;
  }

  async function explainCut(hop: Hop, target: Target): Promise<TransportFailure | null> {
    try {
      let known: Making | null = null;
      const socket = await within(deadlineMs, (making) => {
        known = making;
        return ways.toTarget(hop, target, making);
      });
      return await tls.explainCut(socket, target.host, known);
    } catch {
      return null;
    }
  }

  return {
    staysHere: guard.staysHere,
    open: (hop, target) =>
      within(deadlineMs, (making) => (target.secure ? toSecureTarget : ways.toTarget)(hop, target, making)),
    explainCut,
    openToProxy: (proxy) => within(deadlineMs, (making) => ways.toProxy(proxy, making)),
    probe: machines.probe,
    proveAnew: tls.proveAnew,
    drop: open.drop,
  };
}

/** A connection that is cut as soon as it is up is seen before TLS began, or after: by chance. */
function refuseCut(error: unknown): never {
  throw isCut(codeOf(error) ?? '') ? new ConnectFailure(securingFailure(error, 0)) : error;
}
