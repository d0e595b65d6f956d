import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { type TestContext, test } from 'node:test';
import type { Clock } from '../../../../main/core/ports.ts';
import type { IceAgentDeps } from '../../../../main/media/ice/agent/ice-agent.ts';
import { createIceSession, type IceRound } from '../../../../main/media/ice/agent/ice-session.ts';
import { candidateLine, readCandidates } from '../../../../main/media/ice/candidates/candidate-lines.ts';
import { createCredentials } from '../../../../main/media/ice/candidates/credentials.ts';
import { openHostSockets } from '../../../../main/media/ice/sockets/host-sockets.ts';
import type { Component } from '../../../../main/media/ice/transport-address.ts';
import { admittedEndpoint } from '../../../../main/media/sdp/far-address.ts';
import { createClock } from '../../../../main/system/clock.ts';
import { createRandom } from '../../../../main/system/random.ts';
import { type LibniceOptions, LibnicePeer } from '../../../peers/libnice/libnice-peer.ts';
import { createParty, type Party } from '../../../unit/media/ice/agents.ts';

const random = createRandom();
const admits = (host: string, port: unknown) => admittedEndpoint(host, port, { loopback: true });
const isLoopback = (host: string) => host === '127.0.0.1';
const dialects = { oc2007r2: 'ms-ice2', rfc5245: 'rfc5245' } as const;

interface Call {
  readonly peer: LibnicePeer;
  readonly party: Party;
}

/** Our agent and libnice on one address, each with what the other would read in SDP. */
async function call(t: TestContext, options: LibniceOptions, more: Partial<IceAgentDeps> = {}): Promise<Call> {
  const { components, mode, role, address = '127.0.0.1' } = options;
  const peer = await LibnicePeer.start(options);
  t.after(() => peer.stop());
  const opened = await openHostSockets({
    interfaces: networkInterfaces,
    admits: (host) => host === address,
    components,
  });
  assert.ok(opened.ok);
  t.after(() => Promise.all(opened.value.map((socket) => socket.close())));
  const theirs = await peer.description();
  const local = createCredentials(random, theirs.ufrag);
  const candidates = readCandidates(theirs.candidates, admits).udp;
  assert.equal(candidates.length, components);
  const party = createParty({
    role: role === 'controlling' ? 'controlled' : 'controlling',
    local,
    remote: { ...theirs, lite: options.kind === 'lite', candidates },
    components,
    sockets: opened.value,
    clock: createClock(),
    random,
    dialect: dialects[mode],
    admits,
    ...more,
  });
  t.after(() => party.agent.close());
  // libnice does not know Microsoft's name of the attribute.
  const lines = opened.value.map(({ base }) => candidateLine(base).replace('x-candidate-ipv6', 'candidate'));
  peer.go({ ...local, candidates: lines });
  return { peer, party };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function assertTalk({ peer, party }: Call, components: readonly Component[]): Promise<void> {
  await until('all components', () => components.every((component) => party.agent.selected(component) !== null));
  for (const component of components) {
    await peer.said(new RegExp(`^state ${component} ready$`));
    const [there, back] = [Buffer.from(`\x80there ${component}`), Buffer.from(`\x80back ${component}`)];
    assert.ok(party.agent.send(component, there));
    await peer.received(component, there);
    peer.send(component, back);
    await until('data', () => party.datagrams.some(([at, text]) => at === component && text === back.toString()));
  }
  assert.deepEqual(party.failures, []);
}

for (const mode of ['rfc5245', 'oc2007r2'] as const) {
  for (const role of ['controlling', 'controlled'] as const) {
    for (const nomination of ['regular', 'aggressive'] as const) {
      test(`libnice in ${mode}, ${role}, ${nomination} nomination, talks both ways on both components`, async (t) => {
        const met = await call(t, { mode, role, nomination, components: 2 });
        await assertTalk(met, [1, 2]);
        assert.equal(met.party.agent.role(), role === 'controlling' ? 'controlled' : 'controlling');
      });
    }
  }
  test(`libnice in ${mode} with one component`, async (t) => {
    await assertTalk(await call(t, { mode, role: 'controlling', components: 1 }), [1]);
  });
}

for (const mode of ['rfc5245', 'oc2007r2'] as const) {
  test(`libnice in ${mode} as a lite agent is controlled by ours, though that made the answer`, async (t) => {
    const options = { mode, role: 'controlled', components: 2, kind: 'lite' } as const;
    const met = await call(t, options, { role: 'controlled' });
    await assertTalk(met, [1, 2]);
    assert.equal(met.party.agent.role(), 'controlling');
  });

  test(`libnice in ${mode} that calls itself lite and yet controls is met all the same`, async (t) => {
    await assertTalk(await call(t, { mode, role: 'controlling', components: 2, kind: 'lite' }), [1, 2]);
  });

  for (const role of ['controlling', 'controlled'] as const) {
    test(`libnice in ${mode} and our agent settle it when both are ${role}`, async (t) => {
      await assertTalk(await call(t, { mode, role, components: 2 }, { role }), [1, 2]);
    });
  }
}

test('libnice that speaks RFC 5245 is understood where Skype for Business was expected', async (t) => {
  const met = await call(t, { mode: 'rfc5245', role: 'controlling', components: 2 }, { dialect: 'ms-ice2' });
  await assertTalk(met, [1, 2]);
});

/** Time that runs so many times as fast. */
function hastyClock(times: number): Clock {
  const clock = createClock();
  return {
    now: () => clock.now() * times,
    wall: clock.wall,
    after: (delayMs, run) => clock.after(delayMs / times, run),
  };
}

for (const mode of ['rfc5245', 'oc2007r2'] as const) {
  test(`libnice in ${mode} gives its consent for as long as it is there, and is missed after`, async (t) => {
    const clock = hastyClock(10);
    const met = await call(t, { mode, role: 'controlling', components: 2 }, { clock });
    await assertTalk(met, [1, 2]);
    const since = clock.now();
    await until('a minute and a half', () => clock.now() - since > 90_000);
    assert.equal(met.party.failures.length, 0);
    met.peer.freeze();
    await until('the loss of consent', () => met.party.agent.isSilent());
  });
}

test('libnice that restarts is followed, and media goes on meanwhile', async (t) => {
  const peer = await LibnicePeer.start({ mode: 'oc2007r2', role: 'controlling', components: 2 });
  t.after(() => peer.stop());
  const sockets = await openHostSockets({ interfaces: networkInterfaces, admits: isLoopback, components: 2 });
  assert.ok(sockets.ok);
  const told: string[] = [];
  const round = async (): Promise<IceRound> => {
    const theirs = await peer.description();
    const local = createCredentials(random, theirs.ufrag);
    const { udp: candidates } = readCandidates(theirs.candidates, admits);
    const remote = { ...theirs, lite: false, candidates };
    return { role: 'controlled', local, remote, components: 2, dialect: 'ms-ice2' };
  };
  const go = ({ local }: IceRound) =>
    peer.go({ ...local, candidates: sockets.value.map(({ base }) => candidateLine(base)) });
  const first = await round();
  const session = createIceSession(
    {
      sockets: sockets.value,
      clock: createClock(),
      random,
      admits,
      events: {
        onSelected: (component) => void told.push(`selected ${component}`),
        onDatagram: (_component, datagram) => void told.push(datagram.toString('latin1')),
        onFailed: ({ kind }) => void told.push(kind),
        onRestartFailed: ({ kind }) => void told.push(kind),
      },
    },
    first,
  );
  t.after(() => session.close());
  go(first);
  await until('both components', () => session.isComplete());
  await peer.said(/^state 2 ready$/);
  peer.restart();
  const second = await round();
  assert.notEqual(second.remote.ufrag, first.remote.ufrag);
  session.restart(second);
  assert.ok(session.send(1, Buffer.from('\x80meanwhile', 'latin1')));
  await peer.received(1, Buffer.from('\x80meanwhile', 'latin1'));
  go(second);
  await until('both components anew', () => told.filter((what) => what.startsWith('selected')).length === 4);
  assert.ok(session.send(2, Buffer.from('\x80after', 'latin1')));
  await peer.received(2, Buffer.from('\x80after', 'latin1'));
});

const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
test('libnice over IPv6', { skip: !hasIpv6 }, async (t) => {
  await assertTalk(await call(t, { mode: 'rfc5245', role: 'controlling', components: 2, address: '::1' }), [1, 2]);
});
