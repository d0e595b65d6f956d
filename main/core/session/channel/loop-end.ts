import type { ChannelState } from '../../ucwa/event-channel.ts';
import type { Reason } from '../../ucwa/reason.ts';
import type { UcwaFailure } from '../failure.ts';

/**
 * Why the application is to be made anew. `gone`: the server forgot it; `full`: it holds more events than it can keep; `unreadable`: what
 * it has to say cannot be read; `silent`: it says nothing; `replaced`: another program polls it; `lapsed`: it was not polled for too
 * long; `moved`: discovery leads to another server now; `failed`: there is a mistake in this program.
 */
export type RecreateReason = 'gone' | 'full' | 'unreadable' | 'silent' | 'replaced' | 'lapsed' | 'moved' | 'failed';

/** Why the channel ended. `gone`: the server ended it and says why. */
export type LoopEnd =
  | {
      readonly kind: 'recreate';
      readonly why: RecreateReason;
      /** Requests were refused to the last. */
      readonly refused?: RowOfFailures;
      /** How often in a row the server was asked in vain. */
      readonly tries?: number;
    }
  | { readonly kind: 'gone'; readonly reason: Reason | null; readonly afterSleep: boolean }
  | { readonly kind: 'failed'; readonly failure: UcwaFailure }
  | { readonly kind: 'closed' };

/** Requests in a row that brought nothing, since that moment on the monotonic clock. */
export type RowOfFailures = Pick<ChannelState, 'failures' | 'refusals' | 'barren' | 'unreadable'> & {
  readonly since: number;
};
