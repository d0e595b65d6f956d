import type { TransportFailure } from '../../core/ports.ts';
import { ConnectFailure } from '../connect/connect-failure.ts';

const timeouts = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/**
 * Codes by which OpenSSL and BoringSSL refuse a peer's certificate: X509_V_ERR names as Node gives them, and Node's own
 * for a certificate that is for another host.
 */
const certificateCode =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO_SELF_SIGNED|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/;

/** Puts an error of the network stack into the core's terms. `message` carries no header, body or query. */
export function transportFailure(error: unknown): TransportFailure {
  const known = connectFailureIn(error);
  if (known !== null) return known.failure;
  const code = codeOf(error);
  return { kind: kindOf(code), message: code ?? 'The exchange failed' };
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

function kindOf(code: string | null): TransportFailure['kind'] {
  if (code === null) return 'network';
  if (code === 'ENOTFOUND') return 'name';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'HPE_HEADER_OVERFLOW') return 'too-large';
  if (timeouts.has(code)) return 'timeout';
  return certificateCode.test(code) ? 'certificate' : 'network';
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
