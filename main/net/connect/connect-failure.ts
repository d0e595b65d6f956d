import type { TransportFailure } from '../../core/ports.ts';

/** Why no connection came up, where it is not for an error of Node's own. */
export class ConnectFailure extends Error {
  readonly failure: TransportFailure;
  /** The proxy itself could not be reached, so that another way may be tried: nothing was sent. */
  readonly tryNext: boolean;

  constructor(failure: TransportFailure, tryNext = false) {
    super(failure.message);
    this.failure = failure;
    this.tryNext = tryNext;
  }
}
