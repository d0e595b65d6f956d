import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Unsaved } from '../../../main/core/health/state.ts';
import type { Log } from '../../../main/core/ports.ts';
import { createRecords, type FileRecords } from '../../../main/storage/records.ts';
import { replaceFile } from '../../../main/storage/replace-file.ts';
import { createManualClock, type ManualClock } from '../electron/manual-clock.ts';

let folder = '';
let warnings: string[] = [];
let told: Unsaved[] = [];
let clock: ManualClock;
const log: Log = { debug() {}, info() {}, error() {}, warn: (message) => warnings.push(message) };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'records-'));
  warnings = [];
  told = [];
  clock = createManualClock();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function recordsIn(path: string): FileRecords {
  return createRecords(path, { log, clock, onUnsaved: (unsaved) => told.push(unsaved) });
}

test('what was written last is read back, also by the next run', async () => {
  const records = recordsIn(join(folder, 'not', 'there'));
  for (let version = 0; version <= 20; version += 1) records.write('settings', { version });
  records.write('history', ['a']);
  assert.deepEqual(records.read('settings'), { version: 20 }, 'before it is on the disk');
  await records.flush();
  const later = recordsIn(join(folder, 'not', 'there'));
  assert.deepEqual(later.read('settings'), { version: 20 });
  assert.deepEqual(later.read('history'), ['a']);
  assert.deepEqual(readdirSync(join(folder, 'not', 'there')).sort(), ['history.json', 'settings.json']);
  assert.deepEqual([warnings, told], [[], []]);
});

test('a document is readable by its owner only', async () => {
  const records = recordsIn(folder);
  records.write('settings', {});
  await records.flush();
  assert.equal(statSync(join(folder, 'settings.json')).mode & 0o077, 0);
});

test('a missing document is undefined in silence, a broken one with one warning, however often it is read', async () => {
  const records = recordsIn(folder);
  assert.equal(records.read('settings'), undefined);
  assert.equal(warnings.length, 0);
  writeFileSync(join(folder, 'settings.json'), '{"half":');
  for (let look = 0; look < 3; look += 1) assert.equal(records.read('settings'), undefined);
  assert.equal(warnings.length, 1);
  records.write('settings', { whole: true });
  await records.flush();
  assert.deepEqual(recordsIn(folder).read('settings'), { whole: true });
});

describe('what stands in the way of a document', { skip: process.platform === 'win32' }, () => {
  const written = async (): Promise<unknown> => {
    const records = recordsIn(folder);
    records.write('settings', { whole: true });
    await records.flush();
    return recordsIn(folder).read('settings');
  };

  test('a pipe in its place is no document, and does not hold up the app', async () => {
    execFileSync('mkfifo', [join(folder, 'settings.json')]);
    assert.equal(recordsIn(folder).read('settings'), undefined);
    assert.equal(warnings.length, 1);
    assert.deepEqual(await written(), { whole: true });
  });

  test('a link to a device without an end is none either', async () => {
    symlinkSync('/dev/zero', join(folder, 'settings.json'));
    assert.equal(recordsIn(folder).read('settings'), undefined);
    assert.deepEqual(await written(), { whole: true });
  });

  test('a link in the place of a draft is not followed', async () => {
    const precious = join(folder, 'precious');
    writeFileSync(precious, 'precious');
    symlinkSync(precious, join(folder, 'settings.json.new'));
    assert.deepEqual(await written(), { whole: true });
    assert.equal(readFileSync(precious, 'utf8'), 'precious');
  });

  test('a pipe or a folder there is no hindrance', async () => {
    execFileSync('mkfifo', [join(folder, 'settings.json.new')]);
    assert.deepEqual(await written(), { whole: true });
    mkdirSync(join(folder, 'settings.json.new', 'inside'), { recursive: true });
    assert.deepEqual(await written(), { whole: true });
  });

  test('a draft that others may read is not written into', async () => {
    const draft = join(folder, 'settings.json.new');
    writeFileSync(draft, '');
    chmodSync(draft, 0o666);
    assert.deepEqual(await written(), { whole: true });
    assert.equal(statSync(join(folder, 'settings.json')).mode & 0o077, 0);
  });
});

/** One of each shape that the app keeps, with letters of several bytes. */
const documents: Readonly<Record<string, unknown>> = {
  account: { address: 'ana@contoso.example', userName: 'CONTOSO\\ana', server: '', keep: true },
  devices: { ring: { id: 'a1', label: 'Lautsprecher (Büro)' } },
  endpoint: '4f2a1c1e-6c1c-4a53-9a56-1d1f0e7c9b10',
  'found-server': { address: 'ana@contoso.example', server: '', url: 'https://pool.contoso.example/ucwa/user' },
  history: [{ id: 'c1', party: { label: 'Zoë Ångström 🎧' }, outcome: 'missed', at: 1_790_000_000_000, seen: false }],
  'kept-addresses': ['ana@contoso.example'],
  'window-places': { x: 10, y: 20, width: 1080, height: 680 },
  notices: null,
  rings: ['https://pool.contoso.example/ucwa/communication/invitations/1'],
  'trusted-domains': { 'contoso.example': ['contoso-hosting.example'] },
};

test('a document with a bit of any byte changed, or cut at any byte, is as none, with one warning', async () => {
  const whole = recordsIn(folder);
  for (const [name, document] of Object.entries(documents)) whole.write(name, document);
  await whole.flush();
  assert.deepEqual(
    readdirSync(folder).sort(),
    Object.keys(documents)
      .map((name) => `${name}.json`)
      .sort(),
  );
  let tried = 0;
  for (const name of Object.keys(documents)) {
    const path = join(folder, `${name}.json`);
    const bytes = readFileSync(path);
    const broken = [...bytes.keys()].flatMap((at) => [
      bytes.with(at, (bytes[at] ?? 0) ^ (1 << (at % 8))),
      bytes.subarray(0, at),
    ]);
    for (const text of broken) {
      writeFileSync(path, text);
      warnings = [];
      const records = recordsIn(folder);
      assert.deepEqual([records.read(name), warnings.length], [undefined, 1], `${name}: ${text}`);
      tried += 1;
    }
    writeFileSync(path, bytes);
    assert.deepEqual(recordsIn(folder).read(name), documents[name]);
  }
  assert.ok(tried > 2_000, String(tried));
});

test('a folder that cannot be written is said once, and later all that waited is written', async () => {
  const blocked = join(folder, 'file');
  writeFileSync(blocked, '');
  const records = recordsIn(join(blocked, 'inside'));
  for (let version = 0; version < 5; version += 1) {
    records.write('settings', { version });
    records.write('history', [version]);
    await records.flush();
    assert.deepEqual([records.read('settings'), records.read('history')], [{ version }, [version]]);
  }
  assert.deepEqual([warnings.length, told], [1, ['failed']]);
  rmSync(blocked);
  records.write('devices', {});
  await records.flush();
  const later = recordsIn(join(blocked, 'inside'));
  assert.deepEqual([later.read('settings'), later.read('history')], [{ version: 4 }, [4]]);
  assert.deepEqual([warnings.length, told], [1, ['failed', null]]);
});

test('a full disk loses nothing of what was there, and is tried again by itself', async () => {
  let isFull = false;
  const records = createRecords(folder, {
    log,
    clock,
    onUnsaved: (unsaved) => told.push(unsaved),
    async replace(path, text) {
      if (isFull) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
      await replaceFile(path, text);
    },
  });
  records.write('settings', { version: 1 });
  await records.flush();
  isFull = true;
  records.write('settings', { version: 2 });
  await until(() => told.length === 1);
  assert.deepEqual(told, ['full']);
  assert.deepEqual(recordsIn(folder).read('settings'), { version: 1 });
  isFull = false;
  clock.advance(30_000);
  await until(() => told.length === 2);
  assert.deepEqual(recordsIn(folder).read('settings'), { version: 2 });
  assert.deepEqual([warnings.length, told], [1, ['full', null]]);
});

test('a disk that may not be written is told as such', { skip: process.getuid?.() === 0 && 'root may' }, async () => {
  const readOnly = join(folder, 'read-only');
  mkdirSync(readOnly, { mode: 0o500 });
  const records = recordsIn(readOnly);
  records.write('settings', {});
  await records.flush();
  assert.deepEqual(told, ['forbidden']);
});

async function until(look: () => boolean): Promise<void> {
  while (!look()) await new Promise((resolve) => setImmediate(resolve));
}

test('what has to be there after a crash is on the disk once that is said, and is said not to be where it is not', async () => {
  const records = recordsIn(folder);
  records.write('forwarding-before', [1]);
  assert.equal(await records.keep('forwarding-before', [2]), true);
  assert.deepEqual(recordsIn(folder).read('forwarding-before'), [2]);
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, '');
  assert.equal(await recordsIn(blocked).keep('forwarding-before', [3]), false);
});
