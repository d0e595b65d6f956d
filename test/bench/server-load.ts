/**
 * What clients cost a front end: requests, TLS handshakes, looks whether it is still there, and bytes a second of so many cores with real HTTP, signed in at a simulated server that holds
 * the event channel as a real one does; then what one call costs. Prints the figures, and what 10,000 clients come to by them.
 *
 * Run it as `node test/bench/server-load.ts [how many clients] [seconds to watch]`. Of what it counts only the simulator's own processor time would say
 * nothing about a real server, so it is not counted.
 */
import diagnostics from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SecureContext } from 'node:tls';
import type { Http } from '../../main/core/ports.ts';
import { createClientContext } from '../../main/net/trust/trusted-roots.ts';
import { createRandom } from '../../main/system/random.ts';
import { createRealPhone, noLog, type RealPhone } from '../faults/real-phone.ts';
import { shows } from '../shows.ts';
import { startUcwaServer, type UcwaServer } from '../ucwa-server/index.ts';
import { createFakeMedia } from '../unit/core/fakes/media.ts';
import { createFakeSurroundings } from '../unit/core/fakes/surroundings.ts';

const [count, watchS] = [Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 240)];
/** What the figures are multiplied to. */
const extrapolated = 10_000;
/** So many sign in at a time: a morning, not a flood. */
const together = 10;

/** A busy machine has thousands to serve. */
const withinMs = 120_000;

/** What went over the wire. A connection that carried something is a TLS handshake, since every server here speaks https; one that carried nothing is a look. */
class Wire {
  requests = 0;
  /** Connected ones that are closed, by whether they carried anything. */
  #handshakes = 0;
  #looks = 0;
  readonly #open = new Set<Socket>();
  #sent = 0;
  #received = 0;

  constructor() {
    diagnostics.subscribe('net.client.socket', (message) => this.#follow((message as { socket: Socket }).socket));
  }

  /** HTTP that is counted. */
  counting(http: Http): Http {
    return {
      ...http,
      send: (request) => {
        this.requests += 1;
        return http.send(request);
      },
    };
  }

  total(): Figures {
    let [sent, received, handshakes] = [this.#sent, this.#received, this.#handshakes];
    for (const { bytesWritten, bytesRead } of this.#open) {
      sent += bytesWritten;
      received += bytesRead;
      if (bytesRead > 0) handshakes += 1;
    }
    return { requests: this.requests, handshakes, looks: this.#looks, sent, received };
  }

  #follow(socket: Socket): void {
    this.#open.add(socket);
    let isConnected = false;
    socket.once('connect', () => {
      isConnected = true;
    });
    socket.once('close', () => {
      this.#open.delete(socket);
      if (socket.bytesRead > 0) this.#handshakes += 1;
      else if (isConnected) this.#looks += 1;
      this.#sent += socket.bytesWritten;
      this.#received += socket.bytesRead;
    });
  }
}

interface Figures {
  readonly requests: number;
  readonly handshakes: number;
  readonly looks: number;
  readonly sent: number;
  readonly received: number;
}

function since(before: Figures, now: Figures): Figures {
  return {
    requests: now.requests - before.requests,
    handshakes: now.handshakes - before.handshakes,
    looks: now.looks - before.looks,
    sent: now.sent - before.sent,
    received: now.received - before.received,
  };
}

function createClient(
  { discoveryUrl, caFile }: UcwaServer,
  wire: Wire,
  secureContext: Promise<SecureContext>,
): RealPhone {
  const media = createFakeMedia();
  media.prepareAtOnce();
  return createRealPhone({
    ...{ discoveryUrl, caFile, secureContext, media, heldTimers: true },
    ...{ random: createRandom(), surroundings: createFakeSurroundings(), through: (http) => wire.counting(http) },
  });
}

async function signIn({ phone }: RealPhone, { credentials }: UcwaServer): Promise<void> {
  const { address, userName, password } = credentials;
  phone.command({ type: 'sign-in', request: { address, userName, password, keep: false, server: '' } });
  await shows(phone, ({ session }) => session.status === 'Ready', 'Ready', { withinMs });
}

/** A ring, an answer, and the end from here. */
async function callOnce({ phone }: RealPhone, server: UcwaServer): Promise<void> {
  const call = await server.call({ media: 'none' });
  await shows(phone, ({ calls }) => calls.some(({ state }) => state === 'ringing'), 'a ring', { withinMs });
  const callId = phone.view().calls.find(({ state }) => state === 'ringing')?.id ?? '';
  phone.command({ type: 'answer', callId });
  await call.accepted;
  await shows(phone, ({ calls }) => calls.some(({ state }) => state === 'connected'), 'the call', { withinMs });
  phone.command({ type: 'hang-up', callId });
  await shows(phone, ({ calls }) => calls.every(({ state }) => state === 'ended'), 'the end', { withinMs });
  // What a client tells and reads after a call.
  await sleep(10_000);
}

function line(title: string, { requests, handshakes, looks, sent, received }: Figures, per: number): string {
  const each = (value: number): string => (value / per).toPrecision(3);
  return `| ${title} | ${[requests, handshakes, looks, sent, received].map(each).join(' | ')} |`;
}

/** A run that ends with its figures, and leaves nothing open. */
async function measure<Outcome>(
  clients: number,
  run: (all: readonly RealPhone[], server: UcwaServer, wire: Wire) => Promise<Outcome>,
): Promise<Outcome> {
  const server = await startUcwaServer();
  server.calls.farMedia = 'none';
  const context = createClientContext({ extraFiles: [server.caFile], log: noLog });
  const all = Array.from({ length: clients }, () => createClient(server, wire, context));
  try {
    return await run(all, server, wire);
  } finally {
    await Promise.all(all.map(({ phone }) => phone.stop()));
    for (const { http } of all) http.close();
    await server.stop();
  }
}

const wire = new Wire();
const idle = await measure(count, async (all, server) => {
  const begun = wire.total();
  for (let from = 0; from < all.length; from += together) {
    await Promise.all(all.slice(from, from + together).map((client) => signIn(client, server)));
  }
  // What is read behind the first screen.
  await sleep(20_000);
  const signedIn = wire.total();
  await sleep(watchS * 1_000);
  return { signIn: since(begun, signedIn), watched: since(signedIn, wire.total()) };
});
const calls = await measure(1, async ([client], server) => {
  if (client === undefined) throw new Error('there is no client');
  await signIn(client, server);
  await sleep(20_000);
  const before = wire.total();
  const began = Date.now();
  await callOnce(client, server);
  return { call: since(before, wire.total()), seconds: (Date.now() - began) / 1_000 };
});

console.log(`${count} clients, watched for ${watchS} s; a call with 10 s after it (${calls.seconds.toFixed(0)} s).\n`);
console.log('| what | requests | TLS handshakes | looks | bytes sent | bytes received |');
console.log('| --- | --- | --- | --- | --- | --- |');
console.log(line('signing in, each client', idle.signIn, count));
console.log(line('idle, each client and hour', idle.watched, (count * watchS) / 3_600));
console.log(line(`idle, ${extrapolated} clients, each second`, idle.watched, (count * watchS) / extrapolated));
console.log(line('a call, answered and ended', calls.call, 1));
process.exit(0);
