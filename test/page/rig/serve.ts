import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { contentSecurityPolicy } from '../../../main/electron/security/page-files.ts';
import { drawPhoto } from '../../ucwa-server/people/photo.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface Served {
  /** Without a slash at its end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the built windows on a free port of this machine, as the app serves them: with the policy as a header. */
export async function serve(folder: string): Promise<Served> {
  const server = createServer((request, response) => {
    const photo = /^\/photo\/(\d+)\.jpg$/.exec(request.url ?? '')?.[1];
    if (photo !== undefined) {
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(drawPhoto(photo));
      return;
    }
    const name = basename(new URL(request.url ?? '/', 'http://localhost').pathname);
    const type = types[extname(name)];
    readFile(join(folder, name)).then(
      (body) => {
        response.writeHead(200, {
          'content-type': type ?? 'application/octet-stream',
          'content-security-policy': contentSecurityPolicy,
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
