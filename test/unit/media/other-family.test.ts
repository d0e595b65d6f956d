import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { afterEach, test } from 'node:test';
import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';

const callId = 'a call';
const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
const ports = { rtpPort: 40_000, rtcpPort: 40_001 };
const iceAt = (host: string) => ({
  ufrag: 'abcd',
  pwd: 'password-of-22-letters',
  candidates: [1, 2].map((number) => `a=candidate:1 ${number} UDP 2130706431 ${host} 4000${number} typ host`),
});
const straight = (address: string) => plainOffer({ ...ports, address });
const byIce = (host: string) => plainOffer({ ...ports, address: '127.0.0.1', ice: iceAt(host) });

/** As a computer whose only address is one of IPv4. */
const onlyIpv4: MediaMeans = { ...freeMeans, networks: ['127.0.0.0/8'] };
/** Nobody is at that port. */
const silentRelay = { host: '127.0.0.1', addresses: [], udpPort: 9, tcpPort: null };

let heard: HeardGateway;
afterEach(() => heard.gateway.close());

async function refusalOf(offer: string, means: MediaMeans): Promise<string> {
  heard = new HeardGateway(undefined, true, means);
  heard.gateway.handle({ type: 'prepare', callId, offer });
  return (await heard.event(callId, 'failed')).failure;
}

test('an offer of IPv6 alone is refused as such before it rings, straight and by ICE', async () => {
  assert.equal(await refusalOf(straight('::1'), onlyIpv4), 'no-ipv6');
  await heard.gateway.close();
  assert.equal(await refusalOf(byIce('::1'), onlyIpv4), 'no-ipv6');
});

test('a relay might have reached it; where none does, it is refused once that is known', async () => {
  const relays = { userName: 'ana', password: 'secret', servers: [silentRelay] };
  assert.equal(await refusalOf(byIce('::1'), { ...onlyIpv4, relays }), 'no-ipv6');
  assert.ok(heard.events.some(({ type }) => type === 'relays-asked'));
  await heard.gateway.close();
  // By nothing but ICE does a relay help.
  assert.equal(await refusalOf(straight('::1'), { ...onlyIpv4, relays }), 'no-ipv6');
});

test('a call that is up goes on where the far side would move to IPv6', async () => {
  heard = new HeardGateway(undefined, true, onlyIpv4);
  heard.gateway.handle({ type: 'prepare', callId, offer: straight('127.0.0.1') });
  const { rtpPort } = answeredTarget((await heard.event(callId, 'prepared')).farAnswer);
  const outcome = await heard.offeredAgain(callId, straight('::1'));
  assert.equal(outcome.type === 'renegotiation-failed' && outcome.failure, 'no-ipv6');
  assert.equal(answeredTarget(await heard.renegotiated(callId, straight('127.0.0.1'))).rtpPort, rtpPort);
});

test('whoever answers a call of ours by IPv6 alone is told apart, too', async () => {
  heard = new HeardGateway(undefined, true, onlyIpv4);
  await heard.callsOut(callId);
  heard.gateway.handle({ type: 'far-answer', callId, offering: 'the call', answer: byIce('::1') });
  assert.equal((await heard.event(callId, 'offer-failed')).failure, 'no-ipv6');
});

test('a route that is not there says of IPv6 the same', async () => {
  // Documentation addresses (RFC 3849) lead nowhere; in networks that would send there the call is prepared.
  heard = new HeardGateway(undefined, true, { ...freeMeans, networks: ['::1/128'] });
  heard.gateway.handle({ type: 'prepare', callId, offer: straight('2001:db8::9') });
  const { failure } = await heard.event(callId, 'failed');
  assert.ok(failure === 'no-ipv6' || failure === 'no-path', failure);
});

test('voice keeps to the networks that an administrator names', { skip: !hasIpv6 && 'no ::1 here' }, async () => {
  const hosts = (sdp: string) =>
    [...sdp.matchAll(/^a=(?:x-)?candidate\S+ \d UDP \d+ (\S+) /gm)].map(([, host]) => host);
  const offer = byIce('127.0.0.1')
    .replace('a=candidate:1 2', 'a=candidate:1 1')
    .replace(/127\S+ 40002/, '::1 40002');
  for (const [network, host] of [
    ['127.0.0.0/8', '127.0.0.1'],
    ['::1/128', '::1'],
  ] as const) {
    heard = new HeardGateway(undefined, true, { ...freeMeans, networks: [network] });
    heard.gateway.handle({ type: 'prepare', callId, offer });
    const { farAnswer } = await heard.event(callId, 'prepared');
    assert.deepEqual([...new Set(hosts(farAnswer))], [host]);
    const { farOffer } = await heard.callsOut('a call out');
    assert.deepEqual([...new Set(hosts(farOffer))], [host]);
    await heard.gateway.close();
  }
});

test('a computer that is in none of those has no sound for that reason, straight, by ICE, and with a relay', async () => {
  const elsewhere = { ...freeMeans, networks: ['198.51.100.0/24'] };
  const relays = { userName: 'ana', password: 'secret', servers: [silentRelay] };
  for (const [offer, means] of [
    [straight('127.0.0.1'), elsewhere],
    [byIce('127.0.0.1'), elsewhere],
    [byIce('127.0.0.1'), { ...elsewhere, relays }],
  ] as const) {
    assert.equal(await refusalOf(offer, means), 'no-network');
    assert.ok(!heard.events.some(({ type }) => type === 'relays-asked'), 'nothing is sent from another network');
    await heard.gateway.close();
  }
  heard = new HeardGateway(undefined, true, elsewhere);
  heard.gateway.handle({ type: 'call-out', callId, offering: 'the call' });
  assert.equal((await heard.event(callId, 'failed')).failure, 'no-network');
});

test('where it is in one of them, and the way begins in another, the far side may try another way', {
  skip: !hasIpv6 && 'no ::1 here',
}, async () => {
  const means = { ...freeMeans, networks: ['::1/128'] };
  assert.equal(await refusalOf(straight('127.0.0.1'), means), 'no-path');
});
