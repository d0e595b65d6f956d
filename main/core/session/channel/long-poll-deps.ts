import type { Clock } from '../../ports.ts';
import type { Operation } from '../../ucwa/request/operation.ts';
import type { Transport } from '../requests/transport.ts';

/** What one request of the event channel works with, and whom it tells. */
export interface LongPollDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The request; of those for the same events the server answers the one with the highest priority. */
  readonly operationOf: (priority: number) => Operation;
  readonly priority: number;
  /** Over a new connection: those that wait may be dead. */
  readonly fresh: boolean;
  /** Deadline for writing it, in milliseconds. */
  readonly sentWithinMs: number;
  /** A request that is still waiting so long after it went out was accepted; in milliseconds. */
  readonly acceptedMs: number;
  /** The link is up at this moment. */
  readonly onAlive: () => void;
  /** The server holds the request: events will come. */
  readonly onHeld: () => void;
  /** The server holds none, for want of a token that does not come. */
  readonly onDeaf: () => void;
  /** Nothing shows that the server ever answers this request. */
  readonly onDoubt: () => void;
  /** An earlier one was never answered: this one is held once one like it was. */
  readonly doubted?: boolean;
  /** The priority of the newest request. */
  readonly onPriority: (priority: number) => void;
}
