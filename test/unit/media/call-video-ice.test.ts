import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { VideoStanding } from '../../../main/core/ports.ts';
import { until } from '../../desktop/until.ts';
import { HeardGateway } from '../../peers/gateway-call.ts';
import { FarAgent, type FarAgentOptions } from './far-agent.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a call';
const [voiceKey, videoKey] = [7, 11].map((step) =>
  Buffer.from(Array.from({ length: 30 }, (_, at) => at * step)).toString('base64'),
) as [string, string];

/** Whatever is waited for comes within half a minute or fails; this is for what ends a test. */
const patient = { timeout: 180_000 };

let heard: HeardGateway;
let voice: FarAgent;
let video: FarAgent;
let open: { close(): Promise<unknown> }[];
let said: number;

beforeEach(() => {
  heard = new HeardGateway();
  [open, said] = [[heard.gateway], 0];
});

// All that a test opened, also one that failed half way: a port that stays open would keep this process for ever.
afterEach(() => Promise.all(open.map((each) => each.close())), patient);

async function opened(options: FarAgentOptions): Promise<FarAgent> {
  const agent = await FarAgent.open(options);
  open.push(agent);
  return agent;
}

/** The video line of an agent, as one description has it with its voice. */
function videoOf(agent: FarAgent, tag = '1'): string {
  const described = agent.describe(['a=rtpmap:100 VP8/90000', 'a=rtcp-fb:100 nack pli', 'a=sendrecv']);
  return described
    .slice(described.indexOf('m=audio'))
    .replace(/^m=audio (\d+ \S+) .*\r$/m, 'm=video $1 100\r')
    .replace('a=rtpmap:101 telephone-event/8000\r\n', '')
    .replace('a=crypto:1', `a=crypto:${tag}`);
}

const sectionOf = (sdp: string, kind: 'audio' | 'video'): string =>
  sdp.split(/^(?=m=)/m).find((section) => section.startsWith(`m=${kind}`)) ?? '';

async function connected(nearOffer: string, type: 'near-answer' | 'picture-answer'): Promise<NearPeer> {
  const { peer, answer } = await NearPeer.answering(nearOffer);
  open.push(peer);
  heard.gateway.handle({ type, callId, sdp: answer });
  return peer;
}

function standing(is: (standing: VideoStanding) => boolean): Promise<VideoStanding> {
  return until('a standing of the video', () =>
    heard.events.flatMap((event) => (event.type === 'video' && is(event.video) ? [event.video] : [])).at(-1),
  );
}

async function pass(near: NearPeer, far: FarAgent, payloadType: number, what: string): Promise<void> {
  const [there, here] = [Buffer.from(`far ${what}`), Buffer.from(`near ${what}`)];
  await until(`${what} both ways`, async () => {
    said += 1;
    far.speak(there);
    await near.send({ payloadType, sequenceNumber: said, timestamp: said * 160, payload: here });
    return near.received.some(({ payload }) => payload.equals(there));
  });
  await until(`${what} at the far side`, async () => {
    said += 1;
    await near.send({ payloadType, sequenceNumber: said, timestamp: said * 160, payload: here });
    return far.heard().some((payload) => payload.equals(here));
  });
}

for (const [name, options] of [
  ['in the dialect of these servers, with ports for reports', { dialect: 'ms-ice2', mux: false }],
  ['in the dialect of these servers, with rtcp-mux', { dialect: 'ms-ice2', mux: true }],
  ['as RFC 8445 has it', { dialect: 'rfc5245', mux: false }],
] as const satisfies readonly (readonly [string, FarAgentOptions])[]) {
  test(`voice and pictures each find their way by ICE, under keys of their own, ${name}`, patient, async () => {
    [voice, video] = await Promise.all([
      opened({ ...options, key: voiceKey }),
      opened({ ...options, key: videoKey, payloadType: 100 }),
    ]);
    heard.gateway.handle({ type: 'prepare', callId, offer: `${voice.describe()}${videoOf(video)}` });
    const prepared = await heard.event(callId, 'prepared');
    const talking = await connected(prepared.nearOffer, 'near-answer');
    const { farAnswer } = await standing((now) => now.farAnswer !== null);
    assert.ok(farAnswer);
    heard.gateway.handle({ type: 'video', callId, wish: 'both' });
    const { nearOffer } = await standing((now) => now.nearOffer !== null);
    const seen = await connected(nearOffer ?? '', 'picture-answer');
    heard.gateway.handle({ type: 'start', callId });
    assert.notEqual(
      /a=ice-ufrag:.*/.exec(sectionOf(farAnswer, 'audio'))?.[0],
      /a=ice-ufrag:.*/.exec(sectionOf(farAnswer, 'video'))?.[0],
    );
    voice.take(sectionOf(farAnswer, 'audio'));
    video.take(sectionOf(farAnswer, 'video'));
    await pass(talking, voice, 0, 'voice');
    await pass(seen, video, 96, 'picture');
    await until('an agreement', () => video.complete && voice.complete);
  });
}

test('pictures are begun in a call of voice by an agent of their own', patient, async () => {
  [voice, video] = await Promise.all([opened({ key: voiceKey }), opened({ key: videoKey, payloadType: 96 })]);
  heard.gateway.handle({ type: 'prepare', callId, offer: voice.describe() });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const talking = await connected(nearOffer, 'near-answer');
  heard.gateway.handle({ type: 'start', callId });
  voice.take(farAnswer);
  await pass(talking, voice, 0, 'voice');
  heard.gateway.handle({ type: 'video', callId, wish: 'both' });
  const offered = await heard.offers(callId, 'sendrecv');
  const ours = sectionOf(offered.farOffer, 'video');
  const [tag = '1'] = /a=crypto:(\d+)/.exec(ours)?.slice(1) ?? [];
  const answer = `${voice.describe()}${videoOf(video, tag).replaceAll('100', '96').replace('raddr 10.1.2.3', 'raddr 10.1.2.4')}`;
  video.take(ours);
  assert.equal((await heard.answered(offered, answer)).type, 'answer-taken');
  const { nearOffer: shown } = await standing((now) => now.agreed && now.nearOffer !== null);
  await pass(await connected(shown ?? '', 'picture-answer'), video, 96, 'picture');
  await pass(talking, voice, 0, 'voice still');
});
