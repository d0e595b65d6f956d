import { Coturn } from '../peers/coturn.ts';
import { startMsTurnServer } from '../peers/ms-turn/server.ts';
import { type MediaMeans, meansWith } from '../ucwa-server/application/media-means.ts';
import type { SimulatedCall } from '../ucwa-server/calls/simulated-call.ts';
import { bothAreHeard, dial, press, ring } from './rig/calls.ts';
import { writePolicy } from './rig/policy-file.ts';
import { test as base, expect } from './rig/test.ts';

/** Relays that the server names: who has to use them has no other way. */
const ways = {
  'whatever way it finds': async () => null,
  'over a relay of RFC 8656 alone': async () => {
    const relay = await Coturn.start();
    const { address: host, port, userName, password } = relay;
    return {
      means: { relays: [{ host, udpPort: port, tcpPort: port }], userName, password },
      stop: () => relay.stop(),
    };
  },
  'over a relay of Skype for Business alone': async () => {
    const relay = await startMsTurnServer();
    return { means: meansWith(relay), stop: () => relay.stop() };
  },
} as const satisfies Record<string, () => Promise<NamedRelay | null>>;

interface NamedRelay {
  readonly means: Partial<MediaMeans>;
  stop(): Promise<void>;
}

const test = base.extend<{ way: keyof typeof ways; relay: NamedRelay | null }>({
  way: ['whatever way it finds', { option: true }],
  relay: async ({ way }, use) => {
    const relay = await ways[way]();
    await use(relay);
    await relay?.stop();
  },
});

for (const way of Object.keys(ways) as (keyof typeof ways)[]) {
  test.describe(way, () => {
    test.use({ way });

    test('a whole call in and a whole call out, encrypted, by ICE', async ({ desktop, launch, server, relay }) => {
      Object.assign(server.media, relay?.means);
      const app = await launch(relay === null ? {} : { env: writePolicy(desktop, { mediaRelayOnly: true }) });
      await app.signIn({ ...server.credentials, keep: false });
      await app.status('Ready');
      await server.reachable();
      const page = () => app.window('call');

      /** Heard, held by each side in turn, and hung up by the user. */
      const talkThrough = async (call: SimulatedCall): Promise<void> => {
        await bothAreHeard(desktop, call);
        await press(app, 'call', 'Hold');
        await expect.poll(() => call.heldByUser).toBe(true);
        await press(app, 'call', 'Resume');
        await expect.poll(() => call.heldByUser).toBe(false);
        await bothAreHeard(desktop, call);
        expect((await call.hold()).kind).toBe('answered');
        await expect((await page()).getByText('On hold by the other side.')).toBeVisible();
        expect((await call.resume()).kind).toBe('answered');
        await bothAreHeard(desktop, call);
        await press(app, 'call', 'Hang up');
        expect((await call.ended).kind).toBe('user-hung-up');
      };
      const isRelayed = (sdp: string) => !/ typ (?!relay)/.test(sdp);

      await test.step('in, answered by the key', async () => {
        const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice' });
        await desktop.screen.pressKeys('ctrl+shift+F9');
        expect(isRelayed((await call.accepted).sdp)).toBe(relay !== null);
        await talkThrough(call);
      });
      await test.step('out', async () => {
        const call = await dial(server, app, '+46 8 555 012 34', { kind: 'answers', afterMs: 300 });
        expect(isRelayed(call.dialled?.offer.sdp ?? '')).toBe(relay !== null);
        await talkThrough(call);
      });
    });
  });
}
