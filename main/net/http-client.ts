import http from 'node:http';
import https from 'node:https';
import type { SecureContext } from 'node:tls';
import { type Got, got } from 'got';

const headerLimit = 64 * 1024;

/** Got as the app uses it, and the connections it keeps. */
export interface HttpClient {
  readonly got: Got;
  /** Ends the connections that wait for a request. */
  dropIdle(): void;
  /** An agent that keeps nothing: its connection is made for one request, and closed with it. */
  ownAgent(): { readonly http: http.Agent; readonly https: https.Agent };
  /** Ends the connections. */
  close(): void;
}

/** Keeps connections alive, and takes a certificate that the context does not trust from nobody, whatever the environment says. */
export function createHttpClient(secureContext: SecureContext): HttpClient {
  const plain = new http.Agent({ keepAlive: true });
  const trust = { secureContext, rejectUnauthorized: true };
  const secure = new https.Agent({ keepAlive: true, ...trust });
  const client = got.extend({
    agent: { http: plain, https: secure },
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
    maxHeaderSize: headerLimit,
    headers: { 'user-agent': undefined },
  });
  return {
    got: client,
    dropIdle: () => {
      for (const { freeSockets } of [plain, secure]) {
        for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
      }
    },
    ownAgent: () => ({ http: new http.Agent(), https: new https.Agent(trust) }),
    close: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}
