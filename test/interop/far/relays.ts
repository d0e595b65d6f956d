import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import { Coturn } from '../../peers/coturn.ts';
import { startMsTurnServer } from '../../peers/ms-turn/server.ts';
import type { RelayName } from '../row.ts';

/** A relay that runs, and what our side is told of it. */
export interface RunningRelay {
  readonly means: MediaMeans;
  stop(): Promise<void>;
}

const starts: Readonly<Record<RelayName, () => Promise<RunningRelay>>> = {
  'coturn over UDP': () => startCoturn(false),
  'coturn over TCP': () => startCoturn(true),
  'MS-TURN over UDP': () => startMsTurn('udp'),
  'MS-TURN over TCP': () => startMsTurn('tcp'),
};

export function startRelay(name: RelayName): Promise<RunningRelay> {
  return starts[name]();
}

async function startCoturn(noUdp: boolean): Promise<RunningRelay> {
  const coturn = await Coturn.start({ noUdp });
  const { userName, password, address, port } = coturn;
  const server = { host: address, addresses: [], udpPort: noUdp ? null : port, tcpPort: port };
  const means = { ...freeMeans, relays: { userName, password, servers: [server] }, relayOnly: true };
  return { means, stop: () => coturn.stop() };
}

/** The tests' own, which is strict about what Skype for Business's relay takes. */
async function startMsTurn(transport: 'udp' | 'tcp'): Promise<RunningRelay> {
  const server = await startMsTurnServer();
  const { udp, tcp, options } = server;
  const { username: userName, password } = options.token;
  const udpPort = transport === 'udp' ? (udp?.port ?? null) : null;
  const servers = [{ host: udp?.host ?? '127.0.0.1', addresses: [], udpPort, tcpPort: tcp?.port ?? null }];
  return {
    means: { ...freeMeans, relays: { userName, password, servers }, relayOnly: true },
    stop: () => server.stop(),
  };
}
