import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import '../same-inputs.ts';
import { readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { readReport } from '../../../main/media/rtp/read-rtcp.ts';
import { writeRtcp } from '../../../main/media/rtp/rtcp.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair, type Target } from '../../peers/datagram-pair.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { delivered } from './delivered.ts';
import { createFakeClock } from './fake-clock.ts';
import { NearPeer } from './near-peer.ts';
import { dtlsOffer } from './sdp/offers.ts';

const callId = 'a call';
const voice = Buffer.from('twenty milliseconds of voice');

let heard: HeardGateway;
let far: DatagramPair;
let farRtp: { readonly datagram: Buffer; readonly port: number }[];
let farRtcp: Buffer[];
let nears: NearPeer[];

beforeEach(async () => {
  heard = new HeardGateway();
  far = await DatagramPair.bind('127.0.0.1');
  farRtp = [];
  farRtcp = [];
  nears = [];
  far.onDatagram((kind, datagram, from) => {
    if (kind === 'rtp') farRtp.push({ datagram, port: from.port });
    else farRtcp.push(datagram);
  });
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), far.close(), ...nears.map((near) => near.close())]);
});

/** A call that rings: both legs stand, and the WebRTC one is connected. */
async function ringing(offer = plainOffer(far.local)) {
  heard.gateway.handle({ type: 'prepare', callId, offer });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const { peer, answer } = await NearPeer.answering(nearOffer);
  nears.push(peer);
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answer });
  await heard.event(callId, 'near-connected');
  return { near: peer, answer, target: answeredTarget(farAnswer) };
}

function farPacket(sequenceNumber: number, payloadType = 0, payload = voice): Buffer {
  return writeRtp({ payloadType, marker: false, sequenceNumber, timestamp: sequenceNumber * 160, ssrc: 99, payload });
}

function reportOf(): Buffer {
  return writeRtcp({ ssrc: 99, cname: 'far', sender: null, reception: null, bye: false });
}

/** What came to the far side that is not one of the gateway's own silent packets. */
function farVoice() {
  return farRtp.map(({ datagram }) => readRtp(datagram)).filter((packet) => packet?.payload.equals(voice));
}

/** Resolves when what was sent before has been read by its receiver, which is in this process too. */
async function everythingDelivered(): Promise<void> {
  const echo = createSocket('udp4');
  echo.bind(0, '127.0.0.1');
  await once(echo, 'listening');
  echo.send('', echo.address().port, '127.0.0.1');
  await once(echo, 'message');
  await new Promise((resolve) => setImmediate(resolve));
  echo.close();
}

async function canBind(target: Target): Promise<boolean> {
  for (const port of [target.rtpPort, target.rtcpPort]) {
    const socket = createSocket('udp4');
    socket.bind({ port, address: target.address, exclusive: true });
    const bound = await once(socket, 'listening').then(
      () => true,
      () => false,
    );
    socket.close();
    if (!bound) return false;
  }
  return true;
}

test('ports are even and odd, on the address that routes to the far side, and the near leg is on loopback alone', async () => {
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const { address, rtpPort, rtcpPort } = answeredTarget(farAnswer);
  assert.equal(address, '127.0.0.1');
  assert.deepEqual([rtpPort % 2, rtcpPort], [0, rtpPort + 1]);
  const candidates = nearOffer.split('\r\n').filter((line) => line.startsWith('a=candidate'));
  assert.equal(candidates.length, 1);
  assert.match(candidates[0] ?? '', / 1 tcp \d+ 127\.0\.0\.1 \d+ typ host tcptype passive$/);
  assert.match(nearOffer, /m=audio 9 UDP\/TLS\/RTP\/SAVPF 0 8 9 101\r\n/);
});

test('while it rings nothing passes in either direction', async () => {
  const { near, target } = await ringing();
  far.send('rtp', farPacket(1), target);
  await near.send({ payloadType: 0, sequenceNumber: 1, timestamp: 160, payload: voice });
  await everythingDelivered();
  heard.gateway.handle({ type: 'start', callId });
  far.send('rtp', farPacket(2), target);
  await until('the second packet', () => near.received.length > 0);
  assert.equal(near.received.length, 1);
  assert.deepEqual(farVoice(), []);
});

test('once started a silent packet and an RTCP report leave at once, to where the offer says', async () => {
  const { target } = await ringing();
  assert.deepEqual([farRtp.length, farRtcp.length], [0, 0]);
  heard.gateway.handle({ type: 'start', callId });
  await until('the first packets', () => farRtp.length > 0 && farRtcp.length > 0);
  const first = readRtp(farRtp[0]?.datagram ?? Buffer.alloc(0));
  assert.deepEqual(first?.payload, Buffer.alloc(160, 0xff));
  assert.deepEqual([first?.payloadType, first?.marker, farRtp[0]?.port], [0, true, target.rtpPort]);
});

test('voice and telephone events pass untouched, each leg under its own payload types and one SSRC', async () => {
  const offer = plainOffer(far.local).replaceAll('101', '96');
  const { near, target } = await ringing(offer);
  heard.gateway.handle({ type: 'start', callId });
  far.send('rtp', farPacket(7), target);
  far.send('rtp', farPacket(8, 96, Buffer.from([1, 0x0a, 0, 160])), target);
  far.send('rtp', farPacket(9, 13, Buffer.from([60])), target);
  far.send('rtp', farPacket(10), target);
  await until('the packets of the far side', () => near.received.length >= 3);
  assert.deepEqual(
    near.received.map(({ header }) => header.payloadType),
    [0, 101, 0],
  );
  assert.deepEqual(near.received[0]?.payload, voice);
  assert.equal(new Set(near.received.map(({ header }) => header.ssrc)).size, 1);
  await near.send({ payloadType: 0, sequenceNumber: 65_535, timestamp: 0, payload: voice });
  await near.send({ payloadType: 101, sequenceNumber: 0, timestamp: 160, payload: Buffer.from([5, 0, 0, 160]) });
  await near.send({ payloadType: 0, sequenceNumber: 1, timestamp: 320, payload: voice });
  await until('the packets of the near side', () => farVoice().length === 2);
  const event = farRtp.map(({ datagram }) => readRtp(datagram)).find((packet) => packet?.payloadType === 96);
  assert.deepEqual(event?.payload, Buffer.from([5, 0, 0, 160]));
  assert.equal(new Set(farRtp.map(({ datagram }) => readRtp(datagram)?.ssrc)).size, 1);
  await heard.event(callId, 'far-heard');
});

test('packets that nobody plays leave no hole among those of the voice', async () => {
  const { near, target } = await ringing();
  heard.gateway.handle({ type: 'start', callId });
  const types = [0, 118, 0, 19, 127, 0, 13, 72, 0];
  for (const [index, type] of types.entries()) far.send('rtp', farPacket((65_533 + index) & 0xffff, type), target);
  await until('the voice', () => near.received.length >= 4);
  const numbers = near.received.map(({ header }) => header.sequenceNumber);
  assert.deepEqual(
    numbers.map((number) => (number - (numbers[0] ?? 0)) & 0xffff),
    [0, 1, 2, 3],
  );
});

test('keys go out one behind the other while voice waits, in one stream with it', async () => {
  const { near } = await ringing(plainOffer(far.local).replaceAll('101', '96'));
  assert.equal((await heard.event(callId, 'tones')).taken, true);
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['9'] });
  heard.gateway.handle({ type: 'start', callId });
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['1', '#'] });
  await near.send({ payloadType: 0, sequenceNumber: 1, timestamp: 160, payload: voice });
  const sent = () => farRtp.flatMap(({ datagram }) => readRtp(datagram) ?? []);
  await until('both keys', () => sent().filter(({ payloadType }) => payloadType === 96).length === 14);
  await near.send({ payloadType: 0, sequenceNumber: 2, timestamp: 320, payload: voice });
  await until('voice again', () => farVoice().length > 0);
  assert.equal(farVoice().length, 1, 'voice waits while a key goes out');
  const keys = sent().filter(({ payloadType }) => payloadType === 96);
  const [one, pound] = [keys.slice(0, 7), keys.slice(7)];
  for (const [key, code] of [
    [one, 1],
    [pound, 11],
  ] as const) {
    assert.deepEqual(
      key.map(({ payload, marker }) => [
        payload.readUInt8(0),
        payload.readUInt16BE(2),
        payload.readUInt8(1) >> 7,
        marker,
      ]),
      [160, 320, 480, 640, 800, 800, 800].map((ticks, part) => [code, ticks, part < 4 ? 0 : 1, part === 0]),
    );
    assert.equal(new Set(key.map(({ timestamp }) => timestamp)).size, 1);
  }
  const ticksBetween = ((pound[0]?.timestamp ?? 0) - (one[0]?.timestamp ?? 0)) >>> 0;
  assert.ok(ticksBetween >= 165 * 8, `${ticksBetween} from one key to the next`);
  const numbers = sent().map(({ sequenceNumber }) => sequenceNumber);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => ((numbers[0] ?? 0) + index) & 0xffff),
  );
  assert.equal(new Set(sent().map(({ ssrc }) => ssrc)).size, 1);
  const said = heard.events.flatMap((event) => (event.type === 'tone-sent' ? event.tone : []));
  assert.deepEqual(said, ['1', '#']);
});

test('keys end with a hold, and are told where the far side takes none any more', async () => {
  const offer = plainOffer(far.local);
  await ringing(offer);
  heard.gateway.handle({ type: 'start', callId });
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['1', '2', '3', '4'] });
  await heard.renegotiated(callId, offer.replace('sendrecv', 'inactive'));
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['5'] });
  await heard.renegotiated(callId, offer.replace(/a=(rtpmap|fmtp):101.*\r\n/g, ''));
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['6'] });
  await heard.renegotiated(callId, offer);
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['7'] });
  await until('the last key', () => heard.events.some((event) => event.type === 'tone-sent' && event.tone === '7'));
  const said = heard.events.flatMap((event) => {
    if (event.type === 'tone-sent') return event.tone;
    return event.type === 'tones' ? event.taken : [];
  });
  assert.deepEqual(said, [true, '1', false, true, '7']);
});

test('keys end when we ask for a hold, before the far side has agreed to it', async () => {
  await ringing();
  heard.gateway.handle({ type: 'start', callId });
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['1', '2', '3'] });
  heard.gateway.handle({ type: 'offer', callId, offering: 'o', direction: 'inactive' });
  await heard.event(callId, 'offered');
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['4'] });
  heard.gateway.handle({ type: 'withdraw', callId, offering: 'o', unseen: true });
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['5'] });
  await until('the last key', () => heard.events.some((event) => event.type === 'tone-sent' && event.tone === '5'));
  assert.deepEqual(
    heard.events.flatMap((event) => (event.type === 'tone-sent' ? event.tone : [])),
    ['1', '5'],
  );
});

test('a key that the far side presses is told once, and goes on to the window as it is', async () => {
  const { near, target } = await ringing();
  heard.gateway.handle({ type: 'start', callId });
  for (const [part, payload] of [
    [5, 0x0a, 0, 160],
    [5, 0x0a, 1, 64],
    [5, 0x8a, 1, 64],
    [5, 0x8a, 1, 64],
  ].entries()) {
    const fields = { marker: part === 0, sequenceNumber: part, timestamp: 160, ssrc: 99 };
    far.send('rtp', writeRtp({ ...fields, payloadType: 101, payload: Buffer.from(payload) }), target);
  }
  await until('all of them', () => near.received.length === 4);
  const said = heard.events.flatMap((event) => (event.type === 'tone-heard' ? event.tone : []));
  assert.deepEqual(said, ['5']);
});

test('another host is not heard, even if it knows the port', async () => {
  const { near, target } = await ringing();
  heard.gateway.handle({ type: 'start', callId });
  const stranger = await DatagramPair.bind('127.0.0.2');
  stranger.send('rtp', farPacket(1), target);
  far.send('rtp', farPacket(2), target);
  await until('the packet of the right host', () => near.received.length > 0);
  assert.equal(near.received.length, 1);
  assert.deepEqual(
    farRtp.map(({ port }) => port).filter((port) => port !== target.rtpPort),
    [],
  );
  await stranger.close();
});

test('one packet from another port of the gateway moves nothing', async () => {
  const { near, target } = await ringing();
  heard.gateway.handle({ type: 'start', callId });
  const injector = await DatagramPair.bind('127.0.0.1');
  let injectorGot = 0;
  injector.onDatagram(() => {
    injectorGot += 1;
  });
  injector.send('rtp', farPacket(1, 0, Buffer.from('another voice')), target);
  injector.send('rtcp', Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 7]), target);
  far.send('rtp', farPacket(2), target);
  await until('the described voice', () => near.received.length > 0);
  await near.send({ payloadType: 0, sequenceNumber: 1, timestamp: 160, payload: voice });
  await until('voice at the described port', () => farVoice().length === 1);
  await everythingDelivered();
  assert.deepEqual([near.received.length, injectorGot], [1, 0]);
  assert.deepEqual(near.received[0]?.payload, voice);
  await injector.close();
});

test('a far side behind a NAT is followed to its port after a second, and left for the described one at once', async () => {
  const clock = createFakeClock();
  heard = new HeardGateway(clock);
  const { near, target } = await ringing();
  heard.gateway.handle({ type: 'start', callId });
  const moved = await DatagramPair.bind('127.0.0.1');
  let movedGot = 0;
  moved.onDatagram(() => {
    movedGot += 1;
  });
  for (let sequence = 1; sequence <= 10; sequence += 1) moved.send('rtp', farPacket(sequence), target);
  await everythingDelivered();
  assert.equal(near.received.length, 0);
  clock.advance(1000);
  for (let sequence = 11; sequence <= 14; sequence += 1) moved.send('rtp', farPacket(sequence), target);
  await until('the moved voice', () => near.received.length === 4);
  await near.send({ payloadType: 0, sequenceNumber: 1, timestamp: 160, payload: voice });
  await until('voice at the moved port', () => movedGot > 0);
  assert.deepEqual(farVoice(), []);
  far.send('rtp', farPacket(1), target);
  await until('the described voice', () => near.received.length === 5);
  moved.send('rtp', farPacket(15), target);
  await near.send({ payloadType: 0, sequenceNumber: 2, timestamp: 320, payload: voice });
  await until('voice at the described port', () => farVoice().length === 1);
  await everythingDelivered();
  assert.equal(near.received.length, 5);
  await moved.close();
});

test('a far side that only sends is heard, and gets reports but no voice', async () => {
  const { near, target } = await ringing(plainOffer(far.local).replace('a=sendrecv', 'a=sendonly'));
  heard.gateway.handle({ type: 'start', callId });
  await near.send({ payloadType: 0, sequenceNumber: 1, timestamp: 160, payload: voice });
  far.send('rtp', farPacket(1), target);
  await until('voice of the far side', () => near.received.length > 0);
  await until('a report', () => farRtcp.length > 0);
  await everythingDelivered();
  assert.deepEqual(farRtp, []);
});

test('datagrams that are no packets harm nothing', async () => {
  const { near, target } = await ringing();
  heard.gateway.handle({ type: 'start', callId });
  for (const datagram of fc.sample(fc.uint8Array({ maxLength: 40 }), 200)) {
    for (const first of [datagram[0] ?? 0, 0x80, 0xbf]) {
      far.send('rtp', Buffer.from([first, 0, ...datagram]), target);
      far.send('rtcp', Buffer.from([first, 200, ...datagram]), target);
    }
  }
  await everythingDelivered();
  await until('voice after all that', () => {
    far.send('rtp', farPacket(1), target);
    return near.received.some(({ payload }) => payload.equals(voice));
  });
});

test('closing frees every socket, with a BYE, and may be asked for again', async () => {
  const { target } = await ringing();
  heard.gateway.handle({ type: 'start', callId });
  await until('RTCP', () => farRtcp.length > 0);
  assert.equal(await canBind(target), false);
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  assert.equal(await canBind(target), true);
  await until('the BYE', () => farRtcp.some((datagram) => datagram.includes(Buffer.from([0x81, 203, 0, 1]))));
  heard.gateway.handle({ type: 'close', callId });
  await until('a second closed', () => heard.events.filter(({ type }) => type === 'closed').length === 2);
});

test('a call closed while it is being prepared ends with closed and nothing else', async () => {
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  assert.deepEqual(heard.events, [{ type: 'closed', callId }]);
});

test('an offer that cannot be used fails by name, and the call is closed all the same', async () => {
  heard.gateway.handle({ type: 'prepare', callId, offer: dtlsOffer });
  heard.gateway.handle({ type: 'prepare', callId: 'b', offer: 'no SDP' });
  assert.equal((await heard.event(callId, 'failed')).failure, 'encryption-mismatch');
  assert.equal((await heard.event('b', 'failed')).failure, 'invalid-offer');
  heard.gateway.handle({ type: 'start', callId });
  heard.gateway.handle({ type: 'near-answer', callId, sdp: 'x' });
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  assert.equal(heard.events.length, 3);
});

test('an answer of the window that is none fails the near leg and frees the ports', async () => {
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  const { farAnswer } = await heard.event(callId, 'prepared');
  heard.gateway.handle({ type: 'near-answer', callId, sdp: 'v=0\r\nm=nonsense\r\n' });
  assert.equal((await heard.event(callId, 'failed')).failure, 'near-leg');
  await until('free ports', () => canBind(answeredTarget(farAnswer)));
});

test('a window that came back gets another offer, and the far side notices nothing', async () => {
  const { near, answer, target } = await ringing();
  heard.gateway.handle({ type: 'start', callId });
  far.send('rtp', farPacket(1), target);
  await until('voice in the first window', () => near.received.length > 0);
  const { nearOffer } = await heard.event(callId, 'prepared');
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answer });
  const again = await until('another offer', () =>
    heard.events.find((event) => event.type === 'prepared' && event.nearOffer !== nearOffer),
  );
  assert.ok(again.type === 'prepared');
  assert.deepEqual(answeredTarget(again.farAnswer), target);
  const second = await NearPeer.answering(again.nearOffer);
  nears.push(second.peer);
  heard.gateway.handle({ type: 'near-answer', callId, sdp: second.answer });
  await until('the second connection', () => heard.events.filter(({ type }) => type === 'near-connected').length === 2);
  far.send('rtp', farPacket(2), target);
  await until('voice in the second window', () => second.peer.received.length > 0);
  await second.peer.send({ payloadType: 0, sequenceNumber: 1, timestamp: 160, payload: voice });
  await until('voice at the far side', () => farVoice().length === 1);
  assert.equal(new Set(farRtp.map(({ datagram }) => readRtp(datagram)?.ssrc)).size, 1);
  assert.ok(!heard.events.some(({ type }) => type === 'failed'));
});

test('the window is sought nowhere, whatever candidates it names', async () => {
  const elsewhere = await DatagramPair.bind('127.0.0.3');
  let sought = 0;
  elsewhere.onDatagram(() => {
    sought += 1;
  });
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  const { peer, answer } = await NearPeer.answering((await heard.event(callId, 'prepared')).nearOffer);
  nears.push(peer);
  const other = ['127.0.0.3', '127.0.0.1']
    .map((host) => `a=candidate:9 1 udp 2130706431 ${host} ${elsewhere.rtpPort} typ host\r\n`)
    .join('');
  const hidden = 'a=candidate:8 1 udp 2130706431 0c8c5b2e-hidden.local 40000 typ host\r\n';
  const sdp = answer.replace('a=candidate', `${other}${hidden}a=candidate`);
  heard.gateway.handle({ type: 'near-answer', callId, sdp });
  await heard.event(callId, 'near-connected');
  await everythingDelivered();
  assert.equal(sought, 0);
  await elsewhere.close();
});

test('two calls at a time do not touch each other', async () => {
  const { near, target } = await ringing();
  heard.gateway.handle({ type: 'prepare', callId: 'b', offer: plainOffer(far.local) });
  const second = answeredTarget((await heard.event('b', 'prepared')).farAnswer);
  assert.notEqual(second.rtpPort, target.rtpPort);
  heard.gateway.handle({ type: 'close', callId: 'b' });
  await heard.event('b', 'closed');
  heard.gateway.handle({ type: 'start', callId });
  far.send('rtp', farPacket(1), target);
  await until('voice on the first call', () => near.received.length === 1);
});

test('thirty seconds without a packet are told, and reports go on every five', async () => {
  const clock = createFakeClock();
  heard = new HeardGateway(clock);
  await ringing();
  heard.gateway.handle({ type: 'start', callId });
  clock.advance(29_999);
  await until('six reports', () => farRtcp.length === 6);
  assert.ok(!heard.events.some(({ type }) => type === 'far-silent'));
  clock.advance(1);
  await heard.event(callId, 'far-silent');
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  assert.equal(clock.waiting(), 0);
});

for (const [name, kind, datagram] of [
  ['empty packets of an unknown type', 'rtp', (count: number) => farPacket(count, 127, Buffer.alloc(0))],
  ['reports at the port of voice', 'rtp', reportOf],
  ['reports at their own port', 'rtcp', reportOf],
] as const) {
  test(`a far side that sends nothing but ${name} is there, and is not heard`, async () => {
    const clock = createFakeClock();
    heard = new HeardGateway(clock);
    const { near, target } = await ringing(`${plainOffer(far.local)}b=RS:0\r\nb=RR:0\r\n`);
    heard.gateway.handle({ type: 'start', callId });
    for (let count = 1; count <= 4; count += 1) {
      far.send(kind, datagram(count), target);
      await delivered(1);
      clock.advance(20_000);
    }
    assert.ok(!heard.events.some(({ type }) => type === 'far-silent' || type === 'far-heard'));
    assert.equal(near.received.length, 0);
    const stranger = await DatagramPair.bind('127.0.0.1');
    for (let count = 1; count <= 3; count += 1) stranger.send(kind, datagram(count), target);
    await delivered(3);
    await stranger.close();
    clock.advance(10_000);
    await heard.event(callId, 'far-silent');
  });
}

test('a far side on this computer is not spoken to, once something else was reached', async () => {
  heard = new HeardGateway(undefined, false);
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  assert.equal((await heard.event(callId, 'failed')).failure, 'no-path');
});

test('a far side that wants no RTCP gets none, to the end', async () => {
  const { near, target } = await ringing(`${plainOffer(far.local)}b=RS:0\r\nb=RR:0\r\n`);
  heard.gateway.handle({ type: 'start', callId });
  far.send('rtp', farPacket(1), target);
  await until('voice', () => near.received.length > 0 && farRtp.length > 0);
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  await everythingDelivered();
  assert.deepEqual(farRtcp, []);
});

test('where the far side takes 10 ms in a packet the window is asked for that, and silence is as short', async () => {
  const offer = `${plainOffer(far.local)}a=maxptime:10\r\n`;
  heard.gateway.handle({ type: 'prepare', callId, offer });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  assert.match(farAnswer, /\r\na=ptime:10\r\n/);
  assert.match(nearOffer, /\r\na=ptime:10\r\n$/);
  heard.gateway.handle({ type: 'start', callId });
  await until('silence', () => farRtp.length > 0);
  assert.equal(readRtp(farRtp[0]?.datagram ?? Buffer.alloc(0))?.payload.length, 80);
});

test('a call that begins on hold is answered, said to be held, and not missed while it is silent', async () => {
  const clock = createFakeClock();
  heard = new HeardGateway(clock);
  const offer = plainOffer(far.local).replace(/c=.*/, 'c=IN IP4 0.0.0.0');
  const { near, target } = await ringing(offer);
  const { farAnswer, held } = await heard.event(callId, 'prepared');
  assert.deepEqual([held, /a=recvonly/.test(farAnswer)], [true, true]);
  heard.gateway.handle({ type: 'start', callId });
  clock.advance(3_600_000);
  assert.ok(!heard.events.some(({ type }) => type === 'far-silent'));
  await everythingDelivered();
  assert.deepEqual([farRtp, farRtcp], [[], []], 'there is nowhere to send to');
  heard.gateway.handle({ type: 'renegotiate', callId, renegotiation: 'r', offer: plainOffer(far.local) });
  assert.equal((await heard.event(callId, 'renegotiated')).held, false);
  far.send('rtp', farPacket(1), target);
  await until('voice', () => near.received.length > 0 && farRtp.length > 0);
});

test('each second tells what came of the far side’s packets, and how the far side says that it hears', async () => {
  const clock = createFakeClock();
  heard = new HeardGateway(clock);
  const { target } = await ringing();
  heard.gateway.handle({ type: 'start', callId });
  await until('the first report', () => farRtcp.length > 0);
  for (const sequence of [1, 2, 4, 5]) far.send('rtp', farPacket(sequence), target);
  await until('what was sent to be read', () => heard.events.some(({ type }) => type === 'far-heard'));
  const ssrc = readReport(farRtcp[0] ?? Buffer.alloc(0))?.ssrc ?? 0;
  const block = { ssrc, fractionLost: 64, packetsLost: 1, highestSequence: 9, jitter: 80 };
  const reception = { ...block, lastSenderReport: 0, delaySinceLast: 0 };
  far.send('rtcp', writeRtcp({ ssrc: 99, cname: 'far', sender: null, reception, bye: false }), target);
  await everythingDelivered();
  clock.advance(1000);
  const { figures } = await heard.event(callId, 'figures');
  assert.deepEqual(figures, {
    ...{ codec: 'PCMU', encrypted: false, quiet: false, via: 'lo', received: 4, lost: 1, jitterMs: figures.jitterMs },
    ...{ sent: 2, far: { lostShare: 0.25, jitterMs: 10 }, roundTripMs: null, farSends: false, heldMs: 0 },
  });
  clock.advance(10_000);
  const later = heard.events.flatMap((event) => (event.type === 'figures' ? event.figures : []));
  assert.equal(later.length, 11);
  assert.deepEqual([later[1]?.received, later[1]?.lost], [0, 0]);
  clock.advance(10_000);
  const last = heard.events.findLast((event) => event.type === 'figures');
  assert.equal(last?.type === 'figures' ? last.figures.far : undefined, null, 'an old report says nothing of now');
  const before = heard.events.length;
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  clock.advance(5000);
  assert.ok(!heard.events.slice(before).some(({ type }) => type === 'figures'));
});
