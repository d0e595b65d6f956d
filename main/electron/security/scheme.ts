import { readFile } from 'node:fs/promises';
import type { Protocol, Session } from 'electron';
import type { Log } from '../../core/ports.ts';
import { type PageFile, pageFile, scheme } from './page-files.ts';

/** Makes `switchhook:` a standard, secure scheme. Only before the app is ready. */
export function declareScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, stream: true } }]);
}

/** Serves the built renderer in `folder` under `switchhook://app/`, and nothing else. */
export function serveScheme(session: Session, folder: string, log: Log): void {
  const { protocol } = session;
  // Electron 25 brought handle and deprecated the other.
  if (typeof protocol.handle === 'function') {
    protocol.handle(scheme, async ({ url }) => {
      const page = await load(folder, url, log);
      return page
        ? new Response(new Uint8Array(page.data), { headers: page.file.headers })
        : new Response(null, { status: 404 });
    });
    return;
  }
  protocol.registerBufferProtocol(scheme, (request, respond) => {
    void load(folder, request.url, log).then((page) => {
      if (!page) respond({ statusCode: 404, data: Buffer.alloc(0) });
      else respond({ headers: { ...page.file.headers }, data: page.data });
    });
  });
}

async function load(folder: string, url: string, log: Log): Promise<{ file: PageFile; data: Buffer } | null> {
  const file = pageFile(folder, url);
  if (!file) {
    log.warn('Refused to serve an address that is no page', { url });
    return null;
  }
  try {
    return { file, data: await readFile(file.path) };
  } catch (error) {
    log.warn('A page is missing', { url, error });
    return null;
  }
}
