import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, ok } from '../../../../../main/core/result.ts';
import { type GatherDeps, type Gathered, gatherRelayed } from '../../../../../main/media/ice/relay/gather-relayed.ts';
import type {
  OpenRelay,
  RelayAllocation,
  RelayFailure,
  RelayRequest,
} from '../../../../../main/media/ice/relay/relay.ts';
import { relayedSockets } from '../../../../../main/media/ice/relay/relayed-sockets.ts';
import { isAdmitted } from '../../../../../main/media/sdp/far-address.ts';
import { admits, seededRandom } from '../agents.ts';
import { relayRig } from './rig.ts';

const edge = { host: 'edge.example', addresses: [], udpPort: 3478, tcpPort: 443 };

interface Asked {
  readonly request: RelayRequest;
  readonly at: number;
  answer(outcome: RelayAllocation | RelayFailure['kind']): void;
  cancelled: boolean;
}

/** Relays that say what the test has them say. */
function rig(more: Partial<GatherDeps> = {}) {
  const { clock, network, pass } = relayRig();
  const hosts = ([1, 2] as const).map((component) => network.host('10.1.0.1').socket(component));
  const asked: Asked[] = [];
  const open: OpenRelay = (request) => {
    let settle: Parameters<ConstructorParameters<typeof Promise<Awaited<ReturnType<OpenRelay>['outcome']>>>[0]>[0];
    const outcome: ReturnType<OpenRelay>['outcome'] = new Promise((resolve) => {
      settle = resolve;
    });
    const one: Asked = {
      request,
      at: clock.now(),
      answer: (said) => settle(typeof said === 'string' ? failed({ kind: said, message: said }) : ok(said)),
      cancelled: false,
    };
    asked.push(one);
    return {
      outcome,
      cancel() {
        one.cancelled = true;
        one.answer('cancelled');
      },
    };
  };
  const deps: GatherDeps = {
    relays: { userName: 'ana', password: 'secret', servers: [edge] },
    hosts,
    kinds: [open],
    admits,
    admitsHost: (host) => isAdmitted(host, { loopback: false }),
    connect: () => assert.fail('nobody connects here'),
    resolve: async () => ['198.51.100.7'],
    route: async () => '10.1.0.1',
    clock,
    random: seededRandom('gather'),
    ...more,
  };
  const got: Gathered[] = [];
  void gatherRelayed(deps).then((gathered) => got.push(gathered));
  const { 0: first, 1: second } = hosts;
  assert.ok(first && second);
  return { clock, pass, asked, got, hosts: [first, second] as const, open };
}

function allocation(port: number, mapped: RelayAllocation['mapped'] = null): RelayAllocation {
  const relayed = { host: '198.51.100.7', port };
  return {
    relayed,
    beside: null,
    transports: ['udp'],
    mapped,
    as: (base) => ({ base, send() {}, onDatagram: () => () => {}, permit() {}, prefer() {}, close: async () => {} }),
    onLost() {},
    close: async () => {},
  };
}

const of = (asked: readonly Asked[], transport: 'udp' | 'tcp') =>
  asked.filter(({ request }) => request.transport === transport);

test('UDP is asked at once for each component, and TCP only where it has not answered by then', async () => {
  const { asked, got, pass } = rig();
  await pass(300);
  assert.deepEqual(
    asked.map(({ request }) => [request.transport, request.server.port, request.base.base.component]),
    [
      ['udp', 3478, 1],
      ['udp', 3478, 2],
    ],
  );
  for (const [index, each] of asked.entries()) each.answer(allocation(50_000 + index));
  await pass(1);
  assert.deepEqual(
    got.map((gathered) => gathered.way?.transport),
    ['udp'],
  );
  await pass(2000);
  assert.equal(of(asked, 'tcp').length, 0);
});

test('where UDP says nothing TCP gives both, and UDP is asked no more', async () => {
  const { asked, got, pass } = rig();
  await pass(500);
  const [one, other] = of(asked, 'tcp');
  assert.ok(one && other);
  assert.deepEqual([one.request.server.port, one.at], [443, 400]);
  one.answer(allocation(50_000));
  await pass(100);
  assert.equal(got.length, 0);
  other.answer(allocation(50_001));
  await pass(1);
  assert.equal(got[0]?.way?.transport, 'tcp');
  assert.ok(of(asked, 'udp').every(({ cancelled }) => cancelled));
  assert.ok(of(asked, 'tcp').every(({ cancelled }) => !cancelled));
});

test('nobody waits longer than a second and a half', async () => {
  const { asked, got, pass, clock } = rig();
  await pass(1400);
  assert.equal(got.length, 0);
  await pass(200);
  assert.deepEqual(got, [{ way: null, failure: { kind: 'silent', message: 'no relay answered in time' } }]);
  assert.ok(asked.every(({ cancelled }) => cancelled));
  assert.equal(clock.waiting(), 0);
});

test('names that nobody answers for cost no more than that either', async () => {
  const { got, pass } = rig({ resolve: () => new Promise(() => {}) });
  await pass(1600);
  assert.equal(got.length, 1);
});

test('what refuses everywhere is told at once, by what tells most', async () => {
  const { asked, got, pass } = rig();
  await pass(450);
  for (const each of of(asked, 'tcp')) each.answer('unreachable');
  of(asked, 'udp')[0]?.answer('unauthorized');
  of(asked, 'udp')[1]?.answer('silent');
  await pass(1);
  assert.deepEqual(
    got.map((gathered) => gathered.way === null && gathered.failure.kind),
    ['unauthorized'],
  );
});

test('all components or none: the one that came is given back', async () => {
  const { asked, pass } = rig();
  await pass(1);
  const [one, other] = asked;
  one?.answer(allocation(50_000));
  other?.answer('full');
  await pass(1);
  assert.equal(one?.cancelled, true);
});

test('a relay that is nowhere, or where voice may not go, is told so', async () => {
  for (const found of [[], ['127.0.0.1'], ['169.254.1.1', '224.0.0.1'], ['2001:db8::7']]) {
    const { asked, got, pass } = rig({ resolve: async () => found });
    await pass(100);
    assert.deepEqual(
      got.map((gathered) => gathered.way === null && gathered.failure.kind),
      ['unreachable'],
    );
    assert.equal(asked.length, 0);
  }
});

test('addresses that a relay tells count where its name is unknown', async () => {
  const { asked, pass } = rig({
    resolve: async () => [],
    relays: { userName: 'ana', password: 'secret', servers: [{ ...edge, addresses: ['2001:db8::9', '198.51.100.9'] }] },
  });
  await pass(1);
  assert.equal(asked[0]?.request.server.host, '198.51.100.9');
});

test('of a long list three relays are asked', async () => {
  const servers = Array.from({ length: 9 }, (_, index) => ({ ...edge, host: `198.51.100.${index}`, tcpPort: null }));
  const { asked, pass } = rig({ relays: { userName: 'ana', password: 'secret', servers } });
  await pass(1);
  assert.equal(asked.length, 6);
});

test('the candidates of a relay: type, priority, where they come from, and where the relay sees us', async () => {
  const { asked, got, pass, hosts } = rig();
  await pass(1);
  for (const [index, each] of asked.entries()) {
    each.answer(allocation(50_000 + index, { host: '203.0.113.1', port: 60_000 + index }));
  }
  await pass(1);
  const [gathered] = got;
  assert.ok(gathered?.way);
  const { sockets, reflexive } = relayedSockets(gathered, false);
  const [relayed] = sockets;
  const facts = { component: 1, transport: 'udp' } as const;
  assert.deepEqual(relayed?.base, {
    ...{ ...facts, type: 'relay', host: '198.51.100.7', port: 50_000, foundation: '10', priority: 16_777_215 },
    related: { host: '203.0.113.1', port: 60_000 },
  });
  assert.deepEqual(reflexive[0], {
    ...{ ...facts, type: 'srflx', host: '203.0.113.1', port: 60_000, foundation: '9', priority: 1_694_498_815 },
    related: { host: '10.1.0.1', port: hosts[0].base.port },
  });
  assert.deepEqual([sockets.length, reflexive.length], [2, 2]);
  const hidden = relayedSockets(gathered, true);
  assert.deepEqual(hidden.reflexive, []);
  assert.ok(hidden.sockets.every(({ base }) => base.related?.host === '0.0.0.0'));
});

test('a computer in the open has no second address', async () => {
  const { asked, got, pass, hosts } = rig();
  await pass(1);
  for (const [index, each] of asked.entries()) {
    const { host, port } = (hosts[index] ?? hosts[0]).base;
    each.answer(allocation(50_000 + index, { host, port }));
  }
  await pass(1);
  const [gathered] = got;
  assert.ok(gathered?.way);
  assert.deepEqual(relayedSockets(gathered, false).reflexive, []);
});
