/** libnice's own client of MS-TURN against the relay of the tests: a second opinion on both. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { until } from '../../../desktop/until.ts';
import { LibnicePeer, type LibniceRelay } from '../../../peers/libnice/libnice-peer.ts';
import { type MsTurnServer, startMsTurnServer } from '../../../peers/ms-turn/server.ts';

async function startServer(t: TestContext): Promise<MsTurnServer> {
  // libnice proves by SHA-1 alone.
  const server = await startMsTurnServer({ version: 2 });
  t.after(() => server.stop());
  return server;
}

async function startPeer(
  t: TestContext,
  role: 'controlling' | 'controlled',
  relay?: LibniceRelay,
): Promise<LibnicePeer> {
  const peer = await LibnicePeer.start({ mode: 'oc2007r2', role, components: 2, ...(relay && { relay }) });
  t.after(() => peer.stop());
  return peer;
}

for (const role of ['controlling', 'controlled'] as const) {
  test(`libnice, ${role}, talks through the relay over UDP`, async (t) => {
    const server = await startServer(t);
    assert.ok(server.udp);
    const hidden = await startPeer(t, role, { transport: 'udp', ...server.udp, ...server.options.token });
    const open = await startPeer(t, role === 'controlling' ? 'controlled' : 'controlling');
    const [theirs, ours] = [await hidden.description(), await open.description()];
    assert.ok(theirs.candidates.length === 2 && theirs.candidates.every((line) => line.includes('typ relay')));
    hidden.go(ours);
    open.go(theirs);
    for (const component of [1, 2] as const) {
      await Promise.all([hidden, open].map((peer) => peer.said(new RegExp(`^state ${component} ready$`))));
      const [there, back] = [Buffer.from(`\x80there ${component}`), Buffer.from(`\x80back ${component}`)];
      hidden.send(component, there);
      await open.received(component, there);
      open.send(component, back);
      await hidden.received(component, back);
    }
    // Both ways still, now that the peer is the active destination.
    await until('two active destinations', () => server.journal.of('active-destination').length >= 2);
    hidden.send(1, Buffer.from('\x80bare'));
    await open.received(1, Buffer.from('\x80bare'));
    assert.deepEqual(server.journal.complaints, []);
  });
}

test('libnice takes the pseudo-TLS hello; its frames have no length, which ends the connection', async (t) => {
  const server = await startServer(t);
  assert.ok(server.tcp);
  await startPeer(t, 'controlling', { transport: 'tls', ...server.tcp, ...server.options.token });
  await until('a complaint', () => server.journal.complaints.length > 0);
  // It sends nothing before the answer to its hello is as it expects. libnice 0.1.21 then writes two bytes, 03 00, before a message.
  for (const complaint of server.journal.complaints) assert.match(complaint, /^disconnected: /);
  assert.ok(server.journal.complaints.every((complaint) => !complaint.includes('hello')));
});
