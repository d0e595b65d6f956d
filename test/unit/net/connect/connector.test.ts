import assert from 'node:assert/strict';
import {
  type AddressInfo,
  connect as connectTcp,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { after, describe, type TestContext, test } from 'node:test';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { AddressGuard } from '../../../../main/net/connect/address/address-guard.ts';
import { type Connector, createConnector } from '../../../../main/net/connect/connector.ts';
import { direct, type ProxyServer } from '../../../../main/net/connect/hop.ts';
import { createProxyCredentials } from '../../../../main/net/connect/proxy/proxy-credentials.ts';
import type { Target } from '../../../../main/net/connect/target.ts';
import { createClientContext } from '../../../../main/net/trust/trusted-roots.ts';
import { until } from '../../../desktop/until.ts';
import { createAuthority, type ServerIdentity } from '../authority.ts';
import { startProxy } from './proxy-server.ts';

const authority = createAuthority();
const identity = authority.issue('localhost');
after(() => authority.remove());

const log = { debug() {}, info() {}, warn() {}, error() {} };
/** Every name is this computer. */
const anywhere: AddressGuard = {
  resolve: async () => ['127.0.0.1'],
  resolveProxy: async () => ['127.0.0.1'],
  reachedProxy() {},
  staysHere: () => true,
};

async function connectorFor(t: TestContext, more: Partial<Parameters<typeof createConnector>[0]> = {}) {
  const connector = createConnector({
    secureContext: await createClientContext({ extraFiles: [authority.file], log }),
    credentials: createProxyCredentials([]),
    deadlineMs: 1_000,
    guard: anywhere,
    ...more,
  });
  t.after(() => connector.drop());
  return connector;
}

async function listening(t: TestContext, server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const failureOf = (opening: Promise<Socket>): Promise<string> =>
  opening.then(
    () => 'none',
    (error) => error.failure?.kind ?? error.code,
  );

describe('nothing is left of a connection that comes after its deadline', () => {
  const target: Target = { host: 'localhost', port: 443, secure: true };

  /** A server that counts who comes and who stays. */
  async function counting(t: TestContext, onSocket: (socket: Socket) => void = () => {}) {
    let [came, open] = [0, 0];
    const server = createTcpServer((socket) => {
      came += 1;
      open += 1;
      socket
        .on('error', () => {})
        .once('close', () => {
          open -= 1;
        });
      onSocket(socket);
      socket.resume();
    });
    return { port: await listening(t, server), came: () => came, open: () => open };
  }

  const proxyAt = (port: number, scheme: ProxyServer['scheme'] = 'http'): ProxyServer => ({
    scheme,
    host: 'proxy.example',
    port,
  });

  test('a name that is found late', async (t) => {
    const server = await counting(t);
    const resolve = async (): Promise<string[]> => {
      await later(400);
      return ['127.0.0.1'];
    };
    const connector = await connectorFor(t, {
      deadlineMs: 200,
      guard: { ...anywhere, resolve, resolveProxy: resolve },
    });
    assert.equal(await failureOf(connector.open(direct, { ...target, port: server.port })), 'timeout');
    assert.equal(await failureOf(connector.open(proxyAt(server.port), target)), 'timeout');
    await later(500);
    assert.equal(server.came(), 0);
  });

  test('a proxy that grants its tunnel late', async (t) => {
    const grant = (socket: Socket): void => {
      setTimeout(() => socket.writable && socket.write('HTTP/1.1 200 Connection established\r\n\r\n'), 400);
    };
    const server = await counting(t, (socket) => void socket.once('data', () => grant(socket)));
    const connector = await connectorFor(t, { deadlineMs: 200 });
    assert.equal(await failureOf(connector.open(proxyAt(server.port), target)), 'timeout');
    await until('the end of the connection', () => server.open() === 0);
    await later(500);
    assert.deepEqual([server.came(), server.open()], [1, 0]);
  });

  test('a proxy that asks for credentials which are found late', async (t) => {
    const refusal = 'HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n';
    const server = await counting(t, (socket) => void socket.once('data', () => socket.end(refusal)));
    const credentials = createProxyCredentials([
      async () => {
        await later(400);
        return { userName: 'dana', password: 'secret' };
      },
    ]);
    const connector = await connectorFor(t, { deadlineMs: 200, credentials });
    assert.equal(await failureOf(connector.open(proxyAt(server.port), target)), 'timeout');
    await later(600);
    assert.deepEqual([server.came(), server.open()], [1, 0]);
  });

  for (const scheme of ['socks4', 'socks5', 'https'] as const) {
    test(`a ${scheme} proxy that says nothing`, async (t) => {
      const server = await counting(t);
      const connector = await connectorFor(t, { deadlineMs: 200 });
      assert.match(await failureOf(connector.open(proxyAt(server.port, scheme), target)), /timeout|proxy/);
      await until('the end of the connection', () => server.open() === 0);
      await later(300);
      assert.deepEqual([server.came(), server.open()], [1, 0]);
    });
  }

  test('a server that never gets on with TLS', async (t) => {
    const server = await counting(t);
    const connector = await connectorFor(t, { deadlineMs: 200 });
    assert.equal(await failureOf(connector.open(direct, { ...target, port: server.port })), 'timeout');
    await until('the end of the connection', () => server.open() === 0);
  });
});

describe('TLS sessions are resumed', () => {
  interface Peer {
    readonly port: number;
    /** Of each connection, in order: whether it was resumed. */
    readonly resumed: readonly boolean[];
    use(other: ServerIdentity): void;
  }

  async function startPeer(t: TestContext, given = identity, maxVersion?: 'TLSv1.2'): Promise<Peer> {
    const resumed: boolean[] = [];
    const server = createTlsServer({ ...given, ...(maxVersion ? { maxVersion } : {}) }, (socket: TLSSocket) => {
      resumed.push(socket.isSessionReused());
      socket.on('error', () => {}).on('data', () => socket.write('.'));
    });
    return { port: await listening(t, server), resumed, use: (other) => server.setSecureContext(other) };
  }

  /** Connects, speaks, and ends; a ticket comes along with the first answer. */
  async function visit(
    connector: Connector,
    port: number,
    host = 'localhost',
    hop: ProxyServer | typeof direct = direct,
  ) {
    const socket = await connector.open(hop, { host, port, secure: true });
    socket.write('.');
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
  }

  for (const version of [undefined, 'TLSv1.2'] as const) {
    test(`with the same server, again and again (${version ?? 'TLS 1.3'})`, async (t) => {
      const peer = await startPeer(t, identity, version);
      const connector = await connectorFor(t);
      for (let count = 0; count < 4; count += 1) await visit(connector, peer.port);
      assert.deepEqual(peer.resumed, [false, true, true, true]);
    });
  }

  test('in a tunnel too, but not by another way', async (t) => {
    const peer = await startPeer(t);
    const proxy = await startProxy();
    t.after(() => proxy.close());
    const connector = await connectorFor(t);
    const hop: ProxyServer = { scheme: 'http', host: '127.0.0.1', port: proxy.port };
    await visit(connector, peer.port, 'localhost', hop);
    await visit(connector, peer.port, 'localhost', hop);
    await visit(connector, peer.port);
    assert.deepEqual(peer.resumed, [false, true, false]);
  });

  test('never under another name: that one has to prove itself', async (t) => {
    const peer = await startPeer(t);
    const connector = await connectorFor(t);
    await visit(connector, peer.port);
    const other = connector.open(direct, { host: 'other.example', port: peer.port, secure: true });
    assert.equal(await failureOf(other), 'certificate');
    await visit(connector, peer.port);
    assert.equal(peer.resumed.at(-1), true);
  });

  test('never where another server is behind the name: it has to prove itself', async (t) => {
    const peer = await startPeer(t);
    const connector = await connectorFor(t);
    await visit(connector, peer.port);
    const impostor = await startPeer(t, authority.issueSelfSigned('localhost'));
    peer.use(authority.issueSelfSigned('localhost'));
    connector.proveAnew('localhost', peer.port);
    assert.match(
      await failureOf(connector.open(direct, { host: 'localhost', port: peer.port, secure: true })),
      /^certificate$/,
    );
    assert.match(
      await failureOf(connector.open(direct, { host: 'localhost', port: impostor.port, secure: true })),
      /^certificate$/,
    );
  });

  test('nothing is kept of a server that could not prove itself', async (t) => {
    for (const version of [undefined, 'TLSv1.2'] as const) {
      const peer = await startPeer(t, authority.issueSelfSigned('localhost'), version);
      const connector = await connectorFor(t);
      for (let count = 0; count < 3; count += 1) {
        const target = { host: 'localhost', port: peer.port, secure: true };
        assert.match(await failureOf(connector.open(direct, target)), /^certificate$/);
      }
      assert.ok(!peer.resumed.includes(true));
    }
  });

  test('a server that fails on what is offered is asked once more, without', async (t) => {
    const peer = await startPeer(t);
    let breaks = 0;
    const front = createTcpServer((socket) => {
      if (breaks > 0) {
        breaks -= 1;
        socket.once('data', () => socket.destroy());
        return;
      }
      const onward = connectTcp(peer.port, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    });
    const port = await listening(t, front);
    const connector = await connectorFor(t);
    await visit(connector, port);
    breaks = 1;
    await visit(connector, port);
    assert.deepEqual(peer.resumed, [false, false]);
    breaks = 2;
    assert.equal(await failureOf(connector.open(direct, { host: 'localhost', port, secure: true })), 'tls-cut');
  });
});
