import { isIPv6 } from 'node:net';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { Http } from '../../core/ports.ts';
import type { Target } from '../connect/target.ts';

/** For a host that was not asked yet. */
const probeMs = 10_000;

/** The certificates by which hosts proved to be themselves, as the app's own stack judged. */
export interface SeenCertificates {
  /** Remembers what the peer of a connection proved. */
  see(target: Target, socket: TLSSocket): void;
  /** Whether `origin` has that certificate, by its SHA-256 fingerprint; asks it where it was not seen yet. */
  trusts(origin: string, fingerprint256: string, send: Http['send']): Promise<boolean>;
}

export function createSeenCertificates(): SeenCertificates {
  const seen = new Set<string>();
  const entry = (origin: string, fingerprint256: string): string => `${origin} ${fingerprint256}`;
  return {
    see({ host, port }, socket) {
      if (!socket.authorized) return;
      // A resumed connection brings none: the one it resumes was seen.
      const fingerprint256 = (socket.getPeerCertificate() as PeerCertificate | null)?.fingerprint256;
      const { origin } = new URL(`https://${isIPv6(host) ? `[${host}]` : host}:${port}`);
      if (fingerprint256 !== undefined) seen.add(entry(origin, fingerprint256));
    },
    async trusts(origin, fingerprint256, send) {
      const wanted = entry(origin, fingerprint256);
      if (seen.has(wanted)) return true;
      const probe = send({
        method: 'GET',
        url: `${origin}/`,
        headers: {},
        timeoutMs: probeMs,
        ownConnection: true,
      });
      await probe.sent;
      probe.cancel();
      return seen.has(wanted);
    },
  };
}
