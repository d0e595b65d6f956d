import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { RelayAllocation, RelayRequest } from '../../../../../main/media/ice/relay/relay.ts';
import { openTurn } from '../../../../../main/media/ice/relay/turn/open-turn.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { admits, seededRandom } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { createFakeTurnServer, type FakeTurnServer, relayCredentials } from './fake-turn-server.ts';

/** A client behind a NAT, a relay and a peer in the open, and their network. */
export function relayRig(kind: 'port-restricted' | 'symmetric' = 'symmetric') {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const nat = network.nat('203.0.113.1', kind);
  const base = network.host('10.1.0.1', nat).socket(1);
  const server = createFakeTurnServer(network.host('198.51.100.7'));
  const peer = network.host('192.0.2.9').socket(1);
  const request: RelayRequest = {
    server: server.address,
    transport: 'udp',
    credentials: relayCredentials,
    base,
    connect: () => assert.fail('no TCP here'),
    admits,
    clock,
    random: seededRandom('relay'),
  };
  /** Lets what waits for promises go on, and time pass. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 100) {
      await setImmediate();
      clock.advance(Math.min(left, 100));
    }
    await setImmediate();
  };
  return { clock, network, nat, base, server, peer, request, pass };
}

export type RelayRig = ReturnType<typeof relayRig>;

/** What an attempt comes to within a minute. */
export async function outcomeOf({ pass, request }: RelayRig, more: Partial<RelayRequest> = {}) {
  const opening = openTurn({ ...request, ...more });
  const settled: { outcome?: Awaited<typeof opening.outcome> } = {};
  void opening.outcome.then((outcome) => {
    settled.outcome = outcome;
  });
  for (let turn = 0; turn < 600 && settled.outcome === undefined; turn += 1) await pass(100);
  assert.ok(settled.outcome);
  return settled.outcome;
}

export async function allocated(rig: RelayRig, more: Partial<RelayRequest> = {}): Promise<RelayAllocation> {
  const outcome = await outcomeOf(rig, more);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.failure.message);
  return outcome.value;
}

export function methodsOf({ requests }: FakeTurnServer): number[] {
  return requests.map(({ method }) => method);
}
