import type { TransportFailure } from '../../core/ports.ts';

/** Chromium's net error names, best match first. */
const kinds: readonly (readonly [RegExp, TransportFailure['kind']])[] = [
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED/, 'name'],
  [/CERT_|SSL_PINNED/, 'certificate'],
  [/CONNECTION_REFUSED/, 'refused'],
  [/TIMED_OUT/, 'timeout'],
];

/** Puts an error of Chromium's network stack into the core's terms. */
export function platformFailure(error: Error): TransportFailure {
  const name = /net::ERR_([A-Z0-9_]+)/.exec(error.message)?.[1] ?? '';
  return { kind: kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'network', message: name || 'failed' };
}
