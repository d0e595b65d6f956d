import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import type { Log, MediaEvent } from '../../../main/core/ports.ts';
import { createMediaProcess, type MediaProcess } from '../../../main/media/media-process.ts';
import { until } from '../../desktop/until.ts';
import { plainOffer } from '../../peers/gateway-call.ts';
import { createFakeClock } from './fake-clock.ts';

const callId = 'a call';
const key = 'c2VjcmV0LWtleS1vZi10aGUtZmFyLXNpZGUhISEh';
const [ufrag, pwd, userName, password] = ['ufr8secret', 'pwd-that-nobody-may-read', 'relay-user', 'relay-password'];
const address = '127.0.0.1';
const ice = { ufrag, pwd, candidates: [`a=candidate:1 1 UDP 1 ${address} 6020 typ host`] };
const offer = plainOffer({ address, rtpPort: 6020, rtcpPort: 6021, key, ice });
const means: MediaMeans = {
  ...freeMeans,
  relays: { userName, password, servers: [{ host: 'relay.contoso.com', addresses: [], udpPort: 3478, tcpPort: null }] },
};

let child: ChildProcess;
let said: string;
let events: MediaEvent[];
let logged: string[];
let media: MediaProcess;

beforeEach(() => {
  said = '';
  events = [];
  logged = [];
  const note = (message: string, details?: object) => logged.push(`${message} ${JSON.stringify(details ?? {})}`);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  media = createMediaProcess({
    fork: forkUnderNode,
    openWay: async () => {},
    loopback: () => true,
    clock: createFakeClock(),
    log,
  });
  media.onEvent((event) => events.push(event));
});

afterEach(() => media.stop());

function forkUnderNode() {
  child = fork(fileURLToPath(new URL('rejecting-port.ts', import.meta.url)), { stdio: 'pipe' });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
  return {
    postMessage: (message: unknown) => child.send(message as object),
    on: (event: string, listener: (value: never) => void) => child.on(event, (value) => listener(value as never)),
    kill: () => child.kill(),
  };
}

test('whatever goes wrong in the media process, no key, address or password of a call is written anywhere', async () => {
  media.equip(means);
  media.instruct({ type: 'prepare', callId, offer });
  media.instruct({ type: 'near-answer', callId, sdp: `v=0\r\na=ice-pwd:${pwd}\r\n` });
  media.instruct({ type: 'renegotiate', callId, renegotiation: 'https://pool.contoso.com/r1', offer: 'no SDP' });
  media.instruct({ type: 'start', callId });
  await until('it to have said something', () => said.includes('media process:') && events.length > 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await until('its end to be told', () => logged.length > 0);
  const written = `${said}${logged.join('\n')}`;
  for (const secret of [key, ufrag, pwd, password, address, 'contoso.com']) {
    assert.ok(!written.includes(secret), `${secret} was written: ${written.slice(0, 2000)}`);
  }
});
