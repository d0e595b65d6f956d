import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { FaultProxy, SeededRandom } from '../../fault-proxy/fault-proxy.ts';

interface Stage {
  readonly proxy: FaultProxy;
  /** Connects a client through the proxy, and gives the server's end of it. */
  connect(): Promise<{ readonly client: Socket; readonly server: Socket }>;
  readonly port: number;
}

async function staged(t: TestContext): Promise<Stage> {
  const target = createServer({ allowHalfOpen: true });
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  const proxy = new FaultProxy(7);
  const port = await proxy.front({ host: '127.0.0.1', port: (target.address() as AddressInfo).port });
  const sockets: Socket[] = [];
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    await proxy.stop();
    target.close();
  });
  const connect = async (): Promise<{ client: Socket; server: Socket }> => {
    const taken = once(target, 'connection') as Promise<[Socket]>;
    const client = createConnection({ host: '127.0.0.1', port, allowHalfOpen: true });
    const [server] = await taken;
    for (const socket of [client, server]) socket.on('error', () => {});
    sockets.push(client, server);
    return { client, server };
  };
  return { proxy, connect, port };
}

async function read(socket: Socket, length: number): Promise<{ text: string; pieces: number }> {
  let text = '';
  let pieces = 0;
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    pieces += 1;
    if (text.length >= length) break;
  }
  return { text, pieces };
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('without toxics bytes and ends go through both ways', async (t) => {
  const { connect } = await staged(t);
  const { client, server } = await connect();
  client.write('ask');
  assert.equal((await read(server, 3)).text, 'ask');
  server.end('answer');
  assert.equal((await read(client, 6)).text, 'answer');
  const ended = once(server, 'end');
  client.end();
  server.resume();
  await ended;
});

test('slices, latency and bandwidth change how it comes, not what', async (t) => {
  const { connect, proxy } = await staged(t);
  const { client, server } = await connect();
  proxy.set({ slice: 1 });
  server.write('0123456789');
  const sliced = await read(client, 10);
  assert.equal(sliced.text, '0123456789');
  assert.ok(sliced.pieces > 2, `${sliced.pieces} pieces`);
  proxy.set({ slice: null, latencyMs: 120 });
  let startedAt = performance.now();
  server.write('late');
  await read(client, 4);
  assert.ok(performance.now() - startedAt >= 110);
  proxy.set({ latencyMs: 0, bandwidth: 10_000 });
  startedAt = performance.now();
  server.write('x'.repeat(2_000));
  await read(client, 2_000);
  assert.ok(performance.now() - startedAt >= 180);
});

test('a cut comes after so many bytes, as RST or as FIN', async (t) => {
  const { connect, proxy } = await staged(t);
  proxy.set({ cutAfter: { bytes: 4, how: 'end' } });
  const ended = await connect();
  ended.server.write('0123456789');
  assert.equal((await read(ended.client, 10)).text, '0123');
  proxy.set({ cutAfter: { bytes: 0, how: 'reset' } });
  const reset = await connect();
  const failure = once(reset.client, 'error') as Promise<[NodeJS.ErrnoException]>;
  reset.client.resume();
  reset.server.write('0');
  assert.equal((await failure)[0].code, 'ECONNRESET');
  proxy.heal();
  const now = await connect();
  const [error] = await Promise.all([
    once(now.client, 'error') as Promise<[NodeJS.ErrnoException]>,
    proxy.cut('reset'),
  ]);
  assert.equal(error[0].code, 'ECONNRESET');
});

test('half-open: existing connections fall silent for good, ends included, and new ones work', async (t) => {
  const { connect, proxy } = await staged(t);
  const { client, server } = await connect();
  proxy.set({ halfOpen: 'existing' });
  let heard = false;
  for (const socket of [client, server]) {
    for (const event of ['data', 'end', 'close']) {
      socket.on(event, () => {
        heard = true;
      });
    }
  }
  server.write('lost');
  server.end();
  const fresh = await connect();
  fresh.server.write('here');
  assert.equal((await read(fresh.client, 4)).text, 'here');
  await later(100);
  assert.equal(heard, false);
  proxy.set({ halfOpen: 'all' });
  fresh.server.write('waits');
  await later(50);
  proxy.set({ halfOpen: 'none' });
  assert.equal((await read(fresh.client, 5)).text, 'waits');
});

test('down refuses and ends; up again it is at the same port', async (t) => {
  const { connect, proxy, port } = await staged(t);
  const { client } = await connect();
  client.resume();
  const closed = once(client, 'close');
  await proxy.down(true);
  client.end();
  await closed;
  const refused = createConnection({ host: '127.0.0.1', port });
  const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
  assert.equal(error.code, 'ECONNREFUSED');
  await proxy.down(false);
  const { client: again, server } = await connect();
  server.write('back');
  assert.equal((await read(again, 4)).text, 'back');
});

test('an end is held back, and a reset of the server comes as one', async (t) => {
  const { connect, proxy } = await staged(t);
  const { client, server } = await connect();
  proxy.set({ slowCloseMs: 150 });
  client.resume();
  const startedAt = performance.now();
  server.end();
  await once(client, 'end');
  assert.ok(performance.now() - startedAt >= 140);
  proxy.heal();
  const other = await connect();
  other.client.resume();
  const failure = once(other.client, 'error') as Promise<[NodeJS.ErrnoException]>;
  other.server.resetAndDestroy();
  assert.equal((await failure)[0].code, 'ECONNRESET');
});

test('a seed brings the same chance back', () => {
  const row = (seed: number): number[] => {
    const random = new SeededRandom(seed);
    return Array.from({ length: 5 }, () => random.integer(1, 1_000));
  };
  assert.deepEqual(row(3), row(3));
  assert.notDeepEqual(row(3), row(4));
  assert.ok(row(3).every((value) => value >= 1 && value <= 1_000));
});
