import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CancellationToken } from 'electron-updater';
import { createPackageDownload, FetchError } from '../../../../main/electron/updates/package-download.ts';
import { createHttp } from '../../../../main/net/http/http.ts';
import { createClientContext } from '../../../../main/net/trust/trusted-roots.ts';
import { createAuthority } from '../../net/authority.ts';
import { silentLog } from '../silent-log.ts';

const [authority, stranger] = [createAuthority(), createAuthority()];
const folder = mkdtempSync(join(tmpdir(), 'package-download-'));
after(() => {
  for (const one of [authority, stranger]) one.remove();
  rmSync(folder, { recursive: true, force: true });
});
const identity = authority.issue('localhost');

const content = Buffer.alloc(5_000_000, 'package');
const update = { size: content.length, sha512: createHash('sha512').update(content).digest('base64') };
const file = join(folder, 'package');

/** Fetches the package from such a server; the failure's name where it does not come. */
async function fetched(answer: RequestListener, { trusted = true, into = file, token = new CancellationToken() } = {}) {
  const server = createServer(identity, answer);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const extraFiles = [(trusted ? authority : stranger).file];
  const http = createHttp({ secureContext: () => createClientContext({ extraFiles, log: silentLog }) });
  const url = new URL(`https://localhost:${(server.address() as AddressInfo).port}/package`);
  try {
    return await createPackageDownload(http, update).download(url, into, { cancellationToken: token });
  } catch (error) {
    return error instanceof FetchError ? error.failure : (error as Error).constructor.name;
  } finally {
    http.close();
    server.closeAllConnections();
    server.close();
  }
}

test('the package that was signed arrives whole', async () => {
  assert.equal(await fetched((_request, response) => response.end(content)), file);
  assert.ok(readFileSync(file).equals(content));
});

for (const [what, failure, answer] of [
  ['is another of the same size', 'tampered', (_, response) => response.end(Buffer.alloc(content.length, 'x'))],
  ['is larger', 'tampered', (_, response) => response.end(Buffer.concat([content, content]))],
  ['is shorter', 'tampered', (_, response) => response.end(content.subarray(0, 1_000))],
  ['is not there', 'not-fetched', (_, response) => response.writeHead(404).end('no')],
  [
    'is said to be elsewhere',
    'not-fetched',
    (_, response) => response.writeHead(302, { location: 'http://evil.example/' }).end(),
  ],
  [
    'is cut',
    'not-fetched',
    (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 1_000), () => response.destroy());
    },
  ],
] as const satisfies readonly (readonly [string, string, RequestListener])[]) {
  test(`a package that ${what} is not taken`, async () => assert.equal(await fetched(answer), failure));
}

test('a stranger is not asked for it', async () => {
  let asked = 0;
  const answer: RequestListener = (_request, response) => {
    asked += 1;
    response.end(content);
  };
  assert.equal(await fetched(answer, { trusted: false }), 'certificate');
  assert.equal(asked, 0);
});

test('a disk that does not take it is told', async () => {
  const into = join(folder, 'nowhere', 'package');
  assert.equal(await fetched((_request, response) => response.end(content), { into }), 'disk');
});

test('it can be stopped on its way', async () => {
  const token = new CancellationToken();
  const result = await fetched((_request, response) => response.write('begins', () => token.cancel()), { token });
  assert.equal(result, 'CancellationError');
});
