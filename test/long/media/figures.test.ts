import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { WireFigures } from '../../../main/core/ports.ts';
import { secondOf } from '../../../main/core/quality/figures.ts';
import { noWord, wordAfter } from '../../../main/core/quality/word.ts';
import { writeRtp } from '../../../main/media/rtp/packet.ts';
import { readReport } from '../../../main/media/rtp/read-rtcp.ts';
import { middleNtpOf, writeRtcp } from '../../../main/media/rtp/rtcp.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair, type Target } from '../../peers/datagram-pair.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { createFakeClock, type FakeClock } from '../../unit/media/fake-clock.ts';
import { NearPeer } from '../../unit/media/near-peer.ts';

const callId = 'a call';
const payload = Buffer.alloc(160, 0xff);
const [frameMs, far] = [20, 99];

let clock: FakeClock;
let heard: HeardGateway;
let pair: DatagramPair;
let near: NearPeer;
let target: Target;
let reports: Buffer[];

beforeEach(async () => {
  clock = createFakeClock(1_700_000_000_000);
  heard = new HeardGateway(clock);
  pair = await DatagramPair.bind('127.0.0.1');
  reports = [];
  pair.onDatagram((kind, datagram) => {
    if (kind === 'rtcp') reports.push(datagram);
  });
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(pair.local) });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  target = answeredTarget(farAnswer);
  const answering = await NearPeer.answering(nearOffer);
  near = answering.peer;
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answering.answer });
  await heard.event(callId, 'near-connected');
  heard.gateway.handle({ type: 'start', callId });
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), pair.close(), near.close()]);
});

/** A source of numbers from 0 to 1 that is the same in every run (a linear congruential generator). */
function numbers(): () => number {
  let state = 20_261_130;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

const figures = (): WireFigures[] => heard.events.flatMap((event) => (event.type === 'figures' ? event.figures : []));

interface Wire {
  readonly seconds: number;
  /** Share of the packets that are lost. */
  readonly loss: number;
  /** Each packet comes so many ms late at most. */
  readonly jitterMs: number;
}

/** A voice over such a wire; resolves with the figures of its seconds. */
async function speak({ seconds, loss, jitterMs }: Wire): Promise<WireFigures[]> {
  const next = numbers();
  const before = figures().length;
  let came = near.received.length;
  let late = 0;
  for (let sequenceNumber = 1; sequenceNumber <= (seconds * 1000) / frameMs; sequenceNumber += 1) {
    const delay = next() * jitterMs;
    clock.advance(Math.max(0, frameMs + delay - late));
    late = delay;
    if (next() < loss) continue;
    const packet = { payloadType: 0, marker: false, sequenceNumber, timestamp: sequenceNumber * 160, ssrc: far };
    pair.send('rtp', writeRtp({ ...packet, payload }), target);
    came += 1;
    await until('the packet to have passed', () => near.received.length >= came);
  }
  clock.advance(1000);
  return figures().slice(before);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function wordOf(seconds: readonly WireFigures[]): string {
  const state = seconds
    .slice(0, -1)
    .reduce((before, each) => wordAfter(before, secondOf(each, null, false), true), noWord);
  return state.word === null ? '' : state.word.level;
}

for (const [loss, word] of [
  [0, 'good'],
  [0.02, 'good'],
  [0.1, 'weak'],
  [0.3, 'weak'],
] as const) {
  test(`the loss that is told is the loss of the wire: ${loss * 100} %`, async () => {
    const seconds = await speak({ seconds: 12, loss, jitterMs: 0 });
    const [lost, received] = [sum(seconds.map((each) => each.lost)), sum(seconds.map((each) => each.received))];
    const told = lost / (lost + received);
    // Of 600 packets the share that chance takes is within three of its deviations.
    const within = 3 * Math.sqrt((loss * (1 - loss)) / 600) + 0.001;
    assert.ok(Math.abs(told - loss) <= within, `${told} told of ${loss}`);
    assert.equal(wordOf(seconds), word);
  });
}

test('the jitter that is told is that of the wire', async () => {
  const still = await speak({ seconds: 6, loss: 0, jitterMs: 0 });
  assert.ok((still.at(-2)?.jitterMs ?? 99) < 1);
});

test('jitter of up to 60 ms is told as the mean of its differences, a third of that', async () => {
  const seconds = await speak({ seconds: 10, loss: 0, jitterMs: 60 });
  const told = seconds.at(-2)?.jitterMs ?? 0;
  // Two numbers that are drawn evenly from 0 to 60 differ by 20 in the mean; what is smoothed over 16 packets varies.
  assert.ok(told > 12 && told < 30, String(told));
});

test('the way there and back is as long as the far side makes it', async () => {
  await until('our first report', () => reports.length > 0);
  await speak({ seconds: 1, loss: 0, jitterMs: 0 });
  // The opening packet was sent before the report of five seconds later, which therefore names a time.
  reports.length = 0;
  clock.advance(5000);
  await until('a sender report', () => reports.some((each) => readReport(each)?.sender !== null));
  const report = readReport(reports.findLast((each) => readReport(each)?.sender !== null) ?? Buffer.alloc(0));
  const lastSenderReport = report?.sender?.middleNtp ?? 0;
  clock.advance(1080);
  const sinceMs = ((middleNtpOf(clock.wall()) - lastSenderReport) >>> 0) / 65.536;
  const block = { ssrc: report?.ssrc ?? 0, fractionLost: 13, packetsLost: 3, highestSequence: 9, jitter: 40 };
  const reception = { ...block, lastSenderReport, delaySinceLast: 65_536 };
  pair.send('rtcp', writeRtcp({ ssrc: far, cname: 'far', sender: null, reception, bye: false }), target);
  // It has come once the gateway takes it: a second of the clock that stands until then would count as the way.
  await new Promise((resolve) => setTimeout(resolve, 300));
  clock.advance(1000);
  const { roundTripMs, far: there } = figures().at(-1) ?? {};
  assert.ok(Math.abs((roundTripMs ?? 0) - (sinceMs - 1000)) < 1, `${roundTripMs} of ${sinceMs}`);
  assert.ok(there && Math.abs(there.lostShare - 0.05) < 0.002 && there.jitterMs === 5);
});
