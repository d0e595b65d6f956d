import type { TLSSocket } from 'node:tls';

/** A certificate is looked at again after so long, in milliseconds: what is resumed is not. */
const longestMs = 60 * 60_000;
const most = 64;

interface Kept {
  readonly ticket: Buffer;
  /** When the peer last proved who it is by its certificate. */
  readonly provenAt: number;
}

/**
 * TLS sessions to be resumed (RFC 8446, section 2.2; RFC 5077), which saves the server a signature and both a round trip. Node does not
 * look at names where a session is resumed, so each is used for the very peer that proved to be itself, by the same way, and for an hour.
 */
export interface TlsSessions {
  /** What to offer to that peer. */
  for(peer: string): Buffer | undefined;
  /** Keeps what the peer gives, once it has proved who it is. */
  follow(peer: string, socket: TLSSocket): void;
  /** The next connection to it proves anew who it is. */
  forget(isIt: (peer: string) => boolean): void;
}

/** @param now monotonic milliseconds */
export function createTlsSessions(now: () => number): TlsSessions {
  const kept = new Map<string, Kept>();

  function find(peer: string): Kept | undefined {
    const found = kept.get(peer);
    if (found === undefined || now() - found.provenAt < longestMs) return found;
    kept.delete(peer);
    return undefined;
  }

  function keep(peer: string, entry: Kept): void {
    kept.delete(peer);
    kept.set(peer, entry);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  }

  return {
    for: (peer) => find(peer)?.ticket,
    follow(peer, socket) {
      const offered = find(peer);
      let latest: Buffer | null = null;
      let provenAt: number | null = null;
      const tell = (): void => {
        if (latest !== null && provenAt !== null) keep(peer, { ticket: latest, provenAt });
      };
      // Up to TLS 1.2 it comes before the certificate was judged.
      socket.on('session', (ticket: Buffer) => {
        latest = ticket;
        tell();
      });
      socket.once('secureConnect', () => {
        if (!socket.authorized) return;
        provenAt = socket.isSessionReused() ? (offered?.provenAt ?? null) : now();
        tell();
      });
    },
    forget(isIt) {
      for (const peer of kept.keys()) if (isIt(peer)) kept.delete(peer);
    },
  };
}
