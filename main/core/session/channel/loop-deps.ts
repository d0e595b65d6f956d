import type { Clock, Log, Random } from '../../ports.ts';
import type { EventBatch } from '../../ucwa/events.ts';
import type { UcwaFailure } from '../failure.ts';
import type { Transport } from '../requests/transport.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import type { RowOfFailures } from './loop-end.ts';
import type { Outages } from './outages.ts';
import type { Pause } from './pause.ts';

/** What the event loop works with, and whom it tells. */
export interface EventLoopDeps {
  readonly transport: Transport;
  readonly policy: OriginPolicy;
  readonly random: Random;
  readonly clock: Clock;
  readonly log: Log;
  readonly outages: Outages;
  /** Absolute URL of the application resource: the cheap question whether the server is back. */
  readonly application: string;
  /** What was refused, or could not be read, before the application was made anew: one more is not the first. */
  readonly refused?: RowOfFailures | undefined;
  /** The server never answered in the application before: this one counts as up once it has. */
  readonly doubted?: boolean;
  readonly closed: () => boolean;
  /** Waits, or less if something says that it is worth trying now. */
  readonly pause: Pause;
  readonly onBatch: (batch: EventBatch, base: string) => void;
  /** Whether events come, as far as anybody can know. */
  readonly onConnection: (up: boolean) => void;
  /** The server takes the request and seems not to answer it. What rings can still be answered. */
  readonly onDoubt: () => void;
  /** It was tried in vain to reach the server. */
  readonly onUnreached: (failure: UcwaFailure) => void;
  /** Events may have been lost: compare the model with the server. */
  readonly onCompare: () => void;
  /** Whether discovery leads to another server now. */
  readonly moved: () => Promise<boolean>;
  /** After a long silence the server took back what the client had asked for, so that it is to be asked again. */
  readonly onResume: () => void;
}
