import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import { createSecureContext } from 'node:tls';
import { createHttp } from '../../../../main/net/http/http.ts';
import { saveBody } from '../../../../main/net/http/save-body.ts';

const folder = mkdtempSync(join(tmpdir(), 'save-body-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const mostBytes = 8 * 1024 * 1024;

/** What comes of asking such a server for a file. */
async function saved(answer: RequestListener, file: string) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const http = createHttp({ secureContext: async () => createSecureContext() });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    return await http.send({ method: 'GET', url, headers: {}, timeoutMs: 30_000, into: { file, mostBytes } }).response;
  } finally {
    http.close();
    server.closeAllConnections();
    server.close();
  }
}

test('a body that is larger than any answer may be goes into the file, and over what was there', async () => {
  const file = join(folder, 'whole');
  writeFileSync(file, 'x'.repeat(9_000_000));
  const body = Buffer.alloc(6 * 1024 * 1024, 'switchhook ');
  const asked: unknown[] = [];
  const result = await saved((request, response) => {
    asked.push(request.headers['accept-encoding']);
    response.end(body);
  }, file);
  assert.deepEqual(asked, ['identity']);
  assert.ok(result.ok);
  assert.equal(result.value.status, 200);
  assert.equal(result.value.body, '');
  assert.ok(readFileSync(file).equals(body));
});

test('one that goes on for ever is ended at its limit', async () => {
  const file = join(folder, 'endless');
  const result = await saved((_request, response) => {
    const chunk = Buffer.alloc(256 * 1024);
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', more);
    };
    response.on('error', () => {});
    more();
  }, file);
  assert.equal(result.ok ? 'ok' : result.failure.kind, 'too-large');
  assert.ok(statSync(file).size <= mostBytes);
});

test('one that is cut fails', async () => {
  const result = await saved(
    (_request, response) => {
      response.writeHead(200, { 'content-length': '1000000' });
      response.write(Buffer.alloc(1000), () => response.destroy());
    },
    join(folder, 'cut'),
  );
  assert.equal(result.ok ? 'ok' : result.failure.kind, 'network');
});

test('an answer that is no file leaves the file alone', async () => {
  const file = join(folder, 'kept');
  writeFileSync(file, 'kept');
  const result = await saved((_request, response) => response.writeHead(404).end('no'), file);
  assert.deepEqual(result.ok && [result.value.status, result.value.body], [404, 'no']);
  assert.equal(readFileSync(file, 'utf8'), 'kept');
});

test('a file that cannot be written says why', async () => {
  const result = await saved((_request, response) => response.end('x'), join(folder, 'nowhere', 'file'));
  assert.equal(result.ok ? 'ok' : result.failure.code, 'ENOENT');
});

test('one that stands still for too long fails', async () => {
  const source = new PassThrough();
  source.write('x');
  const result = await saveBody(source, { file: join(folder, 'still'), mostBytes }, 50);
  assert.equal(result.ok ? 'ok' : result.failure.kind, 'timeout');
});
