import type { TransportFailure } from '../../core/ports.ts';
import { failureOf } from '../../net/connect/connect-failure.ts';
import { meaningOf } from '../../net/connect/failure-table.ts';

/** A proxy wants to know who is there, and what it took from the app's own stack does not do. */
export const proxyRefusal: TransportFailure = { kind: 'proxy-scheme', message: '407', proxy: '' };

/** Puts an error of Chromium's network stack into the core's terms. */
export function platformFailure(error: Error): TransportFailure {
  const name = /net::ERR_([A-Z0-9_]+)/.exec(error.message)?.[1] ?? 'failed';
  const failure = failureOf(name, meaningOf(name));
  // Chromium does not say which proxy it was.
  return failure.kind.startsWith('proxy') ? { ...failure, proxy: '' } : failure;
}
