import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { freeMeans, type PortRange } from '../../../main/core/media-means.ts';
import { bindSocket, closeSocket } from '../../../main/media/udp/socket.ts';
import { until } from '../../desktop/until.ts';
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

function gateway(ports: PortRange, videoPorts: PortRange | null = null): HeardGateway {
  const heard = new HeardGateway(undefined, true, { ...freeMeans, ports, videoPorts });
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

const pictures = ['m=video 40002 RTP/AVP 100', 'a=rtpmap:100 VP8/90000', 'a=sendrecv', ''].join('\r\n');
/** Every port of ours that the line of pictures names. */
const picturePorts = (sdp: string) => {
  const [, video = ''] = sdp.split(/^(?=m=video)/m);
  const named = [/^m=video (\d+)/gm, /^a=rtcp:(\d+)/gm, /^a=candidate:\S+ \d UDP \d+ \S+ (\d+) typ host/gm];
  return named.flatMap((each) => [...video.matchAll(each)].map(([, port]) => Number(port)));
};

for (const [kind, offer] of [
  ['straight', `${plainOffer(far)}${pictures}`],
  [
    'by ICE',
    `${plainOffer({ ...far, ice })}${pictures}${plainOffer({ ...far, ice })
      .split(/^(?=m=)/m)[1]
      ?.replace(/^m=.*\r\n|^a=rtpmap.*\r\n/gm, '')}`,
  ],
] as const) {
  test(`pictures ${kind} keep to theirs`, async () => {
    const heard = gateway({ first: range.first, last: range.first + 9 }, { first: range.first + 10, last: range.last });
    heard.gateway.handle({ type: 'prepare', callId, offer });
    const answered = await until('an answer with pictures', () =>
      heard.events.flatMap((event) => (event.type === 'video' ? (event.video.farAnswer ?? []) : [])).at(-1),
    );
    const ports = picturePorts(answered);
    assert.ok(ports.length >= 2);
    for (const port of ports) assert.ok(port >= range.first + 10 && port <= range.last, `${port} is not for pictures`);
    const voice = answeredTarget(answered);
    for (const port of [voice.rtpPort, voice.rtcpPort]) assert.ok(port >= range.first && port < range.first + 10);
  });
}

test('so do those of a call out', async () => {
  const heard = gateway({ first: range.first, last: range.first + 9 }, { first: range.first + 10, last: range.last });
  const { farOffer } = await heard.callsOut(callId, true);
  const ports = picturePorts(farOffer);
  assert.ok(ports.length >= 2);
  for (const port of ports) assert.ok(port >= range.first + 10 && port <= range.last, `${port} is not for pictures`);
});

test('where each of them is taken the call has no sound, in words', async () => {
  const few = { first: range.first, last: range.first + 3 };
  const taken = await Promise.all([0, 1, 2, 3].map((at) => bindSocket('127.0.0.1', few.first + at)));
  for (const each of taken) if (each.ok) ends.push(() => closeSocket(each.value));
  const heard = gateway(few);
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far) });
  const { failure, message } = await heard.event(callId, 'failed');
  assert.deepEqual([failure, message], ['allocation', `no port from ${few.first} to ${few.last} is free`]);
});
