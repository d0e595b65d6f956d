import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { readPlainFile } from '../../../main/storage/plain-file.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plain-'));
  path = join(folder, 'file');
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (mostBytes = 10): string => readPlainFile(path, mostBytes).toString('utf8');

test('a file is read, also by a link to it, up to as long as it may be', () => {
  writeFileSync(join(folder, 'target'), '0123456789');
  symlinkSync('target', path);
  assert.equal(read(), '0123456789');
  assert.throws(() => read(9), /10 bytes/);
});

test('what is not there is said by the system', () => assert.throws(() => read(), { code: 'ENOENT' }));

test('a pipe that nobody writes to is not waited for', { skip: process.platform === 'win32' }, () => {
  execFileSync('mkfifo', [path]);
  assert.throws(() => read(), /no file/);
});

test('a device without an end, a folder and a socket are no files', {
  skip: process.platform === 'win32',
}, async () => {
  symlinkSync('/dev/zero', path);
  assert.throws(() => read(), /no file/);
  rmSync(path);
  mkdirSync(path);
  assert.throws(() => read(), /no file/);
  rmSync(path, { recursive: true });
  const server = createServer().listen(path);
  await new Promise((listening) => server.once('listening', listening));
  assert.throws(() => read(), /no file/);
  server.close();
});

test('a file of gigabytes costs no memory', () => {
  writeFileSync(path, '');
  truncateSync(path, 8 * 1024 ** 3);
  assert.throws(() => read(1024), /8589934592 bytes/);
});
