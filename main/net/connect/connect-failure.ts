import type { TransportFailure } from '../../core/ports.ts';
import { type Meaning, tlsMeaning } from './failure-table.ts';

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

/** What is told of an error that is known by its code. */
export function failureOf(code: string, { kind, fault }: Meaning): TransportFailure {
  return { kind, message: code, code, ...(fault === undefined ? {} : { certificate: { fault } }) };
}

/** Of an error before a connection was secure. @param received bytes of the peer until then */
export function securingFailure(error: unknown, received: number): TransportFailure {
  const code = codeOf(error) ?? 'failed';
  return failureOf(code, tlsMeaning(code, error instanceof Error ? error.message : '', received));
}

export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
