import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { failed, ok } from '../../../../main/core/result.ts';
import type { FarTransport, FarTransportDeps } from '../../../../main/media/far/far-transport.ts';
import { Forks } from '../../../../main/media/far/forks.ts';
import { createFirstKey } from '../../../../main/media/far/leg-protection.ts';
import { writeRtp } from '../../../../main/media/rtp/packet.ts';
import type { OfferedAudio } from '../../../../main/media/sdp/far-offer.ts';
import { unanswered } from '../../../../main/media/sdp/first-offer.ts';

/** A way that was opened, and what became of it. */
interface Way {
  readonly answered: OfferedAudio;
  readonly told: FarTransportDeps;
  readonly log: string[];
}

let ways: Way[];
let heard: string[];
let forks: Forks;
let isFull: boolean;
let settled: number;
let carries: boolean;

beforeEach(() => {
  [ways, heard, isFull, settled, carries] = [[], [], false, 0, true];
  forks = new Forks({
    ports: {
      wayTo: (answered, told) =>
        isFull ? failed({ failure: 'no-path', message: 'no way' }) : ok(open(answered as OfferedAudio, told)),
      settled: () => {
        settled += 1;
      },
    },
    key: createFirstKey(),
    events: {
      onEarly: (fork) => heard.push(`early ${fork}`),
      onPacket: ({ payload }) => heard.push(String(payload)),
    },
  });
});

function open(answered: OfferedAudio, told: FarTransportDeps): FarTransport {
  const log: string[] = [];
  ways.push({ answered, told, log });
  return {
    describe: () => ({ address: '127.0.0.1', rtpPort: 1, rtcpPort: 2, attributes: [] }),
    home: () => null,
    asksByItself: true,
    lookEarly: () => log.push('look'),
    start: () => log.push('start'),
    sendRtp: () => log.push('rtp'),
    sendRtcp: () => log.push('rtcp'),
    carries: () => carries,
    renegotiate: async () => ok(null),
    accept: () => log.push('accept'),
    close: async () => void log.push('close'),
  };
}

function answer(ufrag: string, more: Partial<OfferedAudio> = {}): OfferedAudio {
  const agent = { ufrag, pwd: 'a password', lite: false, candidates: [] };
  const ice = { agent, dialect: 'ms-ice2', chosen: [] } as const;
  return { ...unanswered({ loopback: true }).audio, direction: 'sendrecv', ice, ...more };
}

function speak(way: Way | undefined, payload: string, payloadType = 9): void {
  const packet = { payloadType, marker: false, sequenceNumber: 1, timestamp: 1, ssrc: 1 };
  const read = way?.told.read.rtp(writeRtp({ ...packet, payload: Buffer.from(payload) }));
  if (read) way?.told.onRtp(read);
}

/** The call's own, once somebody has accepted. */
function callOf(log: string[]): FarTransportDeps {
  return {
    read: { rtp: () => null, rtcp: () => null },
    onRtp: () => log.push('rtp'),
    onRtcp: () => log.push('rtcp'),
    onOpen: () => log.push('open'),
    onFailed: (message) => log.push(message),
    onChosen: () => log.push('chosen'),
    onRelaysAsked: () => log.push('relays'),
  };
}

const pair = {} as Parameters<FarTransportDeps['onChosen']>[0];

test('each fork has a way of its own, which begins at once and is kept by the same answer', () => {
  forks.provisional('one', answer('aaaa'));
  forks.provisional('other', answer('bbbb'));
  forks.provisional('one', answer('aaaa'));
  assert.deepEqual(
    ways.map(({ log }) => log),
    [['start', 'accept'], ['start']],
  );
  const taken = forks.settle(answer('aaaa'), callOf([]));
  assert.ok(taken.ok);
  assert.equal(settled, 1);
  assert.deepEqual(
    ways.map(({ log }) => log),
    [
      ['start', 'accept', 'accept'],
      ['start', 'close'],
    ],
  );
});

test('an answer that its way cannot carry has another one', () => {
  forks.provisional('one', answer('aaaa'));
  carries = false;
  forks.provisional('one', answer('cccc'));
  assert.deepEqual(
    ways.map(({ log }) => log),
    [['start', 'close'], ['start']],
  );
});

test('keys and noise are no voice, and what an older one says is lost once a newer one spoke', () => {
  forks.provisional('one', answer('aaaa', { telephoneEvent: { payloadType: 101, events: '0-15' } }));
  forks.provisional('other', answer('bbbb'));
  speak(ways[0], 'a key', 101);
  speak(ways[0], 'noise', 13);
  speak(ways[0], 'first');
  speak(ways[1], 'second');
  speak(ways[0], 'too late');
  speak(ways[0], 'of a type that nobody named', 18);
  assert.deepEqual(heard, ['early one', 'first', 'early other', 'second']);
});

test('a packet of a type that nobody named is a sign of life all the same, and is not heard', () => {
  forks.provisional('one', answer('aaaa'));
  const packet = {
    payloadType: 127,
    marker: false,
    sequenceNumber: 1,
    timestamp: 1,
    ssrc: 1,
    payload: Buffer.alloc(0),
  };
  const read = ways[0]?.told.read.rtp(writeRtp(packet)) ?? null;
  assert.equal(read?.payloadType, 127);
  if (read) ways[0]?.told.onRtp(read);
  assert.deepEqual(heard, []);
});

test('who says that it sends nothing is not heard, nor are its reports', () => {
  forks.provisional('one', answer('aaaa', { direction: 'inactive' }));
  speak(ways[0], 'all the same');
  assert.equal(ways[0]?.told.read.rtcp(Buffer.alloc(8)), null);
  ways[0]?.told.onRtcp(Buffer.alloc(8));
  assert.deepEqual(heard, []);
});

test('a way that was lost while it rang is looked for anew when its fork accepts', () => {
  forks.provisional('one', answer('aaaa'));
  ways[0]?.told.onFailed('no pair works');
  const log: string[] = [];
  assert.ok(forks.settle(answer('aaaa'), callOf(log)).ok);
  assert.deepEqual([ways.length, ways[0]?.log.at(-1), ways[1]?.log], [2, 'close', ['start']]);
  ways[1]?.told.onFailed('neither now');
  assert.deepEqual(log, ['neither now']);
});

test('a way that was chosen while it rang is told when its fork accepts, and no other', () => {
  forks.provisional('one', answer('aaaa'));
  forks.provisional('other', answer('bbbb'));
  for (const { told } of ways) told.onChosen(pair);
  const log: string[] = [];
  forks.settle(answer('bbbb'), callOf(log));
  assert.deepEqual(log, ['chosen']);
});

test('where no way can be had for the one who accepts, the others go on ringing', () => {
  forks.provisional('one', answer('aaaa'));
  isFull = true;
  const log: string[] = [];
  assert.ok(!forks.settle(answer('cccc'), callOf(log)).ok);
  assert.deepEqual([ways[0]?.log, log, settled], [['start'], [], 0]);
  assert.ok(!forks.provisional('third', answer('dddd')).ok);
});

test('without ICE the address tells forks apart', () => {
  const at = (port: number) => {
    const rtp = { host: '10.0.0.1', port };
    return answer('', { ice: null, rtp, rtcp: { ...rtp, port: port + 1 } });
  };
  forks.provisional('one', at(4000));
  forks.provisional('other', at(5000));
  forks.settle(at(5000), callOf([]));
  assert.deepEqual(
    ways.map(({ log }) => log.at(-1)),
    ['close', 'accept'],
  );
});

test('all ways end with the call', () => {
  forks.provisional('one', answer('aaaa'));
  forks.provisional('other', answer('bbbb'));
  forks.close();
  assert.ok(ways.every(({ log }) => log.at(-1) === 'close'));
});

test('it may ring at eight places; a ninth is not heard, and no port is missing', () => {
  for (let place = 0; place < 8; place += 1) assert.ok(forks.provisional(`${place}`, answer(`${place}`)).ok);
  const ninth = forks.provisional('ninth', answer('ninth'));
  assert.equal(!ninth.ok && ninth.failure.failure, 'no-path');
  assert.equal(ways.length, 8);
  assert.ok(forks.provisional('3', answer('3')).ok);
});
