import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, test } from 'node:test';
import { createIceSession, type IceSession } from '../../../main/media/ice/agent/ice-session.ts';
import type { Dialect } from '../../../main/media/ice/agent/peer-manner.ts';
import { candidateLine, readCandidates } from '../../../main/media/ice/candidates/candidate-lines.ts';
import {
  type Credentials,
  createCredentials,
  credentialLines,
  readCredentials,
} from '../../../main/media/ice/candidates/credentials.ts';
import { openHostSockets } from '../../../main/media/ice/sockets/host-sockets.ts';
import type { IceSocket } from '../../../main/media/ice/sockets/ice-socket.ts';
import { readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { isRtcp } from '../../../main/media/rtp/rtcp.ts';
import { chooseKey } from '../../../main/media/sdp/crypto-line.ts';
import { admittedEndpoint } from '../../../main/media/sdp/far-address.ts';
import { inTheClear, type Protection, protectedBy } from '../../../main/media/srtp/protection.ts';
import { createClock } from '../../../main/system/clock.ts';
import { createRandom } from '../../../main/system/random.ts';
import { until } from '../../desktop/until.ts';
import { HeardGateway } from '../../peers/gateway-call.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a call';
const random = createRandom();
const admits = (host: string, port: unknown) => admittedEndpoint(host, port, { loopback: true });

interface FarOptions {
  readonly dialect?: Dialect;
  readonly mux?: boolean;
  readonly key?: string;
  readonly lite?: boolean;
}

/** The caller: an agent that controls, on loopback, and what came to it. */
class FarCaller {
  readonly #options: FarOptions;
  readonly sockets: readonly IceSocket[];
  #local: Credentials = createCredentials(random);
  #session: IceSession | null = null;
  protection: Protection = inTheClear;
  readonly rtp: Buffer[] = [];
  readonly rtcp: Buffer[] = [];
  failed = false;
  #sequence = 0;

  private constructor(options: FarOptions, sockets: readonly IceSocket[]) {
    this.#options = options;
    this.sockets = sockets;
  }

  static async open(options: FarOptions): Promise<FarCaller> {
    const loopback = { lo: (networkInterfaces().lo ?? []).filter(({ family }) => family === 'IPv4') };
    const sockets = await openHostSockets({
      interfaces: () => loopback,
      admits: () => true,
      components: options.mux ? 1 : 2,
    });
    assert.ok(sockets.ok);
    return new FarCaller(options, sockets.value);
  }

  get complete(): boolean {
    return this.#session?.isComplete() === true;
  }

  /** As a client writes it; `default` is an address that nobody listens at, as a relay's is to strangers. */
  offer(more: readonly string[] = []): string {
    const { mux = false, key, lite = false } = this.#options;
    return [
      'v=0',
      'o=- 0 0 IN IP4 127.0.0.1',
      's=session',
      'c=IN IP4 192.0.2.1',
      ...(lite ? ['a=ice-lite'] : []),
      't=0 0',
      `m=audio 50000 RTP/${key === undefined ? 'AVP' : 'SAVP'} 0 101`,
      ...credentialLines(this.#local),
      ...this.sockets.map(({ base }) => candidateLine(base)),
      'a=candidate:9 1 TCP-PASS 6556159 192.0.2.1 50000 typ relay raddr 10.1.2.3 rport 5060 ',
      ...(mux ? ['a=rtcp-mux'] : []),
      ...(key === undefined ? [] : [`a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}|2^31`]),
      'a=rtpmap:101 telephone-event/8000',
      ...more,
      '',
    ].join('\r\n');
  }

  /** Another agent from now on: the next offer asks for a restart. */
  renew(): void {
    this.#local = createCredentials(random);
  }

  take(answer: string): void {
    const lines = answer.split('\r\n');
    const remote = readCredentials(lines, []);
    assert.ok(remote);
    const { mux = false, dialect = 'ms-ice2', lite = false, key } = this.#options;
    const ours = chooseKey(lines.filter((line) => line.startsWith('a=crypto:')).map((line) => line.slice(9)));
    if (key !== undefined && ours)
      this.protection = protectedBy({ master: Buffer.from(key, 'base64'), mki: Buffer.alloc(0) }, ours);
    const candidates = readCandidates(lines, admits).udp;
    const round = {
      role: lite ? ('controlled' as const) : ('controlling' as const),
      local: this.#local,
      remote: { ...remote, lite: false, candidates },
      components: mux ? (1 as const) : (2 as const),
      dialect,
    };
    this.#session?.restart(round);
    this.#session ??= createIceSession(
      {
        sockets: this.sockets,
        clock: createClock(),
        random,
        admits,
        events: {
          onSelected() {},
          onDatagram: (_component, datagram) => (isRtcp(datagram) ? this.rtcp : this.rtp).push(datagram),
          onFailed: () => {
            this.failed = true;
          },
          onRestartFailed() {},
        },
      },
      round,
    );
  }

  speak(payload: Buffer): void {
    this.#sequence += 1;
    const packet = writeRtp({
      payloadType: 0,
      marker: false,
      sequenceNumber: this.#sequence,
      timestamp: this.#sequence * 160,
      ssrc: 99,
      payload,
    });
    const datagram = this.protection.protectRtp(packet);
    if (datagram !== null) this.#session?.send(1, datagram);
  }

  heard(): Buffer[] {
    return this.rtp
      .splice(0)
      .flatMap((datagram) => readRtp(this.protection.openRtp(datagram) ?? Buffer.alloc(0))?.payload ?? []);
  }

  async close(): Promise<void> {
    if (this.#session !== null) return this.#session.close();
    await Promise.all(this.sockets.map((socket) => socket.close()));
  }
}

let heard: HeardGateway;
let near: NearPeer;
let far: FarCaller;

beforeEach(() => {
  heard = new HeardGateway();
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), far.close(), near.close()]);
});

async function talking(options: FarOptions): Promise<string> {
  far = await FarCaller.open(options);
  heard.gateway.handle({ type: 'prepare', callId, offer: far.offer() });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const answering = await NearPeer.answering(nearOffer);
  near = answering.peer;
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answering.answer });
  await heard.event(callId, 'near-connected');
  heard.gateway.handle({ type: 'start', callId });
  far.take(farAnswer);
  return farAnswer;
}

let said = 0;
async function bothAreHeard(): Promise<void> {
  said += 1;
  const [there, here] = [Buffer.from(`far ${said}`), Buffer.from(`near ${said}`)];
  await until('both voices', async () => {
    said += 1;
    far.speak(there);
    await near.send({ payloadType: 0, sequenceNumber: said, timestamp: said * 160, payload: here });
    return near.received.some(({ payload }) => payload.equals(there));
  });
  await until('the near voice', async () => {
    said += 1;
    await near.send({ payloadType: 0, sequenceNumber: said, timestamp: said * 160, payload: here });
    return far.heard().some((payload) => payload.equals(here));
  });
}

const key = randomKey();
function randomKey(): string {
  return Buffer.from(Array.from({ length: 30 }, (_, at) => at * 7)).toString('base64');
}

for (const dialect of ['ms-ice2', 'rfc5245'] as const) {
  for (const mux of [false, true]) {
    test(`a caller of ${dialect} ${mux ? 'with' : 'without'} rtcp-mux, encrypted, is heard and hears`, async () => {
      const answer = await talking({ dialect, mux, key });
      assert.match(answer, /\r\na=ice-ufrag:\S{4,}\r\na=ice-pwd:\S{22,}\r\n/);
      assert.match(answer, /\r\na=candidate:1 1 UDP \d+ \S+ \d+ typ host\r\n/);
      assert.equal(/\r\na=rtcp-mux\r\n/.test(answer), mux);
      assert.equal(/\r\na=candidate:1 2 UDP /.test(answer), !mux);
      await bothAreHeard();
      await until('reports', () => far.rtcp.length > 0);
      await until('an agreement', () => far.complete);
      await heard.event(callId, 'far-heard');
    });
  }
}

test('in the clear too', async () => {
  await talking({});
  await bothAreHeard();
});

test('a peer that is lite is controlled by us', async () => {
  await talking({ lite: true, dialect: 'rfc5245', key });
  await bothAreHeard();
});

test('the final offer is answered with what it chose, and nothing starts anew', async () => {
  const first = await talking({ key });
  await bothAreHeard();
  const candidates = readCandidates(first.split('\r\n'), admits).udp;
  const chosen = [1, 2].map((component) =>
    candidates.find((each) => each.component === component && each.host === '127.0.0.1'),
  );
  const line = `a=remote-candidates:${chosen.map((each) => `${each?.component} ${each?.host} ${each?.port}`).join(' ')}`;
  const answer = await heard.renegotiated(callId, far.offer([line]));
  assert.equal(/a=ice-ufrag:.*/.exec(answer)?.[0], /a=ice-ufrag:.*/.exec(first)?.[0]);
  assert.equal(answer.match(/a=candidate/g)?.length, 2);
  await bothAreHeard();
});

test('a restart goes on by another agent, and the voice is not cut meanwhile', async () => {
  const first = await talking({ key });
  await bothAreHeard();
  far.renew();
  const answer = await heard.renegotiated(callId, far.offer());
  assert.notEqual(/a=ice-ufrag:.*/.exec(answer)?.[0], /a=ice-ufrag:.*/.exec(first)?.[0]);
  await bothAreHeard();
  far.take(answer);
  await bothAreHeard();
  await until('the new agent', () => far.complete);
  await bothAreHeard();
});

test('strangers who know the ports are neither heard nor answered', async () => {
  const answer = await talking({ key });
  await bothAreHeard();
  const port = Number(/m=audio (\d+)/.exec(answer)?.[1]);
  const stranger = await FarCaller.open({});
  const before = near.received.length;
  for (const { send } of stranger.sockets)
    send(Buffer.from([0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 5, 5]), '127.0.0.1', port);
  await bothAreHeard();
  assert.ok(near.received.slice(before).every(({ payload }) => payload.length > 2));
  await stranger.close();
});

test('sockets are free again when the call is over, answered or not', async () => {
  const answer = await talking({ key });
  await bothAreHeard();
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  heard.gateway.handle({ type: 'prepare', callId: 'b', offer: far.offer() });
  const { farAnswer } = await heard.event('b', 'prepared');
  heard.gateway.handle({ type: 'close', callId: 'b' });
  await heard.event('b', 'closed');
  for (const { port } of [answer, farAnswer].flatMap((text) =>
    readCandidates(text.split('\r\n'), admits).udp.filter(({ host }) => host === '127.0.0.1'),
  )) {
    const socket = createSocket('udp4');
    socket.bind({ port, address: '127.0.0.1', exclusive: true });
    await once(socket, 'listening');
    socket.close();
  }
});
