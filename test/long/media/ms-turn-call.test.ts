import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import { until } from '../../desktop/until.ts';
import { answeredTarget } from '../../peers/gateway-call.ts';
import { type MsTurnServer, startMsTurnServer } from '../../peers/ms-turn/server.ts';
import { bothAreHeard, callId, endAll, ends, libniceCall } from './libnice-call.ts';

afterEach(endAll);

async function relay(): Promise<MsTurnServer> {
  const server = await startMsTurnServer();
  ends.push(() => server.stop());
  return server;
}

function meansOf({ udp, tcp, options }: MsTurnServer, transport: 'udp' | 'tcp'): MediaMeans {
  assert.ok(udp !== null && tcp !== null);
  const { username: userName, password } = options.token;
  const udpPort = transport === 'udp' ? udp.port : null;
  const servers = [{ host: udp.host, addresses: [], udpPort, tcpPort: tcp.port }];
  return { ...freeMeans, relays: { userName, password, servers }, relayOnly: true };
}

/** Relays of the other kind are asked for too, in messages that this one takes for none. */
const others = ['ignored: data, and there is no active destination', 'disconnected: a frame has the type 0'];

/** What it found wrong with us, but for having asked for a proof. */
function complaints({ journal }: MsTurnServer): string[] {
  return journal.complaints.filter((each) => !each.startsWith('refused: 401') && !others.includes(each));
}

const candidatesOf = (answer: string) => answer.match(/^a=candidate.*$/gm) ?? [];

test('over a relay of Skype for Business alone, reached over UDP, both are heard', async () => {
  const server = await relay();
  const made = await libniceCall(meansOf(server, 'udp'));
  const candidates = candidatesOf(made.farAnswer);
  assert.equal(candidates.length, 2);
  for (const line of candidates) assert.match(line, / UDP \d+ 127\.0\.0\.1 \d+ typ relay raddr 0\.0\.0\.0 rport 9$/);
  assert.ok(candidates.some((line) => line.includes(` 127.0.0.1 ${answeredTarget(made.farAnswer).rtpPort} typ relay`)));
  await bothAreHeard(made);
  await until('active destinations', () => server.journal.of('active-destination').length >= 2);
  await bothAreHeard(made);
  made.heard.gateway.handle({ type: 'close', callId });
  await made.heard.event(callId, 'closed');
  await until('the ends', () => server.journal.of('ended').length >= 2);
  assert.deepEqual(complaints(server), []);
});

test('over such a relay reached over TCP alone, with a far side of TCP alone, both are heard', async () => {
  const server = await relay();
  const made = await libniceCall(meansOf(server, 'tcp'), { kind: 'full-tcp' });
  const kinds = candidatesOf(made.farAnswer).map((line) => / (\S+) \d+ 127\.0\.0\.1 \d+ typ relay/.exec(line)?.[1]);
  assert.deepEqual(kinds.sort(), ['TCP-ACT', 'TCP-ACT', 'TCP-PASS', 'TCP-PASS']);
  await bothAreHeard(made);
  await until('active destinations', () => server.journal.of('active-destination').length >= 2);
  await bothAreHeard(made);
  assert.deepEqual(complaints(server), []);
  await server.stop();
  const failed = await made.heard.event(callId, 'failed');
  assert.equal(failed.failure, 'no-path');
});

test('two who are behind such relays over TCP hear each other', async () => {
  // libnice proves by SHA-1 alone.
  const server = await startMsTurnServer({ version: 2 });
  ends.push(() => server.stop());
  assert.ok(server.tcp);
  const relayed = { transport: 'tls', ...server.tcp, ...server.options.token } as const;
  const made = await libniceCall(meansOf(server, 'tcp'), { kind: 'full-tcp', relay: relayed });
  await bothAreHeard(made);
  await until('active destinations', () => server.journal.of('active-destination').length >= 2);
  await bothAreHeard(made);
  assert.deepEqual(complaints(server), []);
});

test('a far side of TCP alone is connected to without any relay', async () => {
  const made = await libniceCall(freeMeans, { kind: 'full-tcp' });
  const lines = candidatesOf(made.farAnswer);
  assert.ok(lines.some((line) => / TCP-ACT \d+ 127\.0\.0\.1 \d+ typ host$/.test(line)));
  // What is named by default is always a port of UDP.
  const { rtpPort } = answeredTarget(made.farAnswer);
  assert.ok(lines.some((line) => line.includes(` UDP `) && line.includes(` ${rtpPort} typ host`)));
  await bothAreHeard(made);
});
