import type { TransportFailure } from '../../core/ports.ts';
import { ConnectFailure, codeOf, failureOf } from '../connect/connect-failure.ts';
import { type FailureKind, type Meaning, meaningOf, tlsMeaning } from '../connect/failure-table.ts';

/** Of several addresses that were tried: the one that says most, first. */
const telling: readonly FailureKind[] = ['refused', 'blocked', 'timeout', 'unreachable'];

/** Puts an error of the network stack into the core's terms. No text of it carries a header, a body or a query. */
export function transportFailure(error: unknown): TransportFailure {
  const known = connectFailureIn(error);
  if (known !== null) return known.failure;
  const code = codeOf(error);
  if (code === null) return { kind: 'network', message: 'The exchange failed' };
  const failure = failureOf(code, meaningOfError(error as Error, code));
  // Node's HTTP parser: something came, and it is no HTTP.
  return code.startsWith('HPE_') ? { ...failure, answered: true } : failure;
}

function meaningOfError(error: Error, code: string): Meaning {
  const each: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const kinds = each.map((one) => meaningOf(codeOf(one) ?? '').kind);
  const kind = telling.find((wanted) => kinds.includes(wanted));
  if (kind !== undefined) return { kind };
  // An alert may come when the connection is up already.
  return /^(EPROTO|ERR_SSL_)/.test(code) ? tlsMeaning(code, error.message, 0) : meaningOf(code);
}

/** Whether nothing was sent, because the proxy itself could not be reached. */
export function isProxyUnreachable(error: unknown): boolean {
  return connectFailureIn(error)?.tryNext === true;
}

/** Got wraps what it is given. */
function connectFailureIn(error: unknown): ConnectFailure | null {
  if (error instanceof ConnectFailure) return error;
  return error instanceof Error && error.cause instanceof ConnectFailure ? error.cause : null;
}
