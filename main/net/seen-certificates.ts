import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Http } from '../core/ports.ts';

/** For a host that was not asked yet. */
const probeMs = 10_000;

/** The certificates by which hosts proved to be themselves, as the app's own stack judged. */
export interface SeenCertificates {
  /** Remembers what the peer of a connection proved; nothing for one without TLS. */
  see(url: string, socket: Socket | null): void;
  /** Whether `host` has that certificate, by its SHA-256 fingerprint; asks the host where it was not seen yet. */
  trusts(host: string, fingerprint256: string, send: Http['send']): Promise<boolean>;
}

export function createSeenCertificates(): SeenCertificates {
  const seen = new Set<string>();
  const entry = (host: string, fingerprint256: string): string => `${host.toLowerCase()} ${fingerprint256}`;
  return {
    see(url, socket) {
      if (!(socket instanceof TLSSocket) || !socket.authorized) return;
      const { fingerprint256 } = socket.getPeerCertificate();
      // A resumed connection brings no certificate; the one it resumes was seen.
      if (fingerprint256 !== undefined) seen.add(entry(new URL(url).hostname, fingerprint256));
    },
    async trusts(host, fingerprint256, send) {
      const wanted = entry(host, fingerprint256);
      if (seen.has(wanted)) return true;
      const probe = send({
        method: 'GET',
        url: `https://${host}/`,
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
