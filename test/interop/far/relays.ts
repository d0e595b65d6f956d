import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import { Coturn } from '../../peers/coturn.ts';
import type { LibniceRelay } from '../../peers/libnice/libnice-peer.ts';
import { startMsTurnServer } from '../../peers/ms-turn/server.ts';
import type { RelayName, Row } from '../row.ts';

/** A relay that runs, and what our side is told of it. */
export interface RunningRelay {
  readonly means: MediaMeans;
  /** The same, for a peer that is behind it too; null where that is not tried. */
  readonly forPeer: LibniceRelay | null;
  stop(): Promise<void>;
}

/** `shared`: the peer is behind it too. */
const starts: Readonly<Record<RelayName, (shared: boolean) => Promise<RunningRelay>>> = {
  'coturn over UDP': () => startCoturn(false),
  'coturn over TCP': () => startCoturn(true),
  'MS-TURN over UDP': (shared) => startMsTurn('udp', shared),
  'MS-TURN over TCP': (shared) => startMsTurn('tcp', shared),
};

/** The relay of a row that has one. */
export function startRelay(name: RelayName, { transport }: Row): Promise<RunningRelay> {
  return starts[name](transport === 'relay');
}

async function startCoturn(noUdp: boolean): Promise<RunningRelay> {
  const coturn = await Coturn.start({ noUdp });
  const { userName, password, address, port } = coturn;
  const server = { host: address, addresses: [], udpPort: noUdp ? null : port, tcpPort: port };
  const means = { ...freeMeans, relays: { userName, password, servers: [server] }, relayOnly: true };
  return { means, forPeer: null, stop: () => coturn.stop() };
}

/** The tests' own, which is strict about what Skype for Business's relay takes. */
async function startMsTurn(transport: 'udp' | 'tcp', shared: boolean): Promise<RunningRelay> {
  // libnice proves by SHA-1 alone, which is all that this version asks for.
  const server = await startMsTurnServer(shared ? { version: 2 } : {});
  const { udp, tcp, options } = server;
  const { username: userName, password } = options.token;
  const udpPort = transport === 'udp' ? (udp?.port ?? null) : null;
  const servers = [{ host: udp?.host ?? '127.0.0.1', addresses: [], udpPort, tcpPort: tcp?.port ?? null }];
  return {
    means: { ...freeMeans, relays: { userName, password, servers }, relayOnly: true },
    forPeer: udp === null || !shared ? null : { transport: 'udp', ...udp, ...options.token },
    stop: () => server.stop(),
  };
}
