import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { freeMeans, type PortRange } from '../../../main/core/media-means.ts';
import { bindSocket, closeSocket } from '../../../main/media/udp/socket.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';

const callId = 'a call';
const far = { address: '127.0.0.1', rtpPort: 40_000, rtcpPort: 40_001 };
const ice = {
  ufrag: 'abcd',
  pwd: 'password-of-22-letters',
  candidates: [1, 2].map((number) => `a=candidate:1 ${number} UDP 2130706431 127.0.0.1 4000${number} typ host`),
};

let ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.map((end) => end()));
  ends = [];
});

/** Twenty ports below those that the system gives by itself. */
const range: PortRange = { first: 23_000 + (process.pid % 400) * 20, last: 23_019 + (process.pid % 400) * 20 };
const isIn = (port: number) => port >= range.first && port <= range.last;

function gateway(ports: PortRange): HeardGateway {
  const heard = new HeardGateway(undefined, true, { ...freeMeans, ports });
  ends.push(() => heard.gateway.close());
  return heard;
}

for (const [kind, offer] of [
  ['straight', plainOffer(far)],
  ['by ICE', plainOffer({ ...far, ice })],
] as const) {
  test(`a call ${kind} keeps to the ports that the server prescribes`, async () => {
    const heard = gateway(range);
    heard.gateway.handle({ type: 'prepare', callId, offer });
    const { farAnswer } = await heard.event(callId, 'prepared');
    const { rtpPort, rtcpPort } = answeredTarget(farAnswer);
    const told = [...farAnswer.matchAll(/^a=candidate:\S+ \d UDP \d+ \S+ (\d+) typ host/gm)].map(([, port]) => port);
    assert.equal(told.length > 0, kind === 'by ICE');
    for (const port of [rtpPort, rtcpPort, ...told.map(Number)]) assert.ok(isIn(port), `${port} is not in the range`);
  });
}

test('where each of them is taken the call has no sound, in words', async () => {
  const few = { first: range.first, last: range.first + 3 };
  const taken = await Promise.all([0, 1, 2, 3].map((at) => bindSocket('127.0.0.1', few.first + at)));
  for (const each of taken) if (each.ok) ends.push(() => closeSocket(each.value));
  const heard = gateway(few);
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far) });
  const { failure, message } = await heard.event(callId, 'failed');
  assert.deepEqual([failure, message], ['allocation', `no port from ${few.first} to ${few.last} is free`]);
});
