import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MsTurnServer, startMsTurnServer } from '../peers/ms-turn/server.ts';
import { behindFirewall, behindNat, type HiddenNetwork } from '../peers/network/hidden-network.ts';
import { networkProblem } from '../peers/network/possible.ts';
import { meansWith } from '../ucwa-server/application/media-means.ts';
import { answer, bothAreHeard, dial, ring } from './rig/calls.ts';
import { programInside } from './rig/hidden-app.ts';
import { test as base, expect } from './rig/test.ts';

const problem = networkProblem();

/** How the network of the app is hidden. */
const hidings = {
  'a port-restricted NAT': () => behindNat({ kind: 'port-restricted' }),
  'a symmetric NAT': () => behindNat({ kind: 'symmetric' }),
  'a firewall that lets out TCP to port 443 alone': () => behindFirewall({ udp: false, tcp: [443] }),
} as const;

interface Behind {
  readonly hiding: keyof typeof hidings;
  readonly network: HiddenNetwork;
  /** Outside, and named by the server. */
  readonly relay: MsTurnServer;
}

/** The app inside, and the server, of which it knows nothing but the address, outside. */
const test = base.extend<Behind>({
  hiding: ['a port-restricted NAT', { option: true }],
  network: async ({ hiding }, use) => {
    const network = await hidings[hiding]();
    await use(network);
    await network.stop();
  },
  relay: async ({ network }, use) => {
    const relay = await startMsTurnServer({ address: `${network.outside}.10`, udpPort: 3478, tcpPort: 443 });
    await use(relay);
    await relay.stop();
  },
  serverOptions: async ({ network, relay }, use) => {
    await use({ network: network.outside, port: 443, mediaMeans: meansWith(relay) });
  },
  app: async ({ launch, server, desktop, network }, use) => {
    const app = await launch({ executable: programInside(desktop, network) });
    await app.signIn({ ...server.credentials, keep: false });
    await app.status('Ready');
    await server.reachable();
    await use(app);
  },
});

test.skip(problem !== null, problem ?? '');

for (const hiding of ['a port-restricted NAT', 'a symmetric NAT'] as const) {
  test.describe(`behind ${hiding}`, () => {
    test.use({ hiding });

    test('both hear each other where the caller is found by ICE', async ({ app, desktop, server, network }) => {
      const address = `${network.outside}.20`;
      const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice', address });
      await answer(app, call);
      // What the caller is told of is an address that she cannot reach, and the relay's.
      const sdp = (await call.accepted).sdp;
      const hosts = [...sdp.matchAll(/^a=candidate:.* (\S+) \d+ typ host/gm)].map(([, host]) => host);
      expect([...new Set(hosts)]).toEqual([network.inside]);
      await bothAreHeard(desktop, call);
      await call.hangUp();
    });

    test('both hear each other where the user calls', async ({ app, desktop, server, network }) => {
      server.calls.farPlace = { address: `${network.outside}.20` };
      const call = await dial(server, app, '+46 8 555 012 34', { kind: 'answers', afterMs: 300 });
      await bothAreHeard(desktop, call);
      await call.hangUp();
    });
  });
}

test('a call that rings while the computer comes to another address is answered, and heard from there', async ({
  app,
  desktop,
  server,
  network,
}) => {
  const address = `${network.outside}.20`;
  const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice', address });
  const log = join(app.userDataDir, 'logs', 'main.log');
  const says = (words: string) => expect.poll(() => readFileSync(log, 'utf8'), { timeout: 15_000 }).toContain(words);
  await says('media near-connected');
  const since = server.ledger.next;
  await network.renumber();
  await says('the network changed in a call');
  await server.ledger.waitFor(({ kind, rel }) => kind === 'response' && rel === 'reportMyNetwork', { since });
  await answer(app, call);
  await bothAreHeard(desktop, call);
  await call.hangUp();
});

test('a call goes on where the computer comes to another address in it', async ({ app, desktop, server, network }) => {
  const address = `${network.outside}.20`;
  const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice', address });
  await answer(app, call);
  await bothAreHeard(desktop, call);
  const note = (await app.window('call')).getByText('The sound broke off.');
  const said = note.waitFor();
  await network.renumber();
  await said;
  await expect(note).toBeHidden({ timeout: 30_000 });
  await bothAreHeard(desktop, call);
  expect(call.state).toBe('talking');
  await call.hangUp();
});

test.describe('behind a firewall that lets out TCP to port 443 alone', () => {
  test.use({ hiding: 'a firewall that lets out TCP to port 443 alone' });

  test('both hear each other over the relay, whoever calls', async ({ app, desktop, server, network, relay }) => {
    const address = `${network.outside}.20`;
    const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice-tcp', address });
    await answer(app, call);
    await bothAreHeard(desktop, call);
    expect(
      relay.journal.of('active-destination').some(({ client }) => client.startsWith(`tcp ${network.seenAs}:`)),
    ).toBe(true);
    await call.hangUp();

    server.calls.farPlace = { address, transport: 'ice-tcp' };
    const out = await dial(server, app, '+46 8 555 012 34', { kind: 'answers', afterMs: 300 });
    await bothAreHeard(desktop, out);
    await out.hangUp();
    await expect.poll(() => relay.journal.of('ended').length).toBe(relay.journal.of('allocated').length);
  });
});
