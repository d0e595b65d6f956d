import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../../same-inputs.ts';
import { pairPriority } from '../../../../../main/media/ice/agent/candidate-pair.ts';
import { createCheckList } from '../../../../../main/media/ice/agent/check-list.ts';
import type { Candidate } from '../../../../../main/media/ice/candidates/candidate.ts';
import type { Component } from '../../../../../main/media/ice/transport-address.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { createFakeNetwork } from '../fake-network.ts';

const network = createFakeNetwork(createFakeClock());
const socket = (host: string, component: Component = 1, more: Partial<Candidate> = {}) =>
  network.host(host).socket(component, more);
const candidate = (host: string, component: Component = 1, more: Partial<Candidate> = {}) =>
  socket(host, component, more).base;

test('pairs are of one component, one family and transports that fit', () => {
  const sockets = [
    socket('10.2.0.1'),
    socket('2001:db8::2'),
    socket('10.2.0.1', 2),
    socket('10.2.0.1', 1, { transport: 'tcp-act' }),
    socket('10.2.0.1', 1, { transport: 'tcp-pass' }),
  ];
  const remotes = [
    candidate('10.1.0.1'),
    candidate('2001:db8::1'),
    candidate('10.1.0.1', 2),
    candidate('10.1.0.2', 1, { transport: 'tcp-pass' }),
    candidate('10.1.0.2', 1, { transport: 'tcp-act' }),
  ];
  const list = createCheckList(sockets, remotes, true);
  const pairs = list.all().map(({ socket: { base }, remote }) => {
    return `${base.host} ${base.transport} ${remote.host} ${remote.transport} ${remote.component}`;
  });
  assert.deepEqual(pairs.sort(), [
    '10.2.0.1 tcp-act 10.1.0.2 tcp-pass 1',
    '10.2.0.1 udp 10.1.0.1 udp 1',
    '10.2.0.1 udp 10.1.0.1 udp 2',
    '2001:db8::2 udp 2001:db8::1 udp 1',
  ]);
});

test('at first one pair of each foundation waits, of the first component where it has one', () => {
  const sockets = [socket('10.2.0.1', 1), socket('10.2.0.1', 2)];
  const remotes = (['1', '2'] as const).flatMap((foundation) =>
    ([1, 2] as const).map((component) => candidate(`10.1.0.${foundation}`, component, { foundation })),
  );
  const lone = candidate('10.1.0.3', 2, { foundation: '3' });
  const list = createCheckList(sockets, [...remotes, lone], false);
  const states = list.all().map(({ component, foundation, state }) => `${component} ${foundation} ${state}`);
  assert.deepEqual(states.sort(), ['1 1:1 waiting', '1 1:2 waiting', '2 1:1 frozen', '2 1:2 frozen', '2 1:3 waiting']);
  list.thaw('1:1');
  assert.equal(list.of(2).filter(({ state }) => state === 'waiting').length, 2);
});

test('both agents give a pair the same priority, and no two pairs of other candidates have one', () => {
  const priorities = fc.integer({ min: 1, max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(priorities, priorities, (own, other) => {
      const [one, two] = [candidate('10.2.0.1', 1, { priority: own }), candidate('10.1.0.1', 1, { priority: other })];
      assert.equal(pairPriority(one, two, true), pairPriority(two, one, false));
      if (own !== other) assert.notEqual(pairPriority(one, two, true), pairPriority(two, one, true));
      const [least, most] = [Math.min(own, other), Math.max(own, other)];
      const base = BigInt(least) * 2n ** 32n + 2n * BigInt(most);
      assert.equal(pairPriority(one, two, true), base + (own > other ? 1n : 0n));
    }),
  );
});

test('another role ranks the pairs anew', () => {
  const sockets = [socket('10.2.0.1', 1, { priority: 5 }), socket('10.2.0.2', 1, { priority: 6 })];
  const remotes = [candidate('10.1.0.1', 1, { priority: 6 }), candidate('10.1.0.2', 1, { priority: 5 })];
  const list = createCheckList(sockets, remotes, true);
  const order = () => list.of(1).map(({ socket: { base }, remote }) => `${base.priority} ${remote.priority}`);
  assert.deepEqual(order(), ['6 6', '6 5', '5 6', '5 5']);
  list.rank(false);
  assert.deepEqual(order(), ['6 6', '5 6', '6 5', '5 5']);
});
