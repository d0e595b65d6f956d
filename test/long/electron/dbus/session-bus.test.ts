import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connectBus } from '../../../../main/electron/dbus/connection.ts';
import { createSessionBus, type SessionBus } from '../../../../main/electron/dbus/session-bus.ts';
import { createClock } from '../../../../main/system/clock.ts';
import { createManualClock, settled } from '../../../unit/electron/manual-clock.ts';
import { silentLog } from '../../../unit/electron/silent-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'bus-'));
const socket = join(folder, 'bus');
const buses: SessionBus[] = [];
const strangers: Socket[] = [];
let daemon: ChildProcess;

/** A real message bus. */
async function startDaemon(): Promise<void> {
  rmSync(socket, { force: true });
  daemon = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', `--address=unix:path=${socket}`], {
    stdio: 'ignore',
  });
  while (!existsSync(socket)) await settled();
}

async function stopDaemon(): Promise<void> {
  const ended = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGKILL');
  await ended;
}

before(startDaemon);
after(async () => {
  for (const bus of buses) bus.close();
  for (const stream of strangers) stream.destroy();
  await stopDaemon();
  rmSync(folder, { recursive: true });
});

function sessionBus(clock = createManualClock()): { bus: SessionBus; clock: typeof clock } {
  const bus = createSessionBus({ connect: (onEnd) => connectBus(socket, onEnd), clock, log: silentLog });
  buses.push(bus);
  return { bus, clock };
}

const toDaemon = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

function hasOwner(bus: SessionBus, name: string) {
  return bus.call({ ...toDaemon, member: 'NameHasOwner', signature: 's', body: [name] });
}

function takeName(bus: SessionBus, name: string) {
  return bus.call({ ...toDaemon, member: 'RequestName', signature: 'su', body: [name, 0] });
}

test('a call brings its values, or the error by its name', async () => {
  const { bus } = sessionBus();
  assert.deepEqual(await hasOwner(bus, 'org.freedesktop.DBus'), { ok: true, value: [true] });
  const nobody = await bus.call({ ...toDaemon, destination: 'org.example.Nobody', member: 'Hello' });
  assert.ok(!nobody.ok);
  assert.match(nobody.failure, /^org\.freedesktop\.DBus\.Error\.ServiceUnknown/);
});

test('a call that nobody answers ends by its deadline', async () => {
  const { bus: silent } = sessionBus();
  const { bus } = sessionBus();
  await takeName(silent, 'org.example.Silent');
  const call = { destination: 'org.example.Silent', path: '/', interface: 'org.example.Silent', member: 'Hang' };
  process.kill(daemon.pid ?? 0, 'SIGSTOP');
  const reply = await bus.call(call, 50);
  process.kill(daemon.pid ?? 0, 'SIGCONT');
  assert.deepEqual(reply, { ok: false, failure: 'Hang: no reply' });
});

test('a change of owner is told, of that name only', async () => {
  const { bus } = sessionBus();
  const { bus: other } = sessionBus();
  const changed = new Promise<void>((resolve) => bus.onOwnerChange('org.example.Wanted', resolve));
  let wrong = 0;
  bus.onOwnerChange('org.example.Never', () => {
    wrong += 1;
  });
  await hasOwner(bus, 'org.example.Wanted');
  await takeName(other, 'org.example.Unrelated');
  await takeName(other, 'org.example.Wanted');
  await changed;
  assert.equal(wrong, 0);
});

test('a bus that was lost is found again, with its subscriptions', async () => {
  const { bus, clock } = sessionBus();
  let told: () => void = () => {};
  const next = () =>
    new Promise<void>((resolve) => {
      told = resolve;
    });
  const reconnected = next();
  bus.onOwnerChange('org.example.Later', () => told());
  await hasOwner(bus, 'org.example.Later');
  await stopDaemon();
  await startDaemon();
  let isBack = false;
  void reconnected.then(() => {
    isBack = true;
  });
  // Other timers wait too: that one does says nothing of the one that connects again.
  while (!isBack) {
    clock.advance(1_000);
    await settled();
  }
  const changed = next();
  await hasOwner(bus, 'org.example.Later');
  const { bus: other } = sessionBus();
  await takeName(other, 'org.example.Later');
  await changed;
});

test('without a bus a call fails at once, and a closed one stays closed', async () => {
  const nowhere = createSessionBus({
    connect: (onEnd) => connectBus(join(folder, 'nowhere'), onEnd),
    clock: createClock(),
    log: silentLog,
  });
  const reply = await nowhere.call({ ...toDaemon, member: 'ListNames' }, 1_000);
  assert.equal(reply.ok, false);
  nowhere.close();
  assert.deepEqual(await nowhere.call({ ...toDaemon, member: 'ListNames' }), {
    ok: false,
    failure: 'The message bus is closed',
  });
});

const news = { path: '/news', interface: 'org.example.News', member: 'Told' };

interface Sender {
  readonly connection: { message(message: object): void };
  readonly name?: string;
  invoke(message: object, reply: (error: unknown) => void): void;
}

/** A program on the bus that sends what it likes; resolves once it is let in. */
async function stranger(): Promise<Sender> {
  const library = (await import('@homebridge/dbus-native')) as unknown as {
    createClient(options: { stream: Socket }): Sender;
  };
  const stream = connect(socket);
  strangers.push(stream);
  const client = library.createClient({ stream });
  while (client.name === undefined) await settled();
  return client;
}

function asks(client: Sender, member: string, signature: string, body: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve) => client.invoke({ ...toDaemon, member, signature, body }, resolve));
}

let serial = 1_000;
function tells(client: Sender, text: string, more: object = {}): void {
  serial += 1;
  client.connection.message({ type: 4, serial, ...news, signature: 's', body: [text], ...more });
}

/** Whatever the client sent has been passed on by then. */
async function passedOn(client: Sender, bus: SessionBus): Promise<void> {
  await asks(client, 'GetId', '', []);
  await hasOwner(bus, 'org.example.News');
  await settled();
}

async function uniqueNameOf(bus: SessionBus): Promise<string> {
  await takeName(bus, `org.example.App${serial}`);
  const reply = await bus.call({
    ...toDaemon,
    member: 'GetNameOwner',
    signature: 's',
    body: [`org.example.App${serial}`],
  });
  return String(reply.ok && reply.value[0]);
}

test('only the owner of the name is heard, whoever it is by now', async () => {
  const { bus } = sessionBus();
  const heard: unknown[] = [];
  const stop = bus.onSignal({ sender: 'org.example.News', ...news }, ([text]) => heard.push(text));
  const destination = await uniqueNameOf(bus);
  const [first, second, other] = await Promise.all([stranger(), stranger(), stranger()]);
  const each = async () => {
    for (const client of [first, second, other]) {
      tells(client, `${client.name} to all`);
      // Comes in whatever the rules say.
      tells(client, `${client.name} to the app`, { destination });
      await passedOn(client, bus);
    }
  };
  await each();
  assert.deepEqual(heard.splice(0), []);
  await asks(first, 'RequestName', 'su', ['org.example.News', 1]);
  await each();
  assert.deepEqual(heard.splice(0), [`${first.name} to all`, `${first.name} to the app`]);
  await asks(second, 'RequestName', 'su', ['org.example.News', 2]);
  await each();
  assert.deepEqual(heard.splice(0), [`${second.name} to all`, `${second.name} to the app`]);
  await asks(second, 'ReleaseName', 's', ['org.example.News']);
  await asks(first, 'ReleaseName', 's', ['org.example.News']);
  await each();
  assert.deepEqual(heard.splice(0), []);
  await asks(other, 'RequestName', 'su', ['org.example.News', 0]);
  stop();
  await each();
  assert.deepEqual(heard, []);
  await asks(other, 'ReleaseName', 's', ['org.example.News']);
});

test('an owner that was there before is heard, also after a reconnection', async () => {
  const owner = await stranger();
  await asks(owner, 'RequestName', 'su', ['org.example.News', 0]);
  const { bus } = sessionBus();
  const heard: unknown[] = [];
  bus.onSignal({ sender: 'org.example.News', ...news }, ([text]) => heard.push(text));
  await passedOn(owner, bus);
  tells(owner, 'hello');
  await passedOn(owner, bus);
  assert.deepEqual(heard, ['hello']);
  await asks(owner, 'ReleaseName', 's', ['org.example.News']);
});

test('a change of owner that somebody else tells of is none, and an owner cannot be made up by it', async () => {
  const { bus } = sessionBus();
  const heard: unknown[] = [];
  bus.onSignal({ sender: 'org.example.News', ...news }, ([text]) => heard.push(text));
  bus.onOwnerChange('org.example.News', () => heard.push('owner'));
  const destination = await uniqueNameOf(bus);
  const liar = await stranger();
  await passedOn(liar, bus);
  heard.length = 0;
  const lie = { path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged' };
  for (const to of [{}, { destination }]) {
    tells(liar, '', { ...lie, ...to, signature: 'sss', body: ['org.example.News', '', liar.name] });
    // What a client writes as the sender is overwritten by the bus.
    tells(liar, 'lie', { ...to, sender: 'org.example.News' });
  }
  await passedOn(liar, bus);
  assert.deepEqual(heard, []);
});

test('an answer counts only from whoever was asked', async () => {
  const { bus } = sessionBus();
  const destination = await uniqueNameOf(bus);
  const [liar, service] = await Promise.all([stranger(), stranger()]);
  await asks(service, 'RequestName', 'su', ['org.example.Asked', 0]);
  for (const name of ['org.freedesktop.DBus', 'org.example.Asked']) {
    const asked = name === 'org.example.Asked' ? { ...news, destination: name } : { ...toDaemon };
    process.kill(daemon.pid ?? 0, 'SIGSTOP');
    const reply = bus.call({ ...asked, member: 'ListNames' });
    for (let replySerial = 1; replySerial < 60; replySerial += 1) {
      serial += 1;
      liar.connection.message({ type: 2, serial, destination, replySerial, signature: 's', body: ['lie'] });
    }
    process.kill(daemon.pid ?? 0, 'SIGCONT');
    const answer = await reply;
    assert.ok(!JSON.stringify(answer).includes('lie'));
    // The service's own library has no such method, and says so.
    assert.equal(
      answer.ok ? 'names' : answer.failure,
      answer.ok ? 'names' : 'org.freedesktop.DBus.Error.UnknownService: Uh oh oh',
    );
  }
  await asks(service, 'ReleaseName', 's', ['org.example.Asked']);
});
