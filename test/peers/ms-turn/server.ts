/**
 * A relay as the edge of Skype for Business Server is one, written from [MS-TURN] alone, and strict: what the document does not allow is
 * refused as it says, and noted in the journal with the reason. Where the text that we could read is silent (the key under SHA-256, the codes
 * of Set Active Destination, whether permissions are for hosts or for ports), the comments of this folder say what was chosen.
 */
import type { ClientDeps } from './client.ts';
import { Journal, type JournalEntry } from './journal.ts';
import { listenTcp } from './listeners/tcp.ts';
import { listenUdp } from './listeners/udp.ts';
import { defaultOptions, type Faults, type MsTurnOptions, noFaults } from './options.ts';
import { ProofCheck } from './proof-check.ts';
import type { TransportAddress } from './wire/address.ts';

export interface MsTurnServer {
  readonly options: MsTurnOptions;
  /** null where it does not listen there. */
  readonly udp: TransportAddress | null;
  readonly tcp: TransportAddress | null;
  readonly journal: Journal;
  /** To be changed at any time. */
  readonly faults: Faults;
  /** Ends everything, also as a relay that dies: nobody is told but by closed connections. */
  stop(): Promise<void>;
}

export async function startMsTurnServer(
  changes: Partial<MsTurnOptions> = {},
  onEntry?: (entry: JournalEntry) => void,
): Promise<MsTurnServer> {
  const options = { ...defaultOptions, ...changes };
  const faults = noFaults();
  const journal = new Journal(onEntry);
  const deps: ClientDeps = { options, faults, journal, proofs: new ProofCheck(options, faults) };
  const { address, udpPort, tcpPort } = options;
  const udp = udpPort === null ? null : await listenUdp(address, udpPort, deps);
  const tcp = tcpPort === null ? null : await listenTcp(address, tcpPort, deps);
  let stopped: Promise<unknown> | null = null;
  return {
    options,
    udp: udp?.address ?? null,
    tcp: tcp?.address ?? null,
    journal,
    faults,
    async stop() {
      stopped ??= Promise.all([udp?.close(), tcp?.close()]);
      await stopped;
    },
  };
}
