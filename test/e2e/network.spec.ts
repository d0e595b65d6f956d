import { behindNat, type HiddenNetwork } from '../peers/network/hidden-network.ts';
import { networkProblem } from '../peers/network/possible.ts';
import type { NatKind } from '../peers/network/rules.ts';
import { answer, bothAreHeard, ring } from './rig/calls.ts';
import { programInside } from './rig/hidden-app.ts';
import { test as base, expect } from './rig/test.ts';

const problem = networkProblem();

interface Behind {
  readonly nat: NatKind;
  readonly network: HiddenNetwork;
}

/** The app inside, and the server, of which it knows nothing but the address, outside. */
const test = base.extend<Behind>({
  nat: ['port-restricted', { option: true }],
  network: async ({ nat }, use) => {
    const network = await behindNat({ kind: nat });
    await use(network);
    await network.stop();
  },
  serverOptions: async ({ network }, use) => use({ network: network.outside, port: 443 }),
  app: async ({ launch, server, desktop, network }, use) => {
    const app = await launch({ executable: programInside(desktop, network) });
    await app.signIn({ ...server.credentials, keep: false });
    await app.status('Ready');
    await server.reachable();
    await use(app);
  },
});

test.skip(problem !== null, problem ?? '');

for (const nat of ['port-restricted', 'symmetric'] as const) {
  test.describe(`behind a ${nat} NAT`, () => {
    test.use({ nat });

    test('both hear each other where the caller is found by ICE', async ({ app, desktop, server, network }) => {
      const address = `${network.outside}.20`;
      const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice', address });
      await answer(app, call);
      // All that the caller is told of is an address that she cannot reach.
      const hosts = [...(await call.accepted).sdp.matchAll(/^a=candidate:\S+ \S+ \S+ \S+ (\S+)/gm)].map(
        ([, host]) => host,
      );
      expect([...new Set(hosts)]).toEqual([network.inside]);
      await bothAreHeard(desktop, call);
      await call.hangUp();
    });
  });
}
