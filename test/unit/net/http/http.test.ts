import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createSecureContext } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { HttpRequest, Log } from '../../../../main/core/ports.ts';
import { createHttp, type NodeHttp } from '../../../../main/net/http/http.ts';
import type { NetworkState } from '../../../../main/net/network-watch.ts';
import { createClientContext } from '../../../../main/net/trust/trusted-roots.ts';
import { createAuthority, type ServerIdentity } from '../authority.ts';

const authority = createAuthority();
const identity = authority.issue('localhost');
const stranger = createAuthority();
after(() => {
  authority.remove();
  stranger.remove();
});

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

interface Served {
  readonly origin: string;
  readonly http: NodeHttp;
}

async function serving(answer: RequestListener, use: (served: Served) => Promise<void>, tls?: ServerIdentity) {
  const server = createServer(tls ?? identity, answer);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const http = createHttp({ secureContext: () => createClientContext({ extraFiles: [authority.file], log: silent }) });
  try {
    await use({ origin: `https://localhost:${(server.address() as AddressInfo).port}`, http });
  } finally {
    http.close();
    server.closeAllConnections();
    server.close();
  }
}

function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, headers: {}, timeoutMs: 10_000, ...more };
}

test('an exchange brings status, every header value and the inflated body', async () => {
  await serving(
    (_request, response) => {
      response.setHeader('X-Twice', ['one', 'two']);
      response.setHeader('Content-Encoding', 'gzip');
      response.writeHead(201).end(gzipSync('{"é":1}'));
    },
    async ({ origin, http }) => {
      const result = await http.send(get(`${origin}/`)).response;
      assert.ok(result.ok);
      assert.equal(result.value.status, 201);
      assert.equal(result.value.body, '{"é":1}');
      assert.deepEqual(result.value.headers['x-twice'], ['one', 'two']);
    },
  );
});

test('method, headers and body arrive as they were given, and nothing besides names the program', async () => {
  const seen: unknown[] = [];
  await serving(
    (request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.on('end', () => {
        const { authorization, 'user-agent': agent, cookie } = request.headers;
        seen.push({ method: request.method, body, authorization, agent, cookie });
        response.end();
      });
    },
    async ({ origin, http }) => {
      const sent = { method: 'POST' as const, headers: { authorization: 'Bearer t' }, body: 'a=1' };
      assert.ok((await http.send(get(`${origin}/`, sent)).response).ok);
      assert.ok((await http.send(get(`${origin}/`, { method: 'POST' })).response).ok);
      assert.ok((await http.send(get(`${origin}/`, { method: 'DELETE' })).response).ok);
    },
  );
  const nothing = { authorization: undefined, agent: undefined, cookie: undefined };
  assert.deepEqual(seen, [
    { ...nothing, method: 'POST', body: 'a=1', authorization: 'Bearer t' },
    { ...nothing, method: 'POST', body: '' },
    { ...nothing, method: 'DELETE', body: '' },
  ]);
});

test('a redirect is handed over, not followed', async () => {
  let requests = 0;
  await serving(
    (_request, response) => {
      requests += 1;
      response.writeHead(302, { location: 'https://localhost/elsewhere' }).end();
    },
    async ({ origin, http }) => {
      const result = await http.send(get(`${origin}/`)).response;
      assert.equal(result.ok && result.value.status, 302);
      assert.deepEqual(result.ok && result.value.headers.location, ['https://localhost/elsewhere']);
    },
  );
  assert.equal(requests, 1);
});

test('a status of failure is a response, not a failure', async () => {
  await serving(
    (_request, response) => response.writeHead(503).end('{}'),
    async ({ origin, http }) => {
      const result = await http.send(get(`${origin}/`)).response;
      assert.equal(result.ok && result.value.status, 503);
    },
  );
});

test('a body that inflates past 4 MiB ends the exchange', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  await serving(
    (_request, response) => response.setHeader('Content-Encoding', 'gzip').end(bomb),
    async ({ origin, http }) => {
      const result = await http.send(get(`${origin}/`)).response;
      assert.equal(result.ok ? 'ok' : result.failure.kind, 'too-large');
    },
  );
});

test('a plain body one byte past the limit is too large, and one at the limit is not', async () => {
  const limit = 4 * 1024 * 1024;
  await serving(
    (request, response) => response.end(Buffer.alloc(request.url === '/over' ? limit + 1 : limit)),
    async ({ origin, http }) => {
      const over = await http.send(get(`${origin}/over`)).response;
      assert.equal(over.ok ? 'ok' : over.failure.kind, 'too-large');
      const at = await http.send(get(`${origin}/at`)).response;
      assert.equal(at.ok && at.value.body.length, limit);
    },
  );
});

test('headers past 64 KiB end the exchange', async () => {
  await serving(
    (_request, response) => response.setHeader('X-Long', 'x'.repeat(70_000)).end(),
    async ({ origin, http }) => {
      const result = await http.send(get(`${origin}/`)).response;
      assert.equal(result.ok ? 'ok' : result.failure.kind, 'too-large');
    },
  );
});

test('the deadline covers a body that never ends', async () => {
  await serving(
    (_request, response) => {
      response.write('{');
    },
    async ({ origin, http }) => {
      const result = await http.send(get(`${origin}/`, { timeoutMs: 100 })).response;
      assert.equal(result.ok ? 'ok' : result.failure.kind, 'timeout');
    },
  );
});

test('a cancelled exchange fails so and lets its connection go', async () => {
  let gone: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    gone = resolve;
  });
  let arrived: () => void = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await serving(
    (request) => {
      request.socket.on('close', gone);
      arrived();
    },
    async ({ origin, http }) => {
      const exchange = http.send(get(`${origin}/`));
      await arrival;
      exchange.cancel();
      const result = await exchange.response;
      assert.equal(result.ok ? 'ok' : result.failure.kind, 'cancelled');
      await closed;
    },
  );
});

test('an exchange cancelled before it began never reaches the server', async () => {
  let requests = 0;
  await serving(
    (_request, response) => {
      requests += 1;
      response.end();
    },
    async ({ origin, http }) => {
      const exchange = http.send(get(`${origin}/`));
      exchange.cancel();
      const result = await exchange.response;
      assert.equal(result.ok ? 'ok' : result.failure.kind, 'cancelled');
      assert.ok((await http.send(get(`${origin}/`)).response).ok);
    },
  );
  assert.equal(requests, 1);
});

test('a certificate of a stranger, or for another host, is refused before anything is sent', async () => {
  for (const bad of [stranger.issue('localhost'), authority.issue('elsewhere.example')]) {
    let requests = 0;
    await serving(
      (_request, response) => {
        requests += 1;
        response.end();
      },
      async ({ origin, http }) => {
        const exchange = http.send(get(`${origin}/`));
        assert.equal(await exchange.sent, false);
        const result = await exchange.response;
        assert.equal(result.ok ? 'ok' : result.failure.kind, 'certificate');
      },
      bad,
    );
    assert.equal(requests, 0);
  }
});

test('an environment that switches certificate checks off changes nothing', async () => {
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  try {
    await serving(
      (_request, response) => response.end(),
      async ({ origin, http }) => {
        const result = await http.send(get(`${origin}/`)).response;
        assert.equal(result.ok ? 'ok' : result.failure.kind, 'certificate');
      },
      stranger.issue('localhost'),
    );
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  }
});

test('exchanges with one server share a connection', async () => {
  const ports = new Set<number | undefined>();
  await serving(
    (request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    },
    async ({ origin, http }) => {
      for (let exchange = 0; exchange < 3; exchange += 1) assert.ok((await http.send(get(`${origin}/`)).response).ok);
    },
  );
  assert.equal(ports.size, 1);
});

test('a connection that waits is not used again once it was dropped', async () => {
  const ports = new Set<number | undefined>();
  await serving(
    ({ socket }, response) => {
      ports.add(socket.remotePort);
      response.end();
    },
    async ({ origin, http }) => {
      await http.send(get(`${origin}/`)).response;
      http.dropIdle();
      await new Promise((resolve) => setImmediate(resolve));
      await http.send(get(`${origin}/`)).response;
    },
  );
  assert.equal(ports.size, 2);
});

test('a request that asks for it gets a connection of its own, which ends with it', async () => {
  const ports: (number | undefined)[] = [];
  let closed: () => void = () => {};
  const end = new Promise<void>((resolve) => {
    closed = resolve;
  });
  await serving(
    (request, response) => {
      ports.push(request.socket.remotePort);
      if (request.url === '/own') request.socket.on('close', closed);
      response.end('{}');
    },
    async ({ origin, http }) => {
      assert.ok((await http.send(get(`${origin}/`)).response).ok);
      assert.ok((await http.send(get(`${origin}/own`, { ownConnection: true })).response).ok);
      await end;
      assert.ok((await http.send(get(`${origin}/`)).response).ok);
    },
  );
  assert.equal(ports[0], ports[2]);
  assert.notEqual(ports[0], ports[1]);
});

test('dropping connections ends also those in use, and the next request has a new one at once', async () => {
  const ports: (number | undefined)[] = [];
  let arrived: () => void = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await serving(
    (request, response) => {
      ports.push(request.socket.remotePort);
      if (request.url === '/held') arrived();
      else response.end('{}');
    },
    async ({ origin, http }) => {
      const held = http.send(get(`${origin}/held`));
      await arrival;
      assert.ok((await http.send(get(`${origin}/`)).response).ok);
      http.dropConnections();
      assert.ok((await http.send(get(`${origin}/`)).response).ok);
      const result = await held.response;
      assert.equal(result.ok ? 'ok' : result.failure.kind, 'network');
    },
  );
  assert.equal(new Set(ports).size, 3);
});

test('when the network changes, connections from an address that is still there stay', async () => {
  const ports: (number | undefined)[] = [];
  await serving(
    (request, response) => {
      ports.push(request.socket.remotePort);
      response.end('{}');
    },
    async ({ origin, http }) => {
      assert.ok((await http.send(get(`${origin}/`)).response).ok);
      http.adapt(new Set(['127.0.0.1', '::1', '10.0.0.1']));
      await nextTurn();
      assert.ok((await http.send(get(`${origin}/`)).response).ok);
      http.adapt(new Set(['10.0.0.1']));
      await nextTurn();
      assert.ok((await http.send(get(`${origin}/`)).response).ok);
    },
  );
  assert.equal(ports[0], ports[1]);
  assert.notEqual(ports[1], ports[2]);
});

test('sent comes true while the answer is still awaited', async () => {
  await serving(
    (request, response) => void request.socket.once('answer', () => response.end()),
    async ({ origin, http }) => {
      const exchange = http.send(get(`${origin}/`, { ownConnection: true, method: 'POST', body: 'x'.repeat(100_000) }));
      assert.equal(await exchange.sent, true);
      exchange.cancel();
      assert.equal((await exchange.response).ok, false);
    },
  );
});

test('a peer that takes the connection but no TLS is never sent anything', async () => {
  const server = createTcpServer((socket) => socket.resume());
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const http = createHttp({ secureContext: () => createClientContext({ extraFiles: [], log: silent }) });
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  for (const ownConnection of [true, false]) {
    const exchange = http.send(get(url, { ownConnection, timeoutMs: 300 }));
    assert.equal(await exchange.sent, false);
    const result = await exchange.response;
    assert.equal(result.ok ? 'ok' : result.failure.kind, 'timeout');
  }
  http.close();
  await new Promise((resolve) => server.close(resolve));
});

test('a file of authorities that is broken, or gone, does not take the trust from the others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broken-'));
  const broken = join(folder, 'broken.pem');
  writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  const errors: string[] = [];
  const log: Log = { ...silent, error: (message) => errors.push(message) };
  const extraFiles = [broken, join(folder, 'gone.pem'), authority.file];
  const secureContext = () => createClientContext({ extraFiles, log });
  await serving(
    (_request, response) => response.end(),
    async ({ origin }) => {
      const http = createHttp({ secureContext });
      assert.ok((await http.send(get(`${origin}/`)).response).ok);
      http.close();
    },
  );
  assert.equal(errors.length, 2);
  rmSync(folder, { recursive: true });
});

test('a port where nobody listens, and a connection that is cut, are told apart', async () => {
  const server = createPlainServer((request) => request.socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const http = createHttp({ secureContext: () => createClientContext({ extraFiles: [], log: silent }) });
  const cut = await http.send(get(url)).response;
  assert.equal(cut.ok ? 'ok' : cut.failure.kind, 'network');
  await new Promise((resolve) => server.close(resolve));
  const refused = await http.send(get(url)).response;
  assert.equal(refused.ok ? 'ok' : refused.failure.kind, 'refused');
  http.close();
});

for (const over of [{}, { ownConnection: true }] as const) {
  test(`a server that changes to another protocol fails the exchange at once ${JSON.stringify(over)}`, async () => {
    const server = createPlainServer((request) => {
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const http = createHttp({ secureContext: () => createClientContext({ extraFiles: [], log: silent }) });
    const { port } = server.address() as AddressInfo;
    const result = await http.send(get(`http://127.0.0.1:${port}/`, { timeoutMs: 60_000, ...over })).response;
    assert.equal(result.ok ? 'ok' : result.failure.kind, 'network');
    http.close();
    // Its side is closed too.
    await new Promise((resolve) => server.close(resolve));
  });
}

describe('a server that is not reached', () => {
  const there: NetworkState = { addresses: new Set(['10.0.0.5']), routes: ['eth0 0101A8C0'] };
  const away: NetworkState = { addresses: new Set(), routes: [] };
  const tell = async (url: string, network: NetworkState): Promise<string> => {
    const http = createHttp({ secureContext: async () => createSecureContext(), look: () => network });
    const result = await http.send({ method: 'GET', url, headers: {}, timeoutMs: 10_000 }).response;
    http.close();
    return result.ok ? 'ok' : result.failure.kind;
  };

  test('by its name is offline only without a way out', async () => {
    assert.match(await tell('https://no-such-host.invalid/', there), /^name(-server)?$/);
    assert.equal(await tell('https://no-such-host.invalid/', away), 'offline');
  });

  test('because it refuses is never offline', async () => {
    assert.equal(await tell('https://127.0.0.1:1/', away), 'refused');
  });
});

test('what could not be loaded for one exchange is loaded for the next', async () => {
  const server = createServer(identity, (_request, response) => response.end('there'));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  let loads = 0;
  const http = createHttp({
    secureContext: async () => {
      loads += 1;
      if (loads === 1) throw new Error('EMFILE');
      return createClientContext({ extraFiles: [authority.file], log: silent });
    },
  });
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  try {
    assert.equal((await http.send(get(url)).response).ok, false);
    http.dropIdle();
    const second = await http.send(get(url)).response;
    assert.equal(second.ok && second.value.body, 'there');
    assert.equal((await http.send(get(url)).response).ok, true);
    assert.equal(loads, 2);
  } finally {
    http.close();
    server.closeAllConnections();
    server.close();
  }
});

test('it is known whether anything but this computer was reached', async () => {
  await serving(
    (_request, response) => response.end(),
    async ({ origin, http }) => {
      assert.equal(http.staysHere(), true);
      await http.send(get(`${origin}/`)).response;
      assert.equal(http.staysHere(), true);
      // Nobody is at that address (RFC 5737); that it was tried is what counts.
      const elsewhere = http.send(get('https://192.0.2.1/', { timeoutMs: 50 }));
      await elsewhere.response;
      assert.equal(http.staysHere(), false);
    },
  );
});
