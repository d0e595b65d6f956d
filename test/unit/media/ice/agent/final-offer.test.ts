import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeClock } from '../../fake-clock.ts';
import { createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { answerAll, askWith } from '../hand-made-peer.ts';
import { assertSelected, assertTalk, meet } from '../meeting.ts';

function stage() {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const ours = network.host('10.2.0.1').socket(1);
  const [host, relay] = [network.host('10.1.0.1').socket(1), network.host('198.51.100.9').socket(1, { priority: 5 })];
  answerAll(host, left);
  answerAll(relay, left);
  const party = createParty({
    role: 'controlled',
    local: right,
    remote: { ...left, lite: false, candidates: [host.base, relay.base] },
    components: 1,
    sockets: [ours],
    clock,
    dialect: 'ms-ice2',
  });
  const last = () => party.selected.at(-1)?.[1].remote.host;
  return { clock, ours, host, relay, party, last };
}

test('the pair that the final offer names is used, whatever was nominated', () => {
  const { clock, ours, host, relay, party, last } = stage();
  clock.advance(500);
  askWith(host, ours, { useCandidate: true });
  clock.advance(500);
  assert.equal(last(), '10.1.0.1');
  assert.ok(party.agent.confirm([{ component: 1, local: ours.base, remotes: [relay.base] }]));
  assert.equal(last(), '198.51.100.9');
  askWith(host, ours, { useCandidate: true });
  clock.advance(500);
  assert.equal(last(), '198.51.100.9');
});

test('it may come before the nomination, and before the way is known to work', () => {
  const { clock, ours, relay, party, last } = stage();
  assert.ok(party.agent.confirm([{ component: 1, local: ours.base, remotes: [relay.base] }]));
  clock.advance(500);
  assert.equal(last(), '198.51.100.9');
});

test('of several that it names the first counts that is known in a pair with ours', () => {
  const { clock, ours, host, relay, party, last } = stage();
  clock.advance(500);
  askWith(host, ours, { useCandidate: true });
  clock.advance(500);
  const unknown = { host: '10.1.0.1', port: 1 };
  assert.ok(party.agent.confirm([{ component: 1, local: ours.base, remotes: [unknown, relay.base, host.base] }]));
  assert.equal(last(), '198.51.100.9');
  assert.ok(party.agent.confirm([{ component: 1, local: ours.base, remotes: [host.base, relay.base] }]));
  assert.equal(last(), '10.1.0.1');
});

test('a pair that is not known changes nothing, and is told', () => {
  const { clock, ours, host, party, last } = stage();
  askWith(host, ours, { useCandidate: true });
  clock.advance(500);
  const elsewhere = { host: '10.1.0.1', port: 1 };
  assert.equal(party.agent.confirm([{ component: 1, local: ours.base, remotes: [elsewhere] }]), false);
  assert.equal(party.agent.confirm([{ component: 1, local: elsewhere, remotes: [host.base] }]), false);
  assert.equal(last(), '10.1.0.1');
});

test('our candidate may be named as the far side sees it behind a NAT', () => {
  const meeting = meet({ nats: ['full-cone', 'full-cone'] });
  meeting.clock.advance(5000);
  assertSelected(meeting);
  const { agent, selected } = meeting.callee;
  const named = ([1, 2] as const).map((component) => {
    const pair = agent.selected(component);
    assert.ok(pair);
    assert.equal(pair.mapped.host, '203.0.113.2');
    assert.equal(pair.local.host, '10.2.0.1');
    return { component, local: pair.mapped, remotes: [pair.remote] };
  });
  assert.ok(agent.confirm(named));
  assert.equal(selected.length, 2);
  assertTalk(meeting);
});
