import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { foldersWithOrders, takeDataFolder } from '../../../../main/electron/start/data-folder.ts';

let root = '';
let own = '';
let runtime = '';
const runtimeBefore = process.env.XDG_RUNTIME_DIR;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'data-folder-'));
  [own, runtime] = [join(root, 'own'), join(root, 'run')];
  mkdirSync(own);
  mkdirSync(runtime);
  process.env.XDG_RUNTIME_DIR = runtime;
});
afterEach(() => {
  if (runtimeBefore === undefined) delete process.env.XDG_RUNTIME_DIR;
  else process.env.XDG_RUNTIME_DIR = runtimeBefore;
  rmSync(root, { recursive: true, force: true });
});

/** Electron, with what it answers when it is asked for the lock of a folder. */
function electron(lock: (folder: string) => boolean) {
  let folder = own;
  return {
    getPath: () => folder,
    setPath: (_name: string, path: string) => {
      folder = path;
    },
    requestSingleInstanceLock: () => lock(folder),
  };
}

test('the own folder, where its lock is free', () => {
  assert.deepEqual(takeDataFolder(electron(() => true)), { kind: 'own', path: own });
});

test('held, where a process that lives has the lock', () => {
  symlinkSync(`here-${process.pid}`, join(own, 'SingletonLock'));
  assert.deepEqual(takeDataFolder(electron((folder) => folder !== own)), { kind: 'held' });
  assert.deepEqual(readdirSync(runtime), []);
});

test('the own folder after all, where the other instance was just ending', () => {
  const answers = [false, true];
  assert.deepEqual(takeDataFolder(electron(() => answers.shift() === true)), { kind: 'own', path: own });
});

test('a folder of the session, the same each time and the user’s alone, where no lock can be made', () => {
  // Whoever had this number is gone: process ids end at 4,194,304 (proc(5), pid_max).
  symlinkSync('here-99999999', join(own, 'SingletonLock'));
  const taken = takeDataFolder(electron((folder) => folder !== own));
  assert.equal(taken.kind, 'spare');
  const [name = ''] = readdirSync(runtime);
  assert.deepEqual(taken, { kind: 'spare', path: join(runtime, name) });
  assert.equal(statSync(join(runtime, name)).mode & 0o777, 0o700);
  assert.deepEqual(takeDataFolder(electron((folder) => folder !== own)), taken);
});

test('held, where another instance has the folder of the session', () => {
  assert.deepEqual(takeDataFolder(electron(() => false)), { kind: 'held' });
});

test('no folder that others can get at, or that somebody put there', () => {
  const noLock = () => takeDataFolder(electron((folder) => folder !== own));
  assert.equal(noLock().kind, 'spare');
  const [name = ''] = readdirSync(runtime);
  chmodSync(join(runtime, name), 0o777);
  assert.deepEqual(noLock(), { kind: 'held' });
  rmSync(join(runtime, name), { recursive: true });
  symlinkSync(own, join(runtime, name));
  assert.deepEqual(noLock(), { kind: 'held' });
});

test('orders go to the folder of the session as well, but to none that others can get at, or that somebody put there', () => {
  assert.deepEqual(foldersWithOrders(own), [own]);
  const taken = takeDataFolder(electron((folder) => folder !== own));
  assert.equal(taken.kind, 'spare');
  const [name = ''] = readdirSync(runtime);
  const spare = join(runtime, name);
  assert.deepEqual(foldersWithOrders(own), [own, spare]);
  chmodSync(spare, 0o777);
  assert.deepEqual(foldersWithOrders(own), [own]);
  rmSync(spare, { recursive: true });
  symlinkSync(own, spare);
  assert.deepEqual(foldersWithOrders(own), [own]);
});
