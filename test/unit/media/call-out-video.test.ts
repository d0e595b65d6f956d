import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import type { VideoStanding } from '../../../main/core/ports.ts';
import { readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { isRtcp } from '../../../main/media/rtp/rtcp.ts';
import { chooseKey } from '../../../main/media/sdp/crypto-line.ts';
import { inTheClear, type Protection, protectedBy } from '../../../main/media/srtp/protection.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair } from '../../peers/datagram-pair.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { FarAgent, type FarAgentOptions } from './far-agent.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a call';
const offering = 'the call';
const [voiceKey, videoKey] = [7, 11].map((step) =>
  Buffer.from(Array.from({ length: 30 }, (_, at) => at * step)).toString('base64'),
) as [string, string];

let heard: HeardGateway;
let farOffer: string;
let open: { close(): Promise<unknown> }[];
let said: number;

beforeEach(() => {
  [open, said] = [[], 0];
});

// All that a test opened, also one that failed half way: a port that stays open would keep this process for ever.
afterEach(() => Promise.all(open.map((each) => each.close())));

async function calling(means: MediaMeans = freeMeans): Promise<void> {
  heard = new HeardGateway(undefined, true, means);
  open.push(heard.gateway);
  const called = await heard.callsOut(callId, true);
  ({ farOffer } = called);
  await connected(called.nearOffer, 'near-answer');
}

async function connected(nearOffer: string, type: 'near-answer' | 'picture-answer'): Promise<NearPeer> {
  const { peer, answer } = await NearPeer.answering(nearOffer);
  open.push(peer);
  heard.gateway.handle({ type, callId, sdp: answer });
  return peer;
}

async function agent(options: FarAgentOptions): Promise<FarAgent> {
  const far = await FarAgent.open({ answers: true, ...options });
  open.push(far);
  return far;
}

const sectionOf = (sdp: string, kind: 'audio' | 'video'): string =>
  sdp.split(/^(?=m=)/m).find((section) => section.startsWith(`m=${kind}`)) ?? '';

/** The video line of an agent, as one description has it with its voice. */
function videoOf(far: FarAgent): string {
  const described = far.describe(['a=rtpmap:96 VP8/90000', 'a=rtcp-fb:96 nack pli', 'a=sendrecv']);
  return described
    .slice(described.indexOf('m=audio'))
    .replace(/^m=audio (\d+ \S+) .*\r$/m, 'm=video $1 96\r')
    .replace('a=rtpmap:101 telephone-event/8000\r\n', '');
}

const standings = (): VideoStanding[] => heard.events.flatMap((event) => (event.type === 'video' ? [event.video] : []));

const standing = (is: (standing: VideoStanding) => boolean): Promise<VideoStanding> =>
  until('a standing of the video', () => standings().findLast(is));

const count = (type: string): number => heard.events.filter((event) => event.type === type).length;

async function accepted(answer: string): Promise<void> {
  heard.gateway.handle({ type: 'start', callId });
  const event = await heard.answered({ callId, offering }, answer);
  assert.equal(event.type, 'answer-taken', JSON.stringify(event));
}

interface Far {
  speak(payload: Buffer): void;
  heard(): Buffer[];
}

async function bothAreSeen(near: NearPeer, far: Far): Promise<void> {
  const [there, here] = [Buffer.from('far picture'), Buffer.from('near picture')];
  await until('a picture in the window', () => {
    far.speak(there);
    return near.received.some(({ payload }) => payload.equals(there));
  });
  await until('a picture at the far side', async () => {
    said += 1;
    await near.send({ payloadType: 96, sequenceNumber: said, timestamp: said * 3000, payload: here });
    return far.heard().some((payload) => payload.equals(here));
  });
}

/** A far side without ICE, at a pair of ports for each stream. */
class Telephone implements Far {
  readonly #voice: DatagramPair;
  readonly #video: DatagramPair;
  #protection: Protection = inTheClear;
  #came: Buffer[] = [];
  #sequence = 0;

  private constructor(voice: DatagramPair, video: DatagramPair) {
    [this.#voice, this.#video] = [voice, video];
    video.onDatagram((kind, datagram) => {
      const opened = kind === 'rtp' ? this.#protection.openRtp(datagram) : null;
      const packet = opened === null || isRtcp(opened) ? null : readRtp(opened);
      if (packet !== null) this.#came.push(packet.payload);
    });
  }

  static async open(): Promise<Telephone> {
    const [voice, video] = await Promise.all([DatagramPair.bind('127.0.0.1'), DatagramPair.bind('127.0.0.1')]);
    open.push(voice, video);
    return new Telephone(voice, video);
  }

  answer(keys?: { readonly voice: string; readonly video: string }): string {
    const { rtpPort, rtcpPort } = this.#video.local;
    const lines = [
      `m=video ${rtpPort} RTP/${keys === undefined ? 'AVP' : 'SAVP'} 96`,
      'c=IN IP4 127.0.0.1',
      `a=rtcp:${rtcpPort} IN IP4 127.0.0.1`,
      'a=rtpmap:96 VP8/90000',
      ...(keys === undefined ? [] : [`a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${keys.video}|2^31`]),
      'a=sendrecv',
      '',
    ].join('\r\n');
    if (keys !== undefined) this.#protection = protectedBy(keyOf(lines), keyOf(sectionOf(farOffer, 'video')));
    return `${plainOffer({ ...this.#voice.local, key: keys?.voice })}${lines}`;
  }

  speak(payload: Buffer): void {
    this.#sequence += 1;
    const at = { sequenceNumber: this.#sequence, timestamp: this.#sequence * 3000, ssrc: 77 };
    const datagram = this.#protection.protectRtp(writeRtp({ payloadType: 96, marker: false, ...at, payload }));
    const target = answeredTarget(sectionOf(farOffer, 'video').replace('m=video', 'm=audio'));
    if (datagram !== null) this.#video.send('rtp', datagram, target);
  }

  heard(): Buffer[] {
    return this.#came.splice(0);
  }
}

function keyOf(lines: string) {
  const key = chooseKey((lines.match(/^a=crypto:.*/gm) ?? []).map((line) => line.slice('a=crypto:'.length).trim()));
  assert.ok(key);
  return key;
}

async function canBind(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  socket.bind({ port, exclusive: true });
  const isBound = await once(socket, 'listening').then(
    () => true,
    () => false,
  );
  socket.close();
  return isBound;
}

const portOf = (section: string): number => Number(/^m=\w+ (\d+)/.exec(section)?.[1]);

test('a call with pictures offers them behind the voice, at ports and under a key of their own', async () => {
  await calling();
  const [voice, video] = [sectionOf(farOffer, 'audio'), sectionOf(farOffer, 'video')];
  assert.match(farOffer, /^m=audio .*^m=video /ms);
  assert.match(video, /^m=video [1-9]\d+ RTP\/AVP 97 98 96\r\nc=IN IP4 \S+\r\na=rtcp:[1-9]\d+ IN IP4 \S+\r\n/);
  for (const line of [
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-mux',
    'a=encryption:optional',
    'a=label:main-video',
    'a=sendrecv',
  ])
    assert.ok(video.includes(`\r\n${line}\r\n`), line);
  assert.notEqual(portOf(voice), portOf(video));
  const [one, other] = [voice, video].map((section) => keyOf(section).master);
  assert.ok(one && other && !one.equals(other));
  assert.notEqual(/a=ice-ufrag:.*/.exec(voice)?.[0], /a=ice-ufrag:.*/.exec(video)?.[0]);
});

test('where encryption is required, of pictures it is too', async () => {
  await calling({ ...freeMeans, encrypted: true });
  assert.match(sectionOf(farOffer, 'video'), /^m=video \d+ RTP\/SAVP .*\r\na=encryption:required\r\n/s);
});

for (const [name, keys] of [
  ['in the clear', undefined],
  ['encrypted, under a key of its own', { voice: voiceKey, video: videoKey }],
] as const) {
  test(`who answers without ICE is seen and sees, ${name}`, async () => {
    await calling();
    const far = await Telephone.open();
    await accepted(far.answer(keys));
    const { nearOffer } = await standing((now) => now.agreed && now.nearOffer !== null);
    await bothAreSeen(await connected(nearOffer ?? '', 'picture-answer'), far);
  });
}

for (const mux of [false, true]) {
  test(`who answers by ICE is seen and sees, ${mux ? 'on one port' : 'on two'}, and is told of both ways`, async () => {
    await calling();
    const [voice, video] = await Promise.all([
      agent({ key: voiceKey, mux }),
      agent({ key: videoKey, mux, payloadType: 96 }),
    ]);
    voice.take(sectionOf(farOffer, 'audio'));
    video.take(sectionOf(farOffer, 'video'));
    await accepted(`${voice.describe()}${videoOf(video)}`);
    const { nearOffer } = await standing((now) => now.agreed && now.nearOffer !== null);
    await bothAreSeen(await connected(nearOffer ?? '', 'picture-answer'), video);
    await until('both ways to be chosen', () => voice.complete && video.complete);
    await until('to be asked to tell them', () => count('path-chosen') > 0);
    const told = await until('an offer with both', async () => {
      const offered = await heard.offers(callId, 'sendrecv');
      heard.gateway.handle({ type: 'withdraw', callId, offering: offered.offering, unseen: true });
      const isTold = (kind: 'audio' | 'video') => sectionOf(offered.farOffer, kind).includes('a=remote-candidates:');
      return isTold('audio') && isTold('video') ? offered.farOffer : undefined;
    });
    assert.match(sectionOf(told, 'video'), /\r\na=sendrecv\r\n$/);
  });
}

test('once somebody has accepted, the checks of others to the ports of pictures are answered no more', async () => {
  await calling();
  const [voice, video, other] = await Promise.all([
    agent({ key: voiceKey }),
    agent({ key: videoKey, payloadType: 96 }),
    agent({ key: videoKey, payloadType: 96 }),
  ]);
  voice.take(sectionOf(farOffer, 'audio'));
  video.take(sectionOf(farOffer, 'video'));
  await accepted(`${voice.describe()}${videoOf(video)}`);
  await until('both ways to be chosen', () => voice.complete && video.complete);
  other.take(sectionOf(farOffer, 'video'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(other.answered, 0);
});

test('pictures without ICE beside a voice with it stop and come again', async () => {
  await calling();
  const [voice, far] = [await agent({ key: voiceKey }), await Telephone.open()];
  voice.take(sectionOf(farOffer, 'audio'));
  const shown = sectionOf(far.answer(), 'video');
  await accepted(`${voice.describe()}${shown}`);
  const { nearOffer } = await standing((now) => now.agreed && now.nearOffer !== null);
  const near = await connected(nearOffer ?? '', 'picture-answer');
  await bothAreSeen(near, far);
  await until('the voice to have its way', () => voice.complete);
  heard.gateway.handle({ type: 'video', callId, wish: 'receive' });
  const offered = await heard.offers(callId, 'sendrecv');
  const answer = `${voice.describe()}${shown.replace('a=sendrecv', 'a=sendonly')}`;
  assert.equal((await heard.answered(offered, answer)).type, 'answer-taken');
  assert.deepEqual([standings().at(-1)?.agreed, count('video-failed')], [true, 0]);
});

test('the word that somebody answered may come before their answer, and pictures wait for it', async () => {
  await calling();
  const far = await Telephone.open();
  heard.gateway.handle({ type: 'start', callId });
  await until('the call to be up', () => count('figures') > 0);
  assert.equal((await heard.answered({ callId, offering }, far.answer())).type, 'answer-taken');
  const { nearOffer } = await standing((now) => now.agreed && now.nearOffer !== null);
  await bothAreSeen(await connected(nearOffer ?? '', 'picture-answer'), far);
});

for (const [name, refuse] of [
  ['refuses them in their place', (sdp: string) => sdp.replace(/m=video \d+ .*/s, 'm=video 0 RTP/AVP 96\r\n')],
  ['says nothing of them', (sdp: string) => sdp.replace(/m=video .*/s, '')],
] as const) {
  test(`of one who ${name} the voice is kept, and their ports are given back`, async () => {
    await calling();
    const far = await Telephone.open();
    const port = portOf(sectionOf(farOffer, 'video'));
    await accepted(refuse(far.answer()));
    assert.ok(standings().every(({ agreed }) => !agreed));
    await until('its port to be free', () => canBind(port));
    const { farOffer: next } = await heard.offers(callId, 'inactive');
    assert.match(next, /\r\nm=video 0 RTP\/AVP \d+\r\n$/);
  });
}

test('an answer that takes another key has the voice alone', async () => {
  await calling();
  const far = await Telephone.open();
  const answer = far.answer({ voice: voiceKey, video: videoKey });
  const video = sectionOf(answer, 'video');
  await accepted(answer.replace(video, video.replace('a=crypto:1', 'a=crypto:2')));
  assert.equal(count('video-failed'), 1);
  assert.ok(standings().every(({ agreed }) => !agreed));
});

test('a call that is taken back gives the ports of its pictures back', async () => {
  await calling();
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  await until('its port to be free', () => canBind(portOf(sectionOf(farOffer, 'video'))));
});
