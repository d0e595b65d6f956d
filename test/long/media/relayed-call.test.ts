import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import { until } from '../../desktop/until.ts';
import { iceCarrier } from '../../peers/carrier.ts';
import { Coturn, type CoturnOptions } from '../../peers/coturn.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { bothAreHeard, callId, endAll, ends, libniceCall } from './libnice-call.ts';

afterEach(endAll);

async function relay(options: CoturnOptions = {}): Promise<Coturn> {
  const coturn = await Coturn.start(options);
  ends.push(() => coturn.stop());
  return coturn;
}

function meansOf(coturn: Coturn, more: Partial<MediaMeans> = {}, udp = true): MediaMeans {
  const { userName, password, address, port } = coturn;
  const server = { host: address, addresses: [], udpPort: udp ? port : null, tcpPort: port };
  return { ...freeMeans, relays: { userName, password, servers: [server] }, relayOnly: true, ...more };
}

const candidatesOf = (answer: string) => answer.match(/^a=candidate.*$/gm) ?? [];

for (const transport of ['udp', 'tcp'] as const) {
  test(`over a relay alone, reached over ${transport}, both are heard`, async () => {
    const coturn = await relay({ noUdp: transport === 'tcp' });
    const made = await libniceCall(meansOf(coturn, {}, transport === 'udp'));
    const candidates = candidatesOf(made.farAnswer);
    assert.equal(candidates.length, 2);
    for (const line of candidates) assert.match(line, / UDP \d+ 127\.0\.0\.1 \d+ typ relay raddr 0\.0\.0\.0 rport 9$/);
    // What is named by default is the relay's too.
    const port = answeredTarget(made.farAnswer).rtpPort;
    assert.ok(candidates.some((line) => line.includes(` 127.0.0.1 ${port} typ relay`)));
    const asked = await made.heard.event(callId, 'relays-asked');
    assert.deepEqual([asked.outcome, asked.message], ['reached', `a relay gave an address over ${transport}`]);
    await bothAreHeard(made);
    await coturn.said(/CHANNEL_BIND processed, success/);
    await bothAreHeard(made);
    made.heard.gateway.handle({ type: 'close', callId });
    await made.heard.event(callId, 'closed');
    await until(
      'both allocations to be given back',
      () => coturn.count(/closed.*reason: allocation timeout|REFRESH processed, success/) >= 2,
    );
  });
}

test('with addresses of its own beside the relay, they are told first', async () => {
  const coturn = await relay();
  const made = await libniceCall(meansOf(coturn, { relayOnly: false }));
  const types = candidatesOf(made.farAnswer).map((line) => / typ (\w+)/.exec(line)?.[1]);
  assert.ok(types.filter((type) => type === 'host').length >= 2);
  assert.equal(types.filter((type) => type === 'relay').length, 2);
  await bothAreHeard(made);
});

test('a relay that dies in a call leaves it to another way', async () => {
  const coturn = await relay();
  const made = await libniceCall(meansOf(coturn, { relayOnly: false }));
  await bothAreHeard(made);
  await coturn.stop();
  await bothAreHeard(made);
  assert.ok(!made.heard.events.some(({ type }) => type === 'failed'));
});

test('a relay over TCP that dies in a call that has no other way ends it, and why', async () => {
  const coturn = await relay();
  const made = await libniceCall(meansOf(coturn, {}, false));
  await bothAreHeard(made);
  await coturn.stop();
  const failed = await made.heard.event(callId, 'failed');
  assert.deepEqual([failed.failure, failed.message], ['no-path', 'the relay is gone, and no other way works']);
});

test('a dead relay does not keep the call from being heard, and is told', async () => {
  const coturn = await relay();
  await coturn.stop();
  const made = await libniceCall(meansOf(coturn, { relayOnly: false }));
  const asked = await made.heard.event(callId, 'relays-asked');
  assert.equal(asked.outcome, 'unreachable');
  assert.ok(candidatesOf(made.farAnswer).every((line) => !line.includes('relay')));
  await bothAreHeard(made);
});

test('credentials that the relay does not take are told, and nothing of them', async () => {
  const coturn = await relay();
  const means = meansOf(coturn, { relayOnly: false });
  assert.ok(means.relays);
  const made = await libniceCall({ ...means, relays: { ...means.relays, password: 'an-old-password' } });
  const asked = await made.heard.event(callId, 'relays-asked');
  assert.equal(asked.outcome, 'unauthorized');
  assert.doesNotMatch(JSON.stringify(made.heard.events), /an-old-password/);
  await bothAreHeard(made);
});

test('where only a relay may be used and none is there, the call has no sound, in words', async () => {
  const heard = new HeardGateway(undefined, true, { ...freeMeans, relayOnly: true });
  ends.push(() => heard.gateway.close());
  const far = await iceCarrier('127.0.0.1');
  ends.push(() => far.close());
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  const failed = await heard.event(callId, 'failed');
  assert.deepEqual(
    [failed.failure, failed.message],
    ['no-path', 'voice may go over a relay alone: the server names none'],
  );
});

test('a relay over TCP that dies while it rings ends a call that has no other way', async () => {
  const coturn = await relay();
  const heard = new HeardGateway(undefined, true, meansOf(coturn, {}, false));
  ends.push(() => heard.gateway.close());
  const far = await iceCarrier('127.0.0.1');
  ends.push(() => far.close());
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  await heard.event(callId, 'prepared');
  await coturn.stop();
  assert.equal((await heard.event(callId, 'failed')).failure, 'no-path');
});
