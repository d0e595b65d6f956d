/** libnice's own client of MS-TURN against the relay of the tests: a second opinion on both. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { until } from '../../../desktop/until.ts';
import { type LibniceOptions, LibnicePeer } from '../../../peers/libnice/libnice-peer.ts';
import { type MsTurnServer, startMsTurnServer } from '../../../peers/ms-turn/server.ts';

async function startServer(t: TestContext): Promise<MsTurnServer> {
  // libnice proves by SHA-1 alone.
  const server = await startMsTurnServer({ version: 2 });
  t.after(() => server.stop());
  return server;
}

async function startPeer(
  t: TestContext,
  role: LibniceOptions['role'],
  more: Partial<LibniceOptions> = {},
): Promise<LibnicePeer> {
  const peer = await LibnicePeer.start({ mode: 'oc2007r2', role, components: 2, ...more });
  t.after(() => peer.stop());
  return peer;
}

/** Both ways, before and after the peer is the active destination. */
async function assertTalk(
  server: MsTurnServer,
  hidden: LibnicePeer,
  open: LibnicePeer,
  components: readonly (1 | 2)[] = [1, 2],
): Promise<void> {
  const [theirs, ours] = [await hidden.description(), await open.description()];
  assert.ok(
    theirs.candidates.length >= components.length && theirs.candidates.every((line) => line.includes('typ relay')),
  );
  hidden.go(ours);
  // Who connects before the hidden one has sent is turned away, and libnice does not try twice.
  await until('permissions', () => server.journal.of('permitted').length >= components.length);
  open.go(theirs);
  for (const component of components) {
    await Promise.all([hidden, open].map((peer) => peer.said(new RegExp(`^state ${component} ready$`))));
    const [there, back] = [Buffer.from(`\x80there ${component}`), Buffer.from(`\x80back ${component}`)];
    hidden.send(component, there);
    await open.received(component, there);
    open.send(component, back);
    await hidden.received(component, back);
  }
  await until('active destinations', () => server.journal.of('active-destination').length >= components.length);
  hidden.send(1, Buffer.from('\x80bare'));
  await open.received(1, Buffer.from('\x80bare'));
  assert.deepEqual(server.journal.complaints, []);
}

for (const role of ['controlling', 'controlled'] as const) {
  const otherRole = role === 'controlling' ? 'controlled' : 'controlling';

  test(`libnice, ${role}, talks through the relay over UDP`, async (t) => {
    const server = await startServer(t);
    assert.ok(server.udp);
    const relay = { transport: 'udp', ...server.udp, ...server.options.token } as const;
    await assertTalk(server, await startPeer(t, role, { relay }), await startPeer(t, otherRole));
  });
}

test('libnice talks through the relay over TCP behind a hello, to a peer of TCP alone', async (t) => {
  const server = await startServer(t);
  assert.ok(server.tcp);
  const relay = { transport: 'tls', ...server.tcp, ...server.options.token } as const;
  const only = { kind: 'full-tcp', components: 1 } as const;
  const [hidden, open] = [
    await startPeer(t, 'controlling', { relay, ...only }),
    await startPeer(t, 'controlled', only),
  ];
  await assertTalk(server, hidden, open, [1]);
  assert.match(server.journal.of('allocated')[0]?.detail ?? '', /^tcp /);
});
