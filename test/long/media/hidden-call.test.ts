/** The gateway behind a firewall that lets out TCP to port 443 alone, with Skype for Business's relay outside. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import { readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { until } from '../../desktop/until.ts';
import { iceCarrier } from '../../peers/carrier.ts';
import { answeredTarget, plainOffer } from '../../peers/gateway-call.ts';
import type { LibniceOptions } from '../../peers/libnice/libnice-peer.ts';
import { type MsTurnServer, startMsTurnServer } from '../../peers/ms-turn/server.ts';
import { behindFirewall, type HiddenNetwork } from '../../peers/network/hidden-network.ts';
import { networkProblem } from '../../peers/network/possible.ts';
import { type HiddenEvent, hiddenVoice } from './hidden-gateway.ts';

const problem = networkProblem();
const options = problem === null ? {} : { skip: problem };
const program = join(import.meta.dirname, 'hidden-gateway.ts');
const farVoice = 'from the far side';

interface Surroundings {
  readonly network: HiddenNetwork;
  readonly relay: MsTurnServer;
  /** Where the far side is. */
  readonly address: string;
}

async function surroundings(t: TestContext): Promise<Surroundings> {
  const network = await behindFirewall({ udp: false, tcp: [443] });
  t.after(() => network.stop());
  // libnice proves by SHA-1 alone.
  const relay = await startMsTurnServer({ address: `${network.outside}.2`, tcpPort: 443, version: 2 });
  t.after(() => relay.stop());
  return { network, relay, address: `${network.outside}.1` };
}

function meansOf({ udp, tcp, options: { token } }: MsTurnServer): MediaMeans {
  assert.ok(udp && tcp);
  const servers = [{ host: tcp.host, addresses: [], udpPort: udp.port, tcpPort: tcp.port }];
  return { ...freeMeans, relays: { userName: token.username, password: token.password, servers } };
}

interface Call {
  /** What the hidden side and the far side heard of each other. */
  readonly heard: readonly string[];
  readonly failures: readonly string[];
  readonly farHeard: readonly string[];
  readonly answer: () => string | null;
}

async function call(
  t: TestContext,
  { network, address }: Surroundings,
  means: MediaMeans,
  more: Partial<LibniceOptions>,
): Promise<Call> {
  const far = await iceCarrier(address, more);
  t.after(() => far.close());
  const child = spawn(...network.command(process.execPath, [program]), { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const [heard, failures, farHeard]: [string[], string[], string[]] = [[], [], []];
  let answer: string | null = null;
  far.onDatagram((kind, datagram) => {
    const packet = kind === 'rtp' ? readRtp(datagram) : null;
    if (packet !== null) farHeard.push(packet.payload.toString());
  });
  createInterface(child.stdout).on('line', (line) => {
    const event: HiddenEvent = JSON.parse(line);
    if ('heard' in event) heard.push(event.heard);
    else if ('failed' in event) failures.push(event.failed);
    else {
      answer = event.answer;
      far.aim(answeredTarget(answer));
    }
  });
  child.stdin.write(`${JSON.stringify({ offer: plainOffer(far.local), means })}\n`);
  let said = 0;
  const voice = setInterval(() => {
    said += 1;
    const fields = { payloadType: 0, marker: false, sequenceNumber: said, timestamp: said * 160, ssrc: 99 };
    far.send('rtp', writeRtp({ ...fields, payload: Buffer.from(farVoice) }));
  }, 20);
  t.after(() => clearInterval(voice));
  return { heard, failures, farHeard, answer: () => answer };
}

function assertHeard({ heard, farHeard }: Call): Promise<true> {
  return until('both voices', () => heard.includes(farVoice) && farHeard.includes(hiddenVoice));
}

test('through a firewall that lets out TCP 443 alone both are heard, over the relay', options, async (t) => {
  const around = await surroundings(t);
  const made = await call(t, around, meansOf(around.relay), { kind: 'full-tcp' });
  await assertHeard(made);
  assert.match(made.answer() ?? '', /TCP-PASS \d+ \S+\.2 \d+ typ relay/);
  await until('an active destination', () => around.relay.journal.of('active-destination').length > 0);
  const before = made.heard.length;
  await until('more of the voice', () => made.heard.length > before + 50);
});

test('also where the far side is behind the relay too', options, async (t) => {
  const around = await surroundings(t);
  assert.ok(around.relay.tcp);
  const relay = { transport: 'tls', ...around.relay.tcp, ...around.relay.options.token } as const;
  await assertHeard(await call(t, around, meansOf(around.relay), { kind: 'full-tcp', relay }));
});
