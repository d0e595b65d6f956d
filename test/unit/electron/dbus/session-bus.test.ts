import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connectBus } from '../../../../main/electron/dbus/connection.ts';
import { createSessionBus, type SessionBus } from '../../../../main/electron/dbus/session-bus.ts';
import { createClock } from '../../../../main/net/clock.ts';
import { createManualClock, settled } from '../manual-clock.ts';
import { silentLog } from '../silent-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'bus-'));
const socket = join(folder, 'bus');
const buses: SessionBus[] = [];
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
  while (clock.waiting === 0) await settled();
  await startDaemon();
  clock.advance(1_000);
  await reconnected;
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
