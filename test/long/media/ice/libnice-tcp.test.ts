/** libnice with candidates of TCP alone: it waits, and our agent connects. */
import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { type TestContext, test } from 'node:test';
import type { IceAgentDeps } from '../../../../main/media/ice/agent/ice-agent.ts';
import { candidateLine, readCandidates } from '../../../../main/media/ice/candidates/candidate-lines.ts';
import { createCredentials } from '../../../../main/media/ice/candidates/credentials.ts';
import { connectTcp } from '../../../../main/media/ice/relay/tcp-stream.ts';
import { openHostSockets } from '../../../../main/media/ice/sockets/host-sockets.ts';
import { activeSockets } from '../../../../main/media/ice/tcp/active-sockets.ts';
import { admittedEndpoint } from '../../../../main/media/sdp/far-address.ts';
import { createClock } from '../../../../main/system/clock.ts';
import { createRandom } from '../../../../main/system/random.ts';
import { until } from '../../../desktop/until.ts';
import { LibnicePeer } from '../../../peers/libnice/libnice-peer.ts';
import { createParty, type Party } from '../../../unit/media/ice/agents.ts';

const random = createRandom();
const admits = (host: string, port: unknown) => admittedEndpoint(host, port, { loopback: true });

const modes = {
  rfc5245: { dialect: 'rfc5245', style: 'standard' },
  oc2007r2: { dialect: 'ms-ice2', style: 'microsoft' },
} as const;

interface Call {
  readonly peer: LibnicePeer;
  readonly party: Party;
}

async function call(
  t: TestContext,
  mode: keyof typeof modes,
  role: 'controlling' | 'controlled',
  more: Partial<IceAgentDeps> = {},
): Promise<Call> {
  const { dialect, style } = modes[mode];
  const peer = await LibnicePeer.start({ mode, role, components: 2, kind: 'full-tcp' });
  t.after(() => peer.stop());
  const hosts = await openHostSockets({
    interfaces: networkInterfaces,
    admits: (host) => host === '127.0.0.1',
    components: 2,
  });
  assert.ok(hosts.ok);
  const sockets = [...hosts.value, ...activeSockets({ hosts: hosts.value, style, connect: connectTcp, admits })];
  t.after(() => Promise.all(sockets.map((socket) => socket.close())));
  const theirs = await peer.description();
  const { udp, tcp } = readCandidates(theirs.candidates, admits);
  assert.deepEqual(udp, []);
  assert.deepEqual(
    tcp.map(({ transport }) => transport),
    ['tcp-pass', 'tcp-pass'],
  );
  const local = createCredentials(random, theirs.ufrag);
  const party = createParty({
    role: role === 'controlling' ? 'controlled' : 'controlling',
    local,
    remote: { ...theirs, lite: false, candidates: tcp },
    components: 2,
    sockets,
    clock: createClock(),
    random,
    dialect,
    admits,
    ...more,
  });
  t.after(() => party.agent.close());
  peer.go({ ...local, candidates: sockets.map(({ base }) => candidateLine(base, style)) });
  return { peer, party };
}

for (const mode of ['rfc5245', 'oc2007r2'] as const) {
  for (const role of ['controlling', 'controlled'] as const) {
    test(`libnice in ${mode}, ${role}, is talked with over TCP on both components`, async (t) => {
      const { peer, party } = await call(t, mode, role);
      for (const component of [1, 2] as const) {
        await until(`component ${component}`, () => party.agent.selected(component) !== null);
        await peer.said(new RegExp(`^state ${component} ready$`));
        const pair = party.agent.selected(component);
        assert.equal(pair?.local.transport, 'tcp-act');
        assert.equal(pair?.remote.transport, 'tcp-pass');
        for (let count = 0; count < 50; count += 1) {
          const [there, back] = [Buffer.alloc(172, 0x80 + count), Buffer.alloc(172, 0x90 + count)];
          assert.ok(party.agent.send(component, there));
          peer.send(component, back);
          await peer.received(component, there);
          await until('data', () => party.datagrams.some(([at, text]) => at === component && text === back.toString()));
        }
      }
      assert.deepEqual(party.failures, []);
    });
  }
}

test('a far side whose connection ends after all was well is missed in time', async (t) => {
  const clock = createClock();
  const hasty = {
    ...clock,
    now: () => clock.now() * 20,
    after: (ms: number, run: () => void) => clock.after(ms / 20, run),
  };
  const { peer, party } = await call(t, 'oc2007r2', 'controlling', { clock: hasty });
  await until('both components', () => party.agent.isComplete());
  await peer.stop();
  await until('the loss of consent', () => party.agent.isSilent());
});
