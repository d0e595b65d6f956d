import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { after, type TestContext, test } from 'node:test';
import { createHttp } from '../../../../main/net/http/http.ts';
import { createClientContext } from '../../../../main/net/trust/trusted-roots.ts';
import { until } from '../../../desktop/until.ts';
import { createAuthority } from '../authority.ts';
import { startProxy } from '../connect/proxy-server.ts';

const authority = createAuthority();
const identity = authority.issue('localhost');
after(() => authority.remove());
const log = { debug() {}, info() {}, warn() {}, error() {} };

/** A server that knows its connections, those that said nothing included. */
async function serve(t: TestContext) {
  const connections: Socket[] = [];
  const bodies: string[] = [];
  const carried: Socket[] = [];
  const server = createServer(identity, (request, response) => {
    let body = '';
    carried.push(request.socket);
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(body);
      response.end('{}');
    });
  });
  server.on('secureConnection', (socket: Socket) => {
    connections.push(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const open = (): number => connections.filter((socket) => !socket.destroyed).length;
  return { url: `https://localhost:${port}/answer`, connections, carried, bodies, open };
}

function httpFor(t: TestContext, route = 'DIRECT') {
  const http = createHttp({
    secureContext: () => createClientContext({ extraFiles: [authority.file], log }),
    resolveProxy: async () => route,
  });
  t.after(() => http.close());
  const post = (url: string, body: string) =>
    http.send({ method: 'POST', url, headers: {}, body, timeoutMs: 10_000, spareConnection: true }).response;
  return { http, post };
}

test('the answer goes over the connection that waits, directly and through a proxy', async (t) => {
  const proxy = await startProxy();
  t.after(() => proxy.close());
  for (const route of ['DIRECT', `PROXY 127.0.0.1:${proxy.port}`]) {
    const server = await serve(t);
    const { http, post } = httpFor(t, route);
    const release = http.prepare(server.url);
    await until('a connection', () => server.connections.length === 1);
    const result = await post(server.url, 'sdp');
    assert.equal(result.ok && result.value.status, 200);
    assert.equal(server.carried[0], server.connections[0]);
    assert.deepEqual(server.bodies, ['sdp']);
    release();
  }
});

test('however many calls ring there is one, and none once none rings', async (t) => {
  const server = await serve(t);
  const { http } = httpFor(t);
  const releases = Array.from({ length: 50 }, () => http.prepare(server.url));
  await until('a connection', () => server.connections.length === 1);
  for (const release of releases.splice(1)) release();
  assert.equal(server.open(), 1);
  for (const release of releases) {
    release();
    release();
  }
  await until('its end', () => server.open() === 0);
  assert.equal(server.connections.length, 1);
});

test('one that the server ended meanwhile is made anew, and costs no answer', async (t) => {
  const server = await serve(t);
  const { http, post } = httpFor(t);
  const release = http.prepare(server.url);
  await until('a connection', () => server.connections.length === 1);
  server.connections[0]?.destroy();
  await until('another one', () => server.connections.length === 2);
  const result = await post(server.url, 'sdp');
  assert.equal(result.ok && result.value.status, 200);
  assert.equal(server.carried[0], server.connections[1]);
  release();
});

test('one that is still being made is waited for, not passed by', async (t) => {
  const server = await serve(t);
  const { http, post } = httpFor(t);
  const release = http.prepare(server.url);
  const result = await post(server.url, 'quick');
  assert.equal(result.ok && result.value.status, 200);
  assert.equal(server.connections.length, 1);
  release();
});

test('what was written is never sent again, whatever becomes of the connection', async (t) => {
  const server = await serve(t);
  const { http, post } = httpFor(t);
  const release = http.prepare(server.url);
  await until('a connection', () => server.connections.length === 1);
  const [connection] = server.connections;
  connection?.once('data', () => connection.destroy());
  const result = await post(server.url, 'sdp');
  assert.equal(result.ok, false);
  release();
  assert.ok(server.bodies.length <= 1);
});

test('a server that cannot be reached keeps nothing waiting', async (t) => {
  const { http, post } = httpFor(t);
  const release = http.prepare('https://localhost:1/answer');
  const result = await post('https://localhost:1/answer', 'sdp');
  assert.equal(!result.ok && result.failure.kind, 'refused');
  release();
});

test('without a call that rings a connection is made as for any request', async (t) => {
  const server = await serve(t);
  const { post } = httpFor(t);
  const result = await post(server.url, 'sdp');
  assert.equal(result.ok && result.value.status, 200);
  await until('its end', () => server.open() === 0);
});
