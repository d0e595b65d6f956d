import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { after, type TestContext, test } from 'node:test';
import type { HttpRequest } from '../../../main/core/ports.ts';
import { createHttp, type NodeHttp } from '../../../main/net/http/http.ts';
import { createClientContext } from '../../../main/net/trust/trusted-roots.ts';
import { createAuthority } from '../../unit/net/authority.ts';

const authority = createAuthority();
const folder = mkdtempSync(join(tmpdir(), 'limits-'));
after(() => {
  authority.remove();
  rmSync(folder, { recursive: true });
});
const log = { debug() {}, info() {}, warn() {}, error() {} };

function httpFor(t: TestContext, limits?: { connectMs: number; bodyMs: number }): NodeHttp {
  const secureContext = () => createClientContext({ extraFiles: [authority.file], log });
  const http = createHttp({ secureContext, ...(limits === undefined ? {} : { limits }) });
  t.after(() => http.close());
  return http;
}

async function kindOf(http: NodeHttp, url: string, more: Partial<HttpRequest> = {}): Promise<string> {
  const request = { method: 'GET' as const, url, headers: {}, timeoutMs: 30_000, ...more };
  const result = await http.send(request).response;
  return result.ok ? String(result.value.status) : result.failure.kind;
}

async function served(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** In a process of its own, so that what it uses does not count here. */
async function bombs(t: TestContext): Promise<string> {
  const identity = authority.issue('localhost');
  writeFileSync(join(folder, 'key'), identity.key);
  writeFileSync(join(folder, 'cert'), identity.cert);
  const program = join(import.meta.dirname, '../../unit/net/programs/serve.ts');
  const child: ChildProcess = spawn(process.execPath, [
    program,
    '127.0.0.1',
    '0',
    join(folder, 'key'),
    join(folder, 'cert'),
  ]);
  t.after(() => child.kill('SIGKILL'));
  const [port] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return `https://localhost:${String(port).trim()}`;
}

test('a bomb without end costs little memory, and holds nothing up', async (t) => {
  const origin = await bombs(t);
  const http = httpFor(t);
  assert.equal(await kindOf(http, `${origin}/`), '200');
  assert.equal(await kindOf(http, `${origin}/small`), 'too-large');
  const figures: { grownMiB: number; lagMs: number }[] = [];
  for (let round = 0; round < 3; round += 1) {
    const before = process.memoryUsage.rss();
    let most = before;
    const sampling = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 5);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    assert.equal(await kindOf(http, `${origin}/endless`), 'too-large');
    assert.equal(await kindOf(http, `${origin}/small`), 'too-large');
    delay.disable();
    clearInterval(sampling);
    figures.push({ grownMiB: (most - before) / 1024 / 1024, lagMs: delay.max / 1e6 });
  }
  t.diagnostic(JSON.stringify(figures));
  // The machine may be busy with something else in one round.
  assert.ok(Math.min(...figures.map(({ grownMiB }) => grownMiB)) < 32);
  assert.ok(Math.min(...figures.map(({ lagMs }) => lagMs)) < 200);
});

test('what compresses well and is small is taken', async (t) => {
  const { gzipSync } = await import('node:zlib');
  const url = await served(t, (_request, response) => {
    response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(60 * 1024)));
  });
  assert.equal(await kindOf(httpFor(t), url), '200');
});

for (const [what, encoding, body] of [
  ['cut off', 'gzip', Buffer.from('1f8b0800', 'hex')],
  ['not what it says', 'br', Buffer.from('not brotli at all')],
  ['in an encoding nobody asked for', 'zstd', Buffer.from('x')],
] as const) {
  test(`a body that is ${what} is a failure`, async (t) => {
    const url = await served(t, (_request, response) => {
      response.setHeader('content-encoding', encoding).end(body);
    });
    assert.equal(await kindOf(httpFor(t), url), 'network');
  });
}

test('an empty body is empty, whatever its encoding says', async (t) => {
  const url = await served(t, (_request, response) => {
    response.writeHead(204, { 'content-encoding': 'gzip' }).end();
  });
  assert.equal(await kindOf(httpFor(t), url), '204');
});

function drip(response: ServerResponse): void {
  response.write('{');
  const dripping = setInterval(() => response.write(' '), 100);
  response.on('close', () => clearInterval(dripping));
}

test('a body that drips ends at its time, whatever the request’s own time', async (t) => {
  const url = await served(t, (_request, response) => drip(response));
  const http = httpFor(t, { connectMs: 1_000, bodyMs: 1_000 });
  const startedAt = performance.now();
  assert.equal(await kindOf(http, url, { timeoutMs: 200_000 }), 'timeout');
  const took = performance.now() - startedAt;
  t.diagnostic(`ended after ${Math.round(took)} ms`);
  // Far less than the request's own.
  assert.ok(took > 900 && took < 100_000, `${took} ms`);
});

test('headers alone do not start the time of the body: the server may wait for news', async (t) => {
  const url = await served(t, (_request, response) => {
    response.flushHeaders();
    setTimeout(() => response.end('{}'), 700);
  });
  assert.equal(await kindOf(httpFor(t, { connectMs: 30_000, bodyMs: 300 }), url), '200');
});

test('nothing that never answers is waited for longer than told', async (t) => {
  const http = httpFor(t, { connectMs: 500, bodyMs: 500 });
  const silent = createTcpServer((socket) => socket.resume());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    http.close();
    silent.close();
  });
  const { port } = silent.address() as AddressInfo;
  const startedAt = performance.now();
  // No handshake: the time for connecting. No headers: the request's own.
  assert.equal(await kindOf(http, `https://localhost:${port}/`, { timeoutMs: 200_000 }), 'timeout');
  assert.equal(await kindOf(http, `http://127.0.0.1:${port}/`, { timeoutMs: 500 }), 'timeout');
  assert.ok(performance.now() - startedAt < 100_000);
});

test('a system that does not say which proxy to use is waited for five seconds', async (t) => {
  const url = await served(t, (_request, response) => response.end());
  const http = createHttp({
    secureContext: () => createClientContext({ extraFiles: [], log }),
    resolveProxy: () => new Promise(() => {}),
  });
  t.after(() => http.close());
  const startedAt = performance.now();
  assert.equal(await kindOf(http, url), '200');
  const took = performance.now() - startedAt;
  assert.ok(took > 4_500, `${took} ms`);
});
