import { readFile } from 'node:fs/promises';
import type { Protocol, Session } from 'electron';
import type { Picture } from '../../core/people/watching/picture.ts';
import type { Log } from '../../core/ports.ts';
import { type PageFile, pageFile, pictureHeaders, pictureName, scheme } from './page-files.ts';

/** Makes `switchhook:` a standard, secure scheme. Only before the app is ready. */
export function declareScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, stream: true } }]);
}

/** What the scheme serves: the built renderer in `folder`, and the pictures of people that are in memory, by their names. */
export interface Served {
  readonly folder: string;
  readonly picture: (name: string) => Picture | null;
}

/** Serves that under `switchhook://app/`, and nothing else. */
export function serveScheme(session: Session, served: Served, log: Log): void {
  const { protocol } = session;
  // Electron 25 brought handle and deprecated the other.
  if (typeof protocol.handle === 'function') {
    protocol.handle(scheme, async ({ url }) => {
      const page = await load(served, url, log);
      return page
        ? new Response(new Uint8Array(page.data), { headers: page.headers })
        : new Response(null, { status: 404 });
    });
    return;
  }
  protocol.registerBufferProtocol(scheme, (request, respond) => {
    void load(served, request.url, log).then((page) => {
      if (!page) respond({ statusCode: 404, data: Buffer.alloc(0) });
      else respond({ headers: { ...page.headers }, data: page.data });
    });
  });
}

interface Loaded {
  readonly headers: PageFile['headers'];
  readonly data: Buffer;
}

async function load({ folder, picture }: Served, url: string, log: Log): Promise<Loaded | null> {
  const name = pictureName(url);
  if (name !== null) {
    const found = picture(name);
    return found && { headers: pictureHeaders(found.type), data: Buffer.from(found.base64, 'base64') };
  }
  const file = pageFile(folder, url);
  if (!file) {
    log.warn('Refused to serve an address that is no page', { url });
    return null;
  }
  try {
    return { headers: file.headers, data: await readFile(file.path) };
  } catch (error) {
    log.warn('A page is missing', { url, error });
    return null;
  }
}
