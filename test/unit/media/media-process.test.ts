import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Log, MediaEvent, MediaInstruction } from '../../../main/core/ports.ts';
import type { MediaChild } from '../../../main/media/held-child.ts';
import { createMediaProcess, type MediaProcess } from '../../../main/media/media-process.ts';
import { until } from '../../desktop/until.ts';
import { createFakeLog } from '../core/fakes/log-and-random.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { gatewayOffer } from './sdp/offers.ts';

const callId = 'a call';
const offer = gatewayOffer.replaceAll('172.29.107.252', '127.0.0.1');
const entry = fileURLToPath(new URL('parent-port.ts', import.meta.url));

let clock: FakeClock;
let children: ChildProcess[];
let events: MediaEvent[];
let logged: string[];
let media: MediaProcess;
/** Where pages may connect to, one after the other. */
let ways: (number | null)[];
let openWay: (port: number | null) => Promise<void>;

beforeEach(() => {
  clock = createFakeClock();
  children = [];
  events = [];
  logged = [];
  ways = [];
  openWay = async (port) => void ways.push(port);
  const note = (message: string) => logged.push(message);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  media = createMediaProcess({ fork: forkUnderNode, openWay, loopback: () => true, clock, log });
  media.onEvent((event) => events.push(event));
});

afterEach(() => media.stop());

function forkUnderNode(): MediaChild {
  const child = fork(entry);
  children.push(child);
  return {
    postMessage: (message) => child.send(message as object),
    on: (event: string, listener: (value: never) => void) => child.on(event, (value) => listener(value as never)),
    kill: () => child.kill(),
  };
}

function types(): string[] {
  return events.map(({ type }) => type);
}

async function exited(child: ChildProcess | undefined): Promise<void> {
  if (child !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

test('no process runs before the first call, and one serves them all', async () => {
  assert.equal(children.length, 0);
  media.instruct({ type: 'prepare', callId, offer });
  media.instruct({ type: 'prepare', callId: 'b', offer });
  await until('both calls prepared', () => types().filter((type) => type === 'prepared').length === 2);
  assert.equal(children.length, 1);
});

test('the process ends a minute after the last call, and the next call has a new one', async () => {
  media.instruct({ type: 'prepare', callId, offer });
  await until('prepared', () => types().includes('prepared'));
  media.instruct({ type: 'close', callId });
  await until('closed', () => types().includes('closed'));
  clock.advance(59_999);
  media.instruct({ type: 'prepare', callId: 'b', offer });
  clock.advance(60_000);
  media.instruct({ type: 'close', callId: 'b' });
  await until('closed again', () => types().filter((type) => type === 'closed').length === 2);
  assert.equal(children.length, 1);
  clock.advance(60_000);
  await exited(children[0]);
  media.instruct({ type: 'prepare', callId: 'c', offer });
  await until('prepared anew', () => types().filter((type) => type === 'prepared').length === 2);
  assert.equal(children.length, 2);
  assert.deepEqual(logged, []);
});

test('when the process dies every open call fails, every closing one is closed, and the next call is served', async () => {
  media.instruct({ type: 'prepare', callId, offer });
  media.instruct({ type: 'prepare', callId: 'closing', offer });
  await until('both prepared', () => types().filter((type) => type === 'prepared').length === 2);
  children[0]?.kill('SIGSTOP');
  media.instruct({ type: 'close', callId: 'closing' });
  events.length = 0;
  children[0]?.kill('SIGKILL');
  await until('both told', () => events.length === 2);
  assert.deepEqual(
    events.map(({ type, callId: of }) => [of, type]),
    [
      [callId, 'failed'],
      ['closing', 'closed'],
    ],
  );
  assert.ok(events[0]?.type === 'failed' && events[0].failure === 'allocation');
  media.instruct({ type: 'close', callId });
  clock.advance(0);
  assert.deepEqual(events.at(-1), { type: 'closed', callId });
  media.instruct({ type: 'prepare', callId: 'b', offer });
  await until('the next call', () => types().includes('prepared'));
});

/** That of the first offer to a page. */
function portTold(): number {
  const event = events.find(({ type }) => type === 'prepared');
  const offer = event?.type === 'prepared' ? event.nearOffer : '';
  return Number(/^a=candidate:.* 127\.0\.0\.1 (\d+) typ host tcptype passive/m.exec(offer)?.[1]);
}

test('pages have a way to the port of an offer before it is told, and to none when no call is left', async () => {
  let opened = () => {};
  openWay = (port) => {
    ways.push(port);
    return new Promise((resolve) => {
      opened = resolve;
    });
  };
  media.stop();
  media = createMediaProcess({ fork: forkUnderNode, openWay, loopback: () => true, clock, log: createFakeLog() });
  media.onEvent((event) => events.push(event));
  media.instruct({ type: 'prepare', callId, offer });
  await until('a port', () => ways.length === 1);
  media.instruct({ type: 'prepare', callId: 'b', offer: 'none' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual(events, [], 'nothing overtakes the way');
  opened();
  await until('both told', () => types().includes('prepared') && types().includes('failed'));
  assert.deepEqual(ways, [portTold()]);
  media.instruct({ type: 'close', callId });
  await until('no port', () => ways.length === 2);
  opened();
  await until('closed', () => types().includes('closed'));
  assert.equal(ways[1], null);
});

test('a process that dies takes the way with it, and the next one has its own', async () => {
  media.instruct({ type: 'prepare', callId, offer });
  await until('prepared', () => types().includes('prepared'));
  const before = portTold();
  children[0]?.kill('SIGKILL');
  await until('failed', () => types().includes('failed'));
  assert.deepEqual(ways, [before, null]);
  events.length = 0;
  media.instruct({ type: 'prepare', callId: 'b', offer });
  await until('prepared again', () => types().includes('prepared'));
  assert.deepEqual(ways, [before, null, portTold()]);
  media.stop();
  assert.equal(ways.at(-1), null);
});

test('closing an unknown call is answered, and other instructions for it start nothing', () => {
  media.instruct({ type: 'start', callId });
  media.instruct({ type: 'close', callId });
  assert.deepEqual(events, []);
  clock.advance(0);
  assert.deepEqual(events, [{ type: 'closed', callId }]);
  assert.equal(children.length, 0);
});

test('what is no event is logged and dropped', () => {
  let hear: (message: unknown) => void = () => {};
  const child: MediaChild = {
    postMessage() {},
    kill() {},
    on(event: string, listener: (value: never) => void) {
      if (event === 'message') hear = listener as (message: unknown) => void;
    },
  };
  const warnings: string[] = [];
  const log: Log = { debug() {}, info() {}, error() {}, warn: (message) => warnings.push(message) };
  const guarded = createMediaProcess({ fork: () => child, openWay: async () => {}, loopback: () => false, clock, log });
  guarded.onEvent((event) => events.push(event));
  guarded.instruct({ type: 'prepare', callId, offer });
  hear({ type: 'prepared', callId });
  hear('closed');
  hear({ type: 'far-heard', callId });
  assert.deepEqual(events, [{ type: 'far-heard', callId }]);
  assert.equal(warnings.length, 2);
});

/** A call that is up, and what was said of it first. */
async function up(): Promise<string> {
  media.instruct({ type: 'prepare', callId, offer });
  const prepared = await until('prepared', () => events.find((event) => event.type === 'prepared'));
  media.instruct({ type: 'start', callId });
  events.length = 0;
  return prepared.farAnswer;
}

const sessionOf = (sdp: string) => /^o=- (\d+) (\d+) /m.exec(sdp)?.slice(1).map(Number) ?? [];

test('a call that is up is told to be lost, and prepared anew by another process whose offers go on in its session', async () => {
  const farAnswer = await up();
  children[0]?.kill('SIGKILL');
  await until('prepared anew', () => types().includes('prepared'));
  assert.equal(types()[0], 'lost');
  assert.equal(children.length, 2);
  media.instruct({ type: 'offer', callId, offering: 'one', direction: 'sendrecv' });
  const offered = await until('an offer', () => events.find((event) => event.type === 'offered'));
  const [session, version = 0] = sessionOf(farAnswer);
  assert.deepEqual(sessionOf(offered.farOffer), [session, version + 1]);
  const portOf = (sdp: string) => /^m=audio (\d+) /m.exec(sdp)?.[1];
  assert.notEqual(portOf(offered.farOffer), portOf(farAnswer));
});

test('a call whose process dies again and again is over in the end', async () => {
  await up();
  for (let death = 0; death < 4; death += 1) {
    const before = children.length;
    children.at(-1)?.kill('SIGKILL');
    if (death < 3) await until('another process', () => children.length > before);
    else await until('the end', () => types().includes('failed'));
  }
  assert.deepEqual(
    types().filter((type) => type === 'lost' || type === 'failed'),
    ['lost', 'lost', 'lost', 'failed'],
  );
});

test('a lost call that is closed at once stays closed', async () => {
  await up();
  media.onEvent((event) => {
    if (event.type === 'lost') media.instruct({ type: 'close', callId });
  });
  children[0]?.kill('SIGKILL');
  await until('lost', () => types().includes('lost'));
  clock.advance(0);
  assert.deepEqual(types(), ['lost', 'closed']);
  assert.equal(children.length, 1);
});

/** A process that does what the test says. */
function handMade() {
  let hear: (message: unknown) => void = () => {};
  const told: MediaInstruction[] = [];
  const child: MediaChild = {
    postMessage: (message) => void told.push(message as MediaInstruction),
    kill() {},
    on(event: string, listener: (value: never) => void) {
      if (event === 'message') hear = listener as (message: unknown) => void;
    },
  };
  const log: Log = { debug() {}, info() {}, error() {}, warn() {} };
  const mine = createMediaProcess({ fork: () => child, openWay: async () => {}, loopback: () => false, clock, log });
  mine.onEvent((event) => events.push(event));
  mine.instruct({ type: 'prepare', callId, offer });
  hear({ type: 'prepared', callId, farAnswer: 'o=- 1 1 IN IP4 192.0.2.1', nearOffer: 'near', held: false });
  mine.instruct({ type: 'start', callId });
  events.length = 0;
  told.length = 0;
  return { mine, say: (message: MediaEvent) => hear(message), told: () => told.map(({ type }) => type) };
}

test('a call that moves is prepared anew by the same process, once its ports are free', () => {
  const { mine, say, told } = handMade();
  say({ type: 'uprooted', callId });
  assert.deepEqual([types(), told()], [['uprooted'], []]);
  mine.instruct({ type: 'move', callId });
  assert.deepEqual(told(), ['close']);
  // What it still tells of where it was.
  say({ type: 'failed', callId, failure: 'no-path', message: 'nothing comes through' });
  say({ type: 'closed', callId });
  assert.deepEqual([types(), told()], [['uprooted'], ['close', 'prepare', 'hurry', 'start']]);
  say({ type: 'far-silent', callId });
  assert.deepEqual(types(), ['uprooted', 'far-silent']);
});

test('a call that is hung up while it moves is closed once', () => {
  const { mine, say, told } = handMade();
  mine.instruct({ type: 'move', callId });
  mine.instruct({ type: 'close', callId });
  say({ type: 'closed', callId });
  assert.deepEqual([types(), told()], [['closed'], ['close']]);
});

test('a call that only rings has nothing to go on by', () => {
  const { mine, told } = handMade();
  mine.instruct({ type: 'prepare', callId: 'b', offer });
  mine.instruct({ type: 'move', callId: 'b' });
  assert.deepEqual([types(), told()], [['failed'], ['prepare']]);
});

async function callsOut(): Promise<string> {
  media.instruct({ type: 'call-out', callId, offering: 'the call' });
  const called = await until('our offer', () => events.find((event) => event.type === 'called-out'));
  return called.farOffer;
}

test('a call out that was answered goes on in another process, by that answer, in the session of our offer', async () => {
  const farOffer = await callsOut();
  media.instruct({ type: 'far-answer', callId, offering: 'the call', answer: offer });
  media.instruct({ type: 'start', callId });
  await until('the answer', () => types().includes('answer-taken'));
  events.length = 0;
  children[0]?.kill('SIGKILL');
  await until('prepared anew', () => types().includes('prepared'));
  assert.equal(types()[0], 'lost');
  media.instruct({ type: 'offer', callId, offering: 'one', direction: 'sendrecv' });
  const offered = await until('an offer', () => events.find((event) => event.type === 'offered'));
  const [session, version = 0] = sessionOf(farOffer);
  assert.deepEqual(sessionOf(offered.farOffer), [session, version + 1]);
});

test('a call out that nobody answered fails with its process', async () => {
  await callsOut();
  events.length = 0;
  media.instruct({ type: 'provisional-answer', callId, offering: 'the call', fork: 'one', answer: offer });
  children[0]?.kill('SIGKILL');
  await until('the end', () => types().includes('failed'));
  assert.ok(!types().includes('lost'));
});
