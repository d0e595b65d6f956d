import type { TransportFailure } from '../../core/ports.ts';

/** A proxy wants to know who is there, and what it took from the app's own stack does not do. */
export const proxyRefusal: TransportFailure = { kind: 'proxy-scheme', message: '407', proxy: '' };

/** Chromium's net error names, best match first. */
const kinds: readonly (readonly [RegExp, TransportFailure['kind']])[] = [
  [/PROXY_AUTH/, 'proxy-scheme'],
  [/PROXY|TUNNEL|SOCKS/, 'proxy'],
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED/, 'name'],
  [/CERT_|SSL_PINNED/, 'certificate'],
  [/CONNECTION_REFUSED/, 'refused'],
  [/TIMED_OUT/, 'timeout'],
];

/** Puts an error of Chromium's network stack into the core's terms. */
export function platformFailure(error: Error): TransportFailure {
  const name = /net::ERR_([A-Z0-9_]+)/.exec(error.message)?.[1] ?? '';
  const kind = kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'network';
  // Chromium does not say which proxy it was.
  return { kind, message: name || 'failed', ...(kind.startsWith('proxy') ? { proxy: '' } : {}) };
}
