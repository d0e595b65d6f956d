import assert from 'node:assert/strict';
import type { IceAgentDeps } from '../../../../main/media/ice/agent/ice-agent.ts';
import type { Component, TransportAddress } from '../../../../main/media/ice/transport-address.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { candidatesOf, createParty, left, type Party, right, seededRandom } from './agents.ts';
import { createFakeNetwork, type FakeNetwork, type Link, type NatKind } from './fake-network.ts';

export interface Meeting {
  readonly clock: FakeClock;
  readonly network: FakeNetwork;
  readonly caller: Party;
  readonly callee: Party;
}

export interface MeetingOptions {
  readonly components?: Component;
  readonly link?: Link;
  readonly nats?: readonly [NatKind | null, NatKind | null];
  readonly caller?: Partial<IceAgentDeps>;
  readonly callee?: Partial<IceAgentDeps>;
  readonly seed?: string;
}

/** A caller at 10.1.0.1 that controls, and a callee at 10.2.0.1. */
export function meet(options: MeetingOptions = {}): Meeting {
  const { components = 2, link = {}, nats = [null, null], seed = 'network' } = options;
  const clock = createFakeClock();
  const network = createFakeNetwork(clock, link, seededRandom(seed).fraction);
  const numbers: readonly Component[] = components === 2 ? [1, 2] : [1];
  const [leftNat, rightNat] = nats.map((kind, index) =>
    kind === null ? undefined : network.nat(`203.0.113.${index + 1}`, kind),
  );
  const [ours, theirs] = [network.host('10.1.0.1', leftNat), network.host('10.2.0.1', rightNat)];
  const [leftSockets, rightSockets] = [ours, theirs].map((host) => numbers.map((number) => host.socket(number)));
  assert.ok(leftSockets && rightSockets);
  const shared = { components, clock, dialect: 'rfc5245' } as const;
  const caller = createParty({
    ...shared,
    role: 'controlling',
    local: left,
    remote: { ...right, lite: false, candidates: candidatesOf(rightSockets, rightNat) },
    sockets: leftSockets,
    ...options.caller,
  });
  const callee = createParty({
    ...shared,
    role: 'controlled',
    local: right,
    remote: { ...left, lite: false, candidates: candidatesOf(leftSockets, leftNat) },
    sockets: rightSockets,
    ...options.callee,
  });
  return { clock, network, caller, callee };
}

/** Each hears the other on every component. */
export function assertTalk({ clock, caller, callee }: Meeting, components: readonly Component[] = [1, 2]): void {
  for (const component of components) {
    assert.ok(caller.agent.send(component, Buffer.from(`\x80 from caller ${component}`)));
    assert.ok(callee.agent.send(component, Buffer.from(`\x80 from callee ${component}`)));
  }
  clock.advance(1000);
  for (const component of components) {
    assert.ok(callee.datagrams.some(([at, text]) => at === component && text.endsWith(`from caller ${component}`)));
    assert.ok(caller.datagrams.some(([at, text]) => at === component && text.endsWith(`from callee ${component}`)));
  }
}

/** Each has a pair for every component, and nothing failed; where one sees the other come from is where it sends to. */
export function assertSelected({ caller, callee }: Meeting, components: readonly Component[] = [1, 2]): void {
  for (const { selected, failures } of [caller, callee]) {
    assert.deepEqual(failures, []);
    assert.deepEqual([...new Set(selected.map(([component]) => component))].sort(), components);
  }
  const place = ({ host, port }: TransportAddress) => `${host} ${port}`;
  for (const component of components) {
    const [one, other] = [caller.agent.selected(component), callee.agent.selected(component)];
    assert.ok(one && other);
    assert.deepEqual([place(one.mapped), place(other.mapped)], [place(other.remote), place(one.remote)]);
  }
}
