import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import type { MediaEvent, VideoStanding, VideoWish } from '../../../main/core/ports.ts';
import { readNacks, writeNack } from '../../../main/media/rtp/missing-packets.ts';
import { type RtpPacket, readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { asksForPicture, writePli } from '../../../main/media/rtp/picture-request.ts';
import { isRtcp, writeRtcp } from '../../../main/media/rtp/rtcp.ts';
import { chooseKey } from '../../../main/media/sdp/crypto-line.ts';
import { inTheClear, type Protection, protectedBy } from '../../../main/media/srtp/protection.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair, type Target } from '../../peers/datagram-pair.ts';
import { HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { delivered } from './delivered.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a call';
const picture = Buffer.from('a piece of a picture');
const farType = 100;
const farSsrc = 77;
const [audioKey, videoKey] = ['A', 'B'].map((letter) => letter.repeat(40)) as [string, string];

let heard: HeardGateway;
let farVoice: DatagramPair;
let farVideo: DatagramPair;
let farPictures: RtpPacket[];
let farReports: Buffer[];
let nears: NearPeer[];
let protection: Protection;

beforeEach(async () => {
  heard = new HeardGateway();
  [farVoice, farVideo] = await Promise.all([DatagramPair.bind('127.0.0.1'), DatagramPair.bind('127.0.0.1')]);
  [farPictures, farReports, nears, protection] = [[], [], [], inTheClear];
  farVideo.onDatagram((kind, datagram) => {
    const opened = kind === 'rtp' ? protection.openRtp(datagram) : protection.openRtcp(datagram);
    if (opened === null) return;
    const packet = isRtcp(opened) ? null : readRtp(opened);
    if (packet === null) farReports.push(opened);
    else farPictures.push(packet);
  });
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), farVoice.close(), farVideo.close(), ...nears.map((near) => near.close())]);
});

/** Lines of a video at the far side's second pair of ports. */
function videoLines(key?: string, direction = 'sendrecv', feedback = ['nack pli']): string {
  const { address, rtpPort, rtcpPort } = farVideo.local;
  return [
    `m=video ${rtpPort} RTP/${key === undefined ? 'AVP' : 'SAVP'} ${farType}`,
    `c=IN IP4 ${address}`,
    `a=rtcp:${rtcpPort} IN IP4 ${address}`,
    `a=rtpmap:${farType} VP8/90000`,
    ...feedback.map((each) => `a=rtcp-fb:${farType} ${each}`),
    ...(key === undefined ? [] : [`a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}|2^31`]),
    `a=${direction}`,
    '',
  ].join('\r\n');
}

const offerOf = (key?: string, direction?: string, feedback?: string[]) =>
  `${plainOffer({ ...farVoice.local, key: key === undefined ? undefined : audioKey })}${videoLines(key, direction, feedback)}`;

/** The lines of the video in a description, the m= line first. */
function videoIn(sdp: string): string {
  return sdp.slice(sdp.indexOf('m=video'));
}

function videoTarget(sdp: string): Target {
  const section = videoIn(sdp);
  const [, port] = /^m=video (\d+)/.exec(section) ?? [];
  const [, rtcp] = /^a=rtcp:(\d+)/m.exec(section) ?? [];
  return { address: '127.0.0.1', rtpPort: Number(port), rtcpPort: Number(rtcp) };
}

function keyOf(lines: string) {
  return chooseKey((lines.match(/^a=crypto:.*/gm) ?? []).map((line) => line.slice('a=crypto:'.length).trim()));
}

const standings = (): VideoStanding[] =>
  heard.events.flatMap((event: MediaEvent) => (event.type === 'video' ? [event.video] : []));

function standing(what: string, is: (standing: VideoStanding) => boolean): Promise<VideoStanding> {
  return until(what, () => {
    const last = standings().at(-1);
    return last !== undefined && is(last) ? last : undefined;
  });
}

async function connectVoice(): Promise<string> {
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const { peer, answer } = await NearPeer.answering(nearOffer);
  nears.push(peer);
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answer });
  await heard.event(callId, 'near-connected');
  return farAnswer;
}

/** The window of pictures answers, and is connected. */
async function connectPictures(nearOffer: string): Promise<NearPeer> {
  const { peer, answer } = await NearPeer.answering(nearOffer);
  nears.push(peer);
  heard.gateway.handle({ type: 'picture-answer', callId, sdp: answer });
  return peer;
}

const wish = (wanted: VideoWish) => heard.gateway.handle({ type: 'video', callId, wish: wanted });

/** A call that was answered with its video. */
async function seen(
  key?: string,
  feedback?: string[],
  /** What the far side does before the call is up. */
  meanwhile: (target: Target) => void | Promise<void> = () => {},
): Promise<{ readonly near: NearPeer; readonly target: Target; readonly answer: string }> {
  heard.gateway.handle({ type: 'prepare', callId, offer: offerOf(key, undefined, feedback) });
  await connectVoice();
  const { farAnswer } = await standing('an answer with video', (now) => now.farAnswer !== null);
  const answer = farAnswer ?? '';
  if (key !== undefined) protection = protectedBy(mustKey(offerOf(key)), mustKey(answer));
  wish('both');
  const { nearOffer } = await standing('an offer for the window', (now) => now.nearOffer !== null);
  const near = await connectPictures(nearOffer ?? '');
  await meanwhile(videoTarget(answer));
  heard.gateway.handle({ type: 'start', callId });
  await standing('agreement', (now) => now.agreed);
  return { near, target: videoTarget(answer), answer };
}

function mustKey(sdp: string) {
  const key = keyOf(videoIn(sdp));
  assert.ok(key);
  return key;
}

async function canBind(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  socket.bind({ port, address: '127.0.0.1', exclusive: true });
  const isBound = await once(socket, 'listening').then(
    () => true,
    () => false,
  );
  socket.close();
  return isBound;
}

let sequence = 0;
function farSends(target: Target, marker = false): void {
  sequence = (sequence + 1) & 0xffff;
  const packet = { payloadType: farType, marker, sequenceNumber: sequence, timestamp: sequence * 3000, ssrc: farSsrc };
  const datagram = protection.protectRtp(writeRtp({ ...packet, payload: picture }));
  if (datagram !== null) farVideo.send('rtp', datagram, target);
}

function farSpeaks(target: Target): void {
  sequence += 1;
  const packet = { payloadType: 0, marker: false, sequenceNumber: sequence, timestamp: sequence * 160, ssrc: 5 };
  farVoice.send('rtp', writeRtp({ ...packet, payload: Buffer.alloc(160, 0xff) }), target);
}

async function nearSends(near: NearPeer, marker = false): Promise<void> {
  sequence += 1;
  await near.send({ payloadType: 96, marker, sequenceNumber: sequence, timestamp: sequence * 3000, payload: picture });
}

async function bothAreSeen(near: NearPeer, target: Target): Promise<void> {
  const before = [near.received.length, farPictures.length] as const;
  await until('a picture in the window', () => {
    farSends(target);
    return near.received.length > before[0];
  });
  await until('a picture at the far side', async () => {
    await nearSends(near);
    return farPictures.length > before[1];
  });
}

async function neitherIsSeen(near: NearPeer, target: Target): Promise<void> {
  const before = [near.received.length, farPictures.length];
  for (let sent = 0; sent < 5; sent += 1) {
    farSends(target);
    await nearSends(near);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.deepEqual([near.received.length, farPictures.length], before);
}

test('a call is answered without its video, unless that is wished', async () => {
  heard.gateway.handle({ type: 'prepare', callId, offer: offerOf() });
  assert.match(await connectVoice(), /\r\nm=video 0 RTP\/AVP 100\r\n$/);
  const { farAnswer } = await standing('an answer with video', (now) => now.farAnswer !== null);
  heard.gateway.handle({ type: 'start', callId });
  const { agreed, offered } = await standing('the end of the offer', (now) => now.farAnswer === null);
  assert.deepEqual([agreed, offered], [false, 'met']);
  const { rtpPort } = videoTarget(farAnswer ?? '');
  await until('its port to be free', () => canBind(rtpPort));
});

for (const [name, key] of [
  ['in the clear', undefined],
  ['encrypted, under a key of its own', videoKey],
] as const) {
  test(`pictures pass both ways, ${name}, as they are`, async () => {
    const { near, target, answer } = await seen(key);
    assert.match(
      videoIn(answer),
      key === undefined ? /^m=video [1-9]\d* RTP\/AVP 100\r\n/ : /^m=video [1-9]\d* RTP\/SAVP 100\r\n/,
    );
    await bothAreSeen(near, target);
    assert.ok(near.received.every(({ payload, header }) => payload.equals(picture) && header.payloadType === 96));
    assert.ok(farPictures.every(({ payload, payloadType }) => payload.equals(picture) && payloadType === farType));
    assert.equal(new Set(farPictures.map(({ ssrc }) => ssrc)).size, 1);
  });
}

test('the numbers of pictures may begin anew before the call is up', async () => {
  const { near, target } = await seen(videoKey, undefined, async (to) => {
    sequence = 65_500;
    for (let count = 0; count < 80; count += 1) farSends(to);
    await delivered(80);
  });
  await bothAreSeen(near, target);
});

test('the mark at the end of a picture stays where it is', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  assert.ok(near.received.every(({ header }) => !header.marker) && farPictures.every(({ marker }) => !marker));
  await until('a mark in the window', () => {
    farSends(target, true);
    return near.received.some(({ header }) => header.marker);
  });
});

test('each side can ask for a whole picture of the other', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  const [fromHere] = farPictures;
  const report = writeRtcp({ ssrc: farSsrc, cname: 'far', sender: null, reception: null, bye: false });
  await until('the window to be asked', () => {
    farVideo.send('rtcp', Buffer.concat([report, writePli(farSsrc, fromHere?.ssrc ?? 0)]), target);
    return near.picturesAsked > 0;
  });
  await until('the far side to be asked', async () => {
    await near.askForPicture(near.received[0]?.header.ssrc ?? 0);
    return farReports.some((each) => asksForPicture(each, farSsrc));
  });
});

const report = () => writeRtcp({ ssrc: farSsrc, cname: 'far', sender: null, reception: null, bye: false });

for (const [name, key] of [
  ['in the clear', undefined],
  ['encrypted', videoKey],
] as const) {
  test(`what the far side misses is sent again, the same packet, ${name}`, async () => {
    const { near, target, answer } = await seen(key, ['nack', 'nack pli']);
    assert.match(videoIn(answer), /\r\na=rtcp-fb:100 nack\r\na=rtcp-fb:100 nack pli\r\n/);
    const wire: Buffer[] = [];
    farVideo.onDatagram((kind, datagram) => void (kind === 'rtp' && wire.push(Buffer.from(datagram))));
    await bothAreSeen(near, target);
    const first = wire.findLast((datagram) => !isRtcp(datagram));
    assert.ok(first);
    await until('the same again', () => {
      const nack = writeNack(farSsrc, first.readUInt32BE(8), [first.readUInt16BE(2)]);
      const datagram = protection.protectRtcp(Buffer.concat([report(), nack]));
      if (datagram !== null) farVideo.send('rtcp', datagram, target);
      return wire.filter((datagram) => datagram.equals(first)).length > 1;
    });
  });
}

test('what the window misses the far side is asked for, by the numbers that it has there', async () => {
  const { near, target } = await seen(undefined, ['nack']);
  await bothAreSeen(near, target);
  const { header } = near.received.at(-1) ?? {};
  assert.ok(header);
  const newest = sequence;
  await until('the far side to be asked', async () => {
    await near.misses(header.ssrc, [header.sequenceNumber, header.sequenceNumber + 3]);
    return farReports.some((each) => readNacks(each, farSsrc).length === 2);
  });
  const [one = 0, other = 0] = readNacks(
    farReports.find((each) => readNacks(each, farSsrc).length === 2) ?? Buffer.alloc(0),
    farSsrc,
  );
  assert.equal(other - one, 3);
  assert.ok(one <= newest && one > newest - 200, `${one} of ${newest}`);
});

const askedFar = () => farReports.filter((each) => asksForPicture(each, farSsrc)).length;

test('where a piece is lost for good the far side is asked for a whole picture at once', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  const before = askedFar();
  sequence += 1;
  await until('the far side to be asked', () => {
    farSends(target);
    return askedFar() > before;
  });
});

test('packets of other types among the pieces leave no hole', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  const before = near.received.length;
  for (const payloadType of [farType, farType + 1, farType, farType + 2, farType]) {
    sequence += 1;
    const head = { payloadType, marker: false, sequenceNumber: sequence, timestamp: sequence * 3000, ssrc: farSsrc };
    farVideo.send('rtp', writeRtp({ ...head, payload: picture }), target);
  }
  await until('the pieces', () => near.received.length >= before + 3);
  const [one = 0, other = 0, third = 0] = near.received.slice(-3).map(({ header }) => header.sequenceNumber);
  assert.deepEqual([(other - one) & 0xffff, (third - other) & 0xffff], [1, 1]);
});

test('a far side that goes on in another format is seen in that', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  const other = offerOf()
    .replace('VP8/90000', 'H264/90000')
    .replace('a=rtcp-fb', 'a=fmtp:100 profile-level-id=42e01f;packetization-mode=1\r\na=rtcp-fb');
  const before = standings().at(-1)?.nearOffer;
  const answer = await heard.renegotiated(callId, other);
  assert.match(videoIn(answer), /^m=video [1-9][\s\S]*a=rtpmap:100 H264\/90000/);
  const isNew = (now: VideoStanding) => now.nearOffer !== null && now.nearOffer !== before;
  const { nearOffer } = await standing('an offer for the window', isNew);
  assert.match(nearOffer ?? '', /H264\/90000/);
  await bothAreSeen(await connectPictures(nearOffer ?? ''), videoTarget(answer));
});

test('a video in which nothing flows is not one that is offered', async () => {
  heard.gateway.handle({ type: 'prepare', callId, offer: offerOf(undefined, 'inactive') });
  assert.match(await connectVoice(), /\r\nm=video 0 RTP\/AVP 100\r\n$/);
  heard.gateway.handle({ type: 'start', callId });
  await delivered(1);
  assert.deepEqual(
    standings().filter(({ offered, farAnswer }) => offered !== 'no' || farAnswer !== null),
    [],
  );
});

test('a far side that sends nothing again is not asked, and gets nothing again', async () => {
  const { near, target, answer } = await seen();
  assert.doesNotMatch(videoIn(answer), /a=rtcp-fb:100 nack\r\n/);
  assert.doesNotMatch(standings().at(-1)?.nearOffer ?? '', /a=rtcp-fb:96 nack\r\n/);
  await bothAreSeen(near, target);
  const { header } = near.received.at(-1) ?? {};
  await near.misses(header?.ssrc ?? 0, [header?.sequenceNumber ?? 0]);
  const [fromHere] = farPictures;
  const before = farPictures.filter(({ sequenceNumber }) => sequenceNumber === fromHere?.sequenceNumber).length;
  farVideo.send(
    'rtcp',
    Buffer.concat([report(), writeNack(farSsrc, fromHere?.ssrc ?? 0, [fromHere?.sequenceNumber ?? 0])]),
    target,
  );
  // Behind both of them in the same ways, so that what they would have brought is there.
  await until('the window to ask for a whole picture', async () => {
    await near.askForPicture(header?.ssrc ?? 0);
    farVideo.send('rtcp', Buffer.concat([report(), writePli(farSsrc, fromHere?.ssrc ?? 0)]), target);
    return near.picturesAsked > 0 && farReports.some((each) => asksForPicture(each, farSsrc));
  });
  assert.ok(farReports.every((each) => readNacks(each, farSsrc).length === 0));
  assert.equal(farPictures.filter(({ sequenceNumber }) => sequenceNumber === fromHere?.sequenceNumber).length, before);
});

test('whoever only looks is not seen', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  wish('receive');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = farPictures.length;
  await nearSends(near);
  farSends(target);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(farPictures.length, before);
  const { farOffer } = await heard.offers(callId, 'sendrecv');
  assert.match(videoIn(farOffer), /\r\na=recvonly\r\n$/);
});

test('a hold stops both pictures, and both come again', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  const offered = await heard.offers(callId, 'inactive');
  assert.match(videoIn(offered.farOffer), /^m=video [1-9].*\r\na=inactive\r\n$/s);
  const held = offerOf(undefined, 'inactive').replace('a=sendrecv', 'a=inactive');
  assert.equal((await heard.answered(offered, held)).type, 'answer-taken');
  await neitherIsSeen(near, target);
  const resumed = await heard.offers(callId, 'sendrecv');
  assert.equal((await heard.answered(resumed, offerOf())).type, 'answer-taken');
  await bothAreSeen(near, target);
});

test('reports about pictures that have one port with them stay there by an answer that names no other', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  const { rtpPort, rtcpPort } = farVideo.local;
  const shared = offerOf().replace(`a=rtcp:${rtcpPort} `, `a=rtcp-mux\r\na=rtcp:${rtpPort} `);
  assert.match(videoIn(await heard.renegotiated(callId, shared)), /\r\na=rtcp-mux\r\n/);
  const offered = await heard.offers(callId, 'sendrecv');
  assert.match(videoIn(offered.farOffer), /\r\na=rtcp-mux\r\n/);
  const unnamed = offerOf().replace(new RegExp(`a=rtcp:${rtcpPort} .*`), 'a=rtcp-mux');
  assert.equal((await heard.answered(offered, unnamed)).type, 'answer-taken');
  const kinds: string[] = [];
  farVideo.onDatagram((kind, datagram) => {
    if (isRtcp(datagram)) kinds.push(kind);
  });
  await until('a report', async () => {
    await near.askForPicture(near.received.at(-1)?.header.ssrc ?? 0);
    return kinds.length > 0;
  });
  assert.deepEqual([...new Set(kinds)], ['rtp']);
});

test('the far side holds, takes its video away, and offers it again', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  assert.match(videoIn(await heard.renegotiated(callId, offerOf(undefined, 'sendonly'))), /a=recvonly\r\n$/);
  await standing('a far side that takes none', (now) => now.agreed && now.sends && !now.takes);
  const none = offerOf().replace(/m=video \d+/, 'm=video 0');
  assert.match(await heard.renegotiated(callId, none), /m=video 0 RTP\/AVP 100\r\n$/);
  await standing('no video', (now) => !now.agreed && now.offered === 'no' && now.nearOffer === null);
  const answer = await heard.renegotiated(callId, offerOf());
  const { nearOffer } = await standing('a new offer for the window', (now) => now.agreed && now.nearOffer !== null);
  await bothAreSeen(await connectPictures(nearOffer ?? ''), videoTarget(answer));
});

for (const [name, key] of [
  ['in the clear', undefined],
  ['encrypted', videoKey],
] as const) {
  test(`a call of voice is offered a video, ${name}`, async () => {
    const voice = plainOffer({ ...farVoice.local, key: key === undefined ? undefined : audioKey });
    heard.gateway.handle({ type: 'prepare', callId, offer: voice });
    await connectVoice();
    heard.gateway.handle({ type: 'start', callId });
    wish('both');
    const offered = await heard.offers(callId, 'sendrecv');
    const lines = videoIn(offered.farOffer);
    assert.match(lines, /^m=video [1-9]\d* RTP\/S?AVP 97 98 96\r\n/);
    const answer = offerOf(key)
      .replace(`${farType} VP8`, '96 VP8')
      .replace(/(m=video .*) 100/, '$1 96')
      .replace('rtcp-fb:100', 'rtcp-fb:96');
    if (key !== undefined) protection = protectedBy(mustKey(answer), mustKey(offered.farOffer));
    assert.equal((await heard.answered(offered, answer)).type, 'answer-taken');
    const { nearOffer } = await standing('agreement', (now) => now.agreed && now.nearOffer !== null);
    const near = await connectPictures(nearOffer ?? '');
    await until('a picture at the far side', async () => {
      await nearSends(near);
      return farPictures.some(({ payloadType }) => payloadType === 96);
    });
    wish('none');
    assert.match((await heard.offers(callId, 'sendrecv')).farOffer, /m=video 0 /);
  });
}

test('a far side that refuses our video keeps the voice', async () => {
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(farVoice.local) });
  await connectVoice();
  heard.gateway.handle({ type: 'start', callId });
  wish('both');
  const offered = await heard.offers(callId, 'sendrecv');
  const refused = `${plainOffer(farVoice.local)}m=video 0 RTP/AVP 97\r\n`;
  assert.equal((await heard.answered(offered, refused)).type, 'answer-taken');
  await heard.event(callId, 'video-failed');
  wish('none');
  // What was added once is a line for ever (RFC 3264 section 8).
  assert.match((await heard.offers(callId, 'sendrecv')).farOffer, /m=video 0 RTP\/AVP 0\r\n$/);
});

test('a window of pictures that comes back gets another offer', async () => {
  const { near, target } = await seen();
  await bothAreSeen(near, target);
  const before = standings().at(-1)?.nearOffer;
  heard.gateway.handle({ type: 'picture-answer', callId, sdp: 'v=0' });
  const { nearOffer } = await standing('another offer', (now) => now.nearOffer !== null && now.nearOffer !== before);
  await bothAreSeen(await connectPictures(nearOffer ?? ''), target);
});

test('an answer of the window that cannot be read costs the video alone', async () => {
  heard.gateway.handle({ type: 'prepare', callId, offer: offerOf() });
  const voiceAnswer = await connectVoice();
  await standing('an answer with video', (now) => now.farAnswer !== null);
  wish('both');
  await standing('an offer for the window', (now) => now.nearOffer !== null);
  heard.gateway.handle({ type: 'picture-answer', callId, sdp: 'no answer' });
  await heard.event(callId, 'video-failed');
  heard.gateway.handle({ type: 'start', callId });
  await until('the voice of the far side', () => {
    farSpeaks(videoTarget(voiceAnswer.replace('m=audio', 'm=video')));
    return heard.events.some(({ type }) => type === 'far-heard');
  });
  assert.ok(!heard.events.some(({ type }) => type === 'failed'));
});
