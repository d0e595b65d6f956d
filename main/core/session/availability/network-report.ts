import type { Log, Surroundings } from '../../ports.ts';
import { reportMyNetwork } from '../../ucwa/request/me.ts';
import { failureCode } from '../failure.ts';
import type { Transport } from '../requests/transport.ts';

export interface NetworkReportDeps {
  readonly transport: Pick<Transport, 'send'>;
  readonly surroundings: Pick<Surroundings, 'network'>;
  readonly log: Log;
}

export interface ReportingApplication {
  /** As the server wrote it; null where it does not want to know. */
  readonly reportMyNetwork: string | null;
  readonly base: string;
  /** The server was found by a name that is known only inside the organization. */
  readonly internal: boolean;
}

/**
 * Tells the server in which network this computer is, so that its location service finds where the user is (UCWA reference: reportMyNetwork).
 * The returned function tells it again where that is another one by now. What comes of it is told by `communication`; a failure stays in the
 * log, and is made good by the next change.
 */
export function createNetworkReport(
  { transport, surroundings, log }: NetworkReportDeps,
  { reportMyNetwork: href, base, internal }: ReportingApplication,
): () => Promise<void> {
  let told: string | null = null;
  return async () => {
    if (href === null) return;
    const network = surroundings.network();
    const name = JSON.stringify(network);
    if (name === told) return;
    told = name;
    const answer = await transport.send(reportMyNetwork(href, internal, network), base);
    if (answer.ok) return;
    log.info('the network was not reported', { code: failureCode(answer.failure) });
    if (told === name) told = null;
  };
}
