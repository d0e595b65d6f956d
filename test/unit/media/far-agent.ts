/** A far side that speaks ICE, for tests of whole calls. */
import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
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
import { looksLikeStun } from '../../../main/media/ice/stun/read-stun.ts';
import { readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { isRtcp } from '../../../main/media/rtp/rtcp.ts';
import { chooseKey } from '../../../main/media/sdp/crypto-line.ts';
import { admittedEndpoint } from '../../../main/media/sdp/far-address.ts';
import { inTheClear, type Protection, protectedBy } from '../../../main/media/srtp/protection.ts';
import { createClock } from '../../../main/system/clock.ts';
import { createRandom } from '../../../main/system/random.ts';

const random = createRandom();
export const admits = (host: string, port: unknown) => admittedEndpoint(host, port, { loopback: true });

/** What it is like. */
export interface FarAgentOptions {
  readonly dialect?: Dialect;
  readonly mux?: boolean;
  readonly key?: string | undefined;
  readonly lite?: boolean;
  /** Of what it sends; PCMU's unless told. */
  readonly payloadType?: number;
  /** Unless it answers, it controls. */
  readonly answers?: boolean;
}

/** The type of the answer to a check that succeeded (RFC 8489 section 5). */
const bindingSuccess = 0x101;

/** The far side of a call: an agent on loopback, and what came to it. */
export class FarAgent {
  readonly #options: FarAgentOptions;
  readonly sockets: readonly IceSocket[];
  #local: Credentials = createCredentials(random);
  #session: IceSession | null = null;
  #key: string | undefined;
  /** How many of its checks succeeded. */
  answered = 0;
  protection: Protection = inTheClear;
  readonly rtp: Buffer[] = [];
  /** All that came besides reports, as it was on the wire. */
  readonly wire: Buffer[] = [];
  readonly rtcp: Buffer[] = [];
  failed = false;
  /** Else nothing of its STUN goes out, as of one that is done with it once a way is chosen. */
  answersChecks = true;
  #sequence = 0;

  private constructor(options: FarAgentOptions, sockets: readonly IceSocket[]) {
    this.#options = options;
    this.sockets = sockets.map((socket) => ({
      ...socket,
      send: (datagram, host, port) => {
        if (this.answersChecks || !looksLikeStun(datagram)) socket.send(datagram, host, port);
      },
    }));
  }

  static async open(options: FarAgentOptions): Promise<FarAgent> {
    const loopback = { lo: (networkInterfaces().lo ?? []).filter(({ family }) => family === 'IPv4') };
    const sockets = await openHostSockets({
      interfaces: () => loopback,
      admits: () => true,
      components: options.mux ? 1 : 2,
    });
    assert.ok(sockets.ok);
    const far = new FarAgent(options, sockets.value);
    far.#key = options.key;
    for (const socket of sockets.value)
      socket.onDatagram((datagram) => {
        if (datagram.length > 1 && datagram.readUInt16BE(0) === bindingSuccess) far.answered += 1;
      });
    return far;
  }

  get password(): string {
    return this.#local.pwd;
  }

  get complete(): boolean {
    return this.#session?.isComplete() === true;
  }

  /** As a client writes it, offer or answer; `default` is an address that nobody listens at, as a relay's is to strangers. */
  describe(more: readonly string[] = []): string {
    const { mux = false, lite = false } = this.#options;
    const key = this.#key;
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

  /** Goes on by this key, or without one, which its next description says; `sdp`: the other side's. */
  goUnder(key: string | undefined, sdp: string): void {
    this.#key = key;
    const ours = chooseKey((sdp.match(/^a=crypto:.*/gm) ?? []).map((line) => line.slice(9).trim()));
    if (key === undefined) this.protection = inTheClear;
    else if (ours) this.protection = protectedBy({ master: Buffer.from(key, 'base64'), mki: Buffer.alloc(0) }, ours);
  }

  /** Reads the other side's, and begins its checks. */
  take(sdp: string): void {
    const lines = sdp.split('\r\n');
    const remote = readCredentials(lines, []);
    assert.ok(remote);
    const { mux = false, dialect = 'ms-ice2', lite = false, answers = false } = this.#options;
    this.goUnder(this.#key, sdp);
    const candidates = readCandidates(lines, admits).udp;
    const round = {
      role: lite || answers ? ('controlled' as const) : ('controlling' as const),
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
          onDatagram: (_component, datagram) => {
            (isRtcp(datagram) ? this.rtcp : this.rtp).push(datagram);
            if (!isRtcp(datagram)) this.wire.push(datagram);
          },
          onFailed: () => {
            this.failed = true;
          },
          onRestartFailed() {},
        },
      },
      round,
    );
  }

  /** What is spoken next has the number behind this one; after 16 bits they go round. */
  numberFrom(sequence: number): void {
    this.#sequence = sequence;
  }

  speak(payload: Buffer): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const packet = writeRtp({
      payloadType: this.#options.payloadType ?? 0,
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
