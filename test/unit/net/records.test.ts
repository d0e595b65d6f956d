import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Log } from '../../../main/core/ports.ts';
import { createRecords } from '../../../main/net/records.ts';

let folder = '';
let warnings: string[] = [];
const log: Log = { debug() {}, info() {}, error() {}, warn: (message) => warnings.push(message) };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'records-'));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was written last is read back, also by the next run', async () => {
  const records = createRecords(join(folder, 'not', 'there'), log);
  for (let version = 0; version <= 20; version += 1) records.write('settings', { version });
  records.write('history', ['a']);
  await records.flush();
  const later = createRecords(join(folder, 'not', 'there'), log);
  assert.deepEqual(later.read('settings'), { version: 20 });
  assert.deepEqual(later.read('history'), ['a']);
  assert.deepEqual(readdirSync(join(folder, 'not', 'there')).sort(), ['history.json', 'settings.json']);
  assert.deepEqual(warnings, []);
});

test('a document is readable by its owner only', async () => {
  const records = createRecords(folder, log);
  records.write('settings', {});
  await records.flush();
  assert.equal(statSync(join(folder, 'settings.json')).mode & 0o077, 0);
});

test('a missing document is undefined in silence, a broken one with a warning', () => {
  const records = createRecords(folder, log);
  assert.equal(records.read('settings'), undefined);
  assert.equal(warnings.length, 0);
  writeFileSync(join(folder, 'settings.json'), '{"half":');
  assert.equal(records.read('settings'), undefined);
  assert.equal(warnings.length, 1);
});

test('a folder that cannot be written is a warning, and later writes still work', async () => {
  const blocked = join(folder, 'file');
  writeFileSync(blocked, '');
  const records = createRecords(join(blocked, 'inside'), log);
  records.write('settings', {});
  await records.flush();
  assert.equal(warnings.length, 1);
  rmSync(blocked);
  records.write('settings', { again: true });
  await records.flush();
  assert.deepEqual(records.read('settings'), { again: true });
});
