import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import { readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { until } from '../../desktop/until.ts';
import { type Carrier, directCarrier } from '../../peers/carrier.ts';
import { Coturn } from '../../peers/coturn.ts';
import { answeredTarget, type HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import type { LibniceOptions } from '../../peers/libnice/libnice-peer.ts';
import { startMsTurnServer } from '../../peers/ms-turn/server.ts';
import { bothAreHeard, calledLibnice, callId, callOut, endAll, ends, offeredTo } from './libnice-call.ts';

afterEach(endAll);

const offering = 'the call';
const standard = ['a=ice-options:ice2'];

/** A call that libnice answers. */
async function talking(means: MediaMeans, more: Partial<LibniceOptions>, says: readonly string[] = []) {
  const calling = await callOut(means);
  const called = offeredTo(await calledLibnice(more, says), calling.farOffer);
  const call = { ...calling, ...called };
  await accepted(call);
  return call;
}

async function accepted({ heard, far }: Pick<Awaited<ReturnType<typeof talking>>, 'heard' | 'far'>): Promise<void> {
  heard.gateway.handle({ type: 'start', callId });
  const event = await heard.answered({ callId, offering }, plainOffer(far.local));
  assert.equal(event.type, 'answer-taken', JSON.stringify(event));
}

/**
 * An offer of ours with what was chosen alone. Voice is heard over the first way that works, before either side has chosen one; an offer from that time
 * names all candidates, and is withdrawn here.
 */
function offeredOnceChosen(heard: HeardGateway, direction: 'sendrecv' | 'inactive') {
  return until('an offer of the chosen way alone', async () => {
    const offered = await heard.offers(callId, direction);
    if (candidatesOf(offered.farOffer).length === 2) return offered;
    heard.gateway.handle({ type: 'withdraw', callId, offering: offered.offering, unseen: true });
    return null;
  });
}

const candidatesOf = (sdp: string) => sdp.match(/^a=candidate.*$/gm) ?? [];

for (const mode of ['oc2007r2', 'rfc5245'] as const) {
  for (const role of ['controlled', 'controlling'] as const) {
    test(`libnice in mode ${mode} is called, as ${role}: both are heard, it is told the way, held and resumed`, async () => {
      const call = await talking(freeMeans, { mode, role }, mode === 'rfc5245' ? standard : []);
      const { heard, far } = call;
      await bothAreHeard(call);
      if (mode === 'oc2007r2' && role === 'controlled') await heard.event(callId, 'path-chosen');
      for (const direction of ['sendrecv', 'inactive', 'sendrecv'] as const) {
        const offered = await offeredOnceChosen(heard, direction);
        assert.equal(answeredTarget(offered.farOffer).ice?.ufrag, answeredTarget(call.farOffer).ice?.ufrag);
        const answer = plainOffer(far.local).replace('sendrecv', direction);
        assert.equal((await heard.answered(offered, answer)).type, 'answer-taken');
        if (direction === 'sendrecv') await bothAreHeard(call);
      }
      assert.ok(heard.events.filter(({ type }) => type === 'path-chosen').length <= 1);
      assert.ok(!heard.events.some(({ type }) => type === 'failed'));
    });
  }
}

test('libnice that is lite is called', async () => {
  const call = await talking(freeMeans, { mode: 'rfc5245', kind: 'lite' }, ['a=ice-lite']);
  await bothAreHeard(call);
});

test('libnice that waits for connections of TCP alone is called', async () => {
  const call = await talking(freeMeans, { kind: 'full-tcp' });
  await bothAreHeard(call);
  await call.heard.event(callId, 'path-chosen');
  const offered = await call.heard.offers(callId, 'sendrecv');
  assert.match(offered.farOffer, / TCP-ACT /);
  assert.equal((await call.heard.answered(offered, plainOffer(call.far.local))).type, 'answer-taken');
  await bothAreHeard(call);
});

test('of two of libnice that ring, either is heard, and the one that accepts is talked to', async () => {
  const calling = await callOut(freeMeans);
  const [one, other] = [await calledLibnice(), await calledLibnice()];
  const both = [one, other].map((far) => offeredTo(far, calling.farOffer));
  for (const [fork, far] of [
    ['one', one],
    ['other', other],
  ] as const) {
    calling.heard.gateway.handle({
      ...{ type: 'provisional-answer', callId, offering, fork },
      answer: plainOffer(far.local),
    });
    await speaksUntil(far, () =>
      calling.heard.events.some((event) => event.type === 'early-media' && event.fork === fork),
    );
  }
  await accepted({ heard: calling.heard, far: one });
  const [first, second] = both;
  assert.ok(first && second);
  await bothAreHeard({ ...calling, ...first });
  const voices = second.farPackets.flatMap((packet) => readRtp(packet) ?? []);
  assert.deepEqual(voices, [], 'nothing was said to the one that did not accept');
});

let sequence = 0;

async function speaksUntil(far: Carrier, isHeard: () => boolean): Promise<void> {
  await until('early media', () => {
    sequence += 1;
    const fields = { payloadType: 0, marker: false, sequenceNumber: sequence, timestamp: sequence * 160, ssrc: 7 };
    far.send('rtp', writeRtp({ ...fields, payload: Buffer.from('ringing') }));
    return isHeard();
  });
}

for (const transport of ['udp', 'tcp'] as const) {
  test(`over coturn alone, reached over ${transport}, who is called and who calls are heard`, async () => {
    const coturn = await Coturn.start({ noUdp: transport === 'tcp' });
    ends.push(() => coturn.stop());
    const { userName, password, address, port } = coturn;
    const udpPort = transport === 'udp' ? port : null;
    const servers = [{ host: address, addresses: [], udpPort, tcpPort: port }];
    const call = await talking({ ...freeMeans, relays: { userName, password, servers }, relayOnly: true }, {});
    const candidates = candidatesOf(call.farOffer);
    assert.equal(candidates.length, 2);
    for (const line of candidates) assert.match(line, / UDP \d+ 127\.0\.0\.1 \d+ typ relay raddr 0\.0\.0\.0 rport 9$/);
    await bothAreHeard(call);
    await coturn.said(/CHANNEL_BIND processed, success/);
    await bothAreHeard(call);
  });
}

test('over a relay of Skype for Business alone, who is called and who calls are heard', async () => {
  const server = await startMsTurnServer();
  ends.push(() => server.stop());
  const { udp, tcp, options } = server;
  assert.ok(udp && tcp);
  const { username: userName, password } = options.token;
  const servers = [{ host: udp.host, addresses: [], udpPort: udp.port, tcpPort: tcp.port }];
  const call = await talking({ ...freeMeans, relays: { userName, password, servers }, relayOnly: true }, {});
  await bothAreHeard(call);
  await until('active destinations', () => server.journal.of('active-destination').length >= 2);
  await bothAreHeard(call);
  call.heard.gateway.handle({ type: 'close', callId });
  await call.heard.event(callId, 'closed');
  await until('the ends', () => server.journal.of('ended').length >= 2);
});

test('an answer without ICE goes over the relay that the offer named', async () => {
  const coturn = await Coturn.start();
  ends.push(() => coturn.stop());
  const { userName, password, address, port } = coturn;
  const servers = [{ host: address, addresses: [], udpPort: port, tcpPort: port }];
  const calling = await callOut({ ...freeMeans, relays: { userName, password, servers } });
  const far = await directCarrier('127.0.0.1');
  ends.push(() => far.close());
  const called = offeredTo(far, calling.farOffer);
  assert.match(calling.farOffer, new RegExp(` 127\\.0\\.0\\.1 ${answeredTarget(calling.farOffer).rtpPort} typ relay`));
  await accepted({ heard: calling.heard, far });
  await bothAreHeard({ ...calling, ...called });
});
