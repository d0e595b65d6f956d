import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CandidatePair, createPair } from '../../../../../main/media/ice/agent/candidate-pair.ts';
import { choosePairs, nominatedPair } from '../../../../../main/media/ice/agent/nomination.ts';
import { candidatePriority } from '../../../../../main/media/ice/candidates/candidate.ts';
import type { Component } from '../../../../../main/media/ice/transport-address.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { answerAll, askWith } from '../hand-made-peer.ts';
import { assertSelected, assertTalk, meet } from '../meeting.ts';

const network = createFakeNetwork(createFakeClock());

function pair(component: Component, more: Partial<CandidatePair> & { readonly way?: string }): CandidatePair {
  const { way = '1', ...rest } = more;
  const socket = network.host('10.1.0.1').socket(component, { foundation: way });
  const remote = { ...network.host(`10.2.0.${way}`).socket(component, { foundation: way }).base };
  return { ...createPair(socket, remote, true), state: 'succeeded', ...rest };
}

describe('what a controlling agent would nominate', () => {
  test('is nothing while one component has no way', () => {
    const one = pair(1, {});
    assert.deepEqual(choosePairs([1, 2], (component) => (component === 1 ? [one] : [])).pairs, []);
    assert.deepEqual(
      choosePairs([1], () => [one]),
      { pairs: [one], final: true },
    );
  });

  test('is two pairs that go the same way, even where better ones go two ways', () => {
    const [best, good] = [pair(1, { way: '1' }), pair(1, { way: '2' })];
    const [other] = [pair(2, { way: '2' })];
    const of = (component: Component) => (component === 1 ? [best, good] : [other]);
    assert.deepEqual(choosePairs([1, 2], of).pairs, [good, other]);
  });

  test('is the best of each where no two go the same way', () => {
    const [one, other] = [pair(1, { way: '1' }), pair(2, { way: '2' })];
    assert.deepEqual(choosePairs([1, 2], (component) => (component === 1 ? [one] : [other])).pairs, [one, other]);
  });

  test('knows the same way of learned candidates, which have foundations of their own, by their hosts', () => {
    const learned = (component: Component, host: string, foundation: string): CandidatePair => {
      const socket = network.host('10.1.0.1').socket(component, { foundation: '1' });
      const remote = { ...network.host(host).socket(component, { foundation }).base };
      return { ...createPair(socket, remote, true), state: 'succeeded' };
    };
    const [elsewhere, here] = [learned(1, '10.2.0.8', 'a'), learned(1, '10.2.0.9', 'b')];
    const [other] = [learned(2, '10.2.0.9', 'c')];
    const of = (component: Component) => (component === 1 ? [elsewhere, here] : [other]);
    assert.deepEqual(choosePairs([1, 2], of).pairs, [here, other]);
    const apart = { ...here, socket: network.host('10.1.0.2').socket(1, { foundation: '2' }) };
    const second = (component: Component) => (component === 1 ? [elsewhere, apart] : [other]);
    assert.deepEqual(choosePairs([1, 2], second).pairs, [elsewhere, other]);
  });

  test('is not final while a better one may still work', () => {
    const works = pair(1, { priority: 1n });
    for (const state of ['frozen', 'waiting', 'in-progress'] as const) {
      assert.equal(choosePairs([1], () => [pair(1, { priority: 2n, state }), works]).final, false);
    }
    assert.equal(choosePairs([1], () => [pair(1, { priority: 2n, state: 'failed' }), works]).final, true);
  });
});

test('of several that an aggressive peer nominates the best counts', () => {
  const [best, other] = [pair(1, { nomination: 'done' }), pair(1, { nomination: 'done' })];
  assert.equal(nominatedPair([pair(1, { nomination: 'asked' }), best, other]), best);
  assert.equal(nominatedPair([pair(1, { nomination: 'done', state: 'failed' })]), null);
});

const usesCandidate = Buffer.from([0, 0x25, 0, 0]);

test('a controlling agent nominates one pair of each component, once', () => {
  const meeting = meet({ nats: ['full-cone', 'full-cone'] });
  const nominations = new Set<string>();
  meeting.network.watch(({ bytes, from, to }) => {
    if (bytes.includes(usesCandidate)) nominations.add(`${from.port} ${to.host} ${to.port}`);
    return true;
  });
  meeting.clock.advance(10_000);
  assertSelected(meeting);
  assert.equal(nominations.size, 2);
  for (const { selected } of [meeting.caller, meeting.callee]) assert.equal(selected.length, 2);
});

test('a better way that comes up within a second is taken', () => {
  const meeting = meet({ components: 1, nats: ['full-cone', null], link: { delayMs: 10 } });
  meeting.clock.advance(900);
  assertSelected(meeting, [1]);
  const [, selected] = meeting.caller.selected[0] ?? [];
  assert.deepEqual(selected?.remote.host, '10.2.0.1');
});

test('a nomination that gets no answer for seconds is made again', () => {
  const meeting = meet();
  meeting.network.watch(({ bytes }) => !bytes.includes(usesCandidate) || meeting.clock.now() > 12_000);
  meeting.clock.advance(12_000);
  assert.deepEqual(meeting.caller.selected, []);
  meeting.clock.advance(6000);
  assertSelected(meeting);
  assertTalk(meeting);
});

test('two agents of which one nominates in vain talk over the best way when the time is up', () => {
  const meeting = meet();
  meeting.network.watch(({ bytes }) => !bytes.includes(usesCandidate));
  meeting.clock.advance(39_000);
  assert.equal(meeting.callee.selected.length, 0);
  meeting.clock.advance(1000);
  assert.deepEqual(
    meeting.callee.selected.map(([component]) => component),
    [1, 2],
  );
  assertSelected(meeting);
  assertTalk(meeting);
});

test('a peer that nominates in every check is followed to the best pair', () => {
  const clock = createFakeClock();
  const wide = createFakeNetwork(clock, { delayMs: 30 });
  const ours = wide.host('10.2.0.1').socket(1);
  const [good, best] = ['10.1.0.1', '10.1.0.2'].map((host, index) =>
    wide.host(host).socket(1, { priority: candidatePriority('host', index, 1), foundation: String(index) }),
  );
  assert.ok(good && best);
  const candidates = [good.base, best.base];
  const party = createParty({
    role: 'controlled',
    local: right,
    remote: { ...left, lite: false, candidates },
    components: 1,
    sockets: [ours],
    clock,
    dialect: 'rfc5245',
  });
  for (const socket of [good, best]) answerAll(socket, left);
  clock.advance(200);
  assert.deepEqual(party.selected, []);
  const hosts = () => party.selected.map(([, pair]) => pair.remote.host);
  askWith(good, ours, { useCandidate: true });
  clock.advance(200);
  assert.deepEqual(hosts(), ['10.1.0.1']);
  askWith(best, ours, { useCandidate: true });
  clock.advance(200);
  askWith(good, ours, { useCandidate: true });
  clock.advance(200);
  assert.deepEqual(hosts(), ['10.1.0.1', '10.1.0.2']);
});

/** A controlling agent with two peers of which the better one refuses some checks with 500; gives the nominated ones. */
function refusing(refuses: (bytes: Buffer) => boolean, others: readonly string[]): string[] {
  const clock = createFakeClock();
  const open = createFakeNetwork(clock);
  const ours = open.host('10.2.0.1').socket(1);
  const [refused, ...taken] = ['10.1.0.1', ...others].map((host, index) =>
    open.host(host).socket(1, { priority: candidatePriority('host', 9 - index, 1), foundation: String(index) }),
  );
  assert.ok(refused);
  for (const peer of taken) answerAll(peer, left);
  answerAll(refused, left, { refuses });
  const party = createParty({
    role: 'controlling',
    local: right,
    remote: { ...left, lite: false, candidates: [refused, ...taken].map(({ base }) => base) },
    components: 1,
    sockets: [ours],
    clock,
    dialect: 'ms-ice2',
  });
  clock.advance(3000);
  return party.selected.map(([, { remote }]) => remote.host);
}

test('a pair whose nomination the peer refuses, as servers do with 500, makes way for another', () => {
  const nominates = (bytes: Buffer) => bytes.includes(usesCandidate);
  assert.deepEqual(refusing(nominates, ['10.1.0.2']), ['10.1.0.2']);
  assert.deepEqual(refusing(nominates, []), []);
});

test('where there is no other it is tried again some times', () => {
  let count = 0;
  const first = (most: number) => (bytes: Buffer) => {
    if (bytes.includes(usesCandidate)) count += 1;
    return count <= most && bytes.includes(usesCandidate);
  };
  assert.deepEqual(refusing(first(2), []), ['10.1.0.1']);
  let checks = 0;
  const all = () => {
    checks += 1;
    return true;
  };
  assert.deepEqual(refusing(all, []), []);
  assert.equal(checks, 5);
});
