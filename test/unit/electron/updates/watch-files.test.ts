import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createPackage } from '@electron/asar';
import { versionOnDisk } from '../../../../main/electron/updates/version-on-disk.ts';
import { watchFiles } from '../../../../main/electron/updates/watch-files.ts';
import { createClock } from '../../../../main/system/clock.ts';
import { until } from '../../../desktop/until.ts';
import { silentLog } from '../silent-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'watch-files-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Thirty times as fast. */
const real = createClock();
const clock = { ...real, after: (ms: number, run: () => void) => real.after(ms / 30, run) };

/** An archive as the app lies in, made by the maker of all of them. */
async function archiveWith(name: string, manifest: string): Promise<string> {
  const source = join(folder, `${name}-source`);
  mkdirSync(join(source, 'out'), { recursive: true });
  writeFileSync(join(source, 'a.txt'), 'first');
  writeFileSync(join(source, 'out/main.cjs'), 'x'.repeat(100_000));
  writeFileSync(join(source, 'package.json'), manifest);
  const file = join(folder, `${name}.asar`);
  await createPackage(source, file);
  return file;
}

const manifest = (version: unknown): string => JSON.stringify({ name: 'switchhook', version, description: 'é' });

test('an archive says its version', async () => {
  assert.equal(versionOnDisk(await archiveWith('one', manifest('12.0.345'))), '12.0.345');
});

test('what is no archive, or has no version, says none', async () => {
  assert.equal(versionOnDisk(join(folder, 'nowhere.asar')), null);
  for (const [at, given] of [manifest(7), manifest('new'), '{', '[]', ''].entries()) {
    assert.equal(versionOnDisk(await archiveWith(`bad-${at}`, given)), null, given);
  }
  for (const [at, bytes] of [
    Buffer.alloc(0),
    Buffer.alloc(16),
    Buffer.alloc(64, 0xff),
    Buffer.from('text'.repeat(99)),
  ].entries()) {
    const file = join(folder, `no-${at}.asar`);
    writeFileSync(file, bytes);
    assert.equal(versionOnDisk(file), null);
  }
});

test('another version in its place is told, and the one that runs takes it back', async () => {
  const place = join(folder, 'resources');
  mkdirSync(place);
  const archive = join(place, 'app.asar');
  const put = async (version: string): Promise<void> => {
    const made = await archiveWith(`app-${version}`, manifest(version));
    renameSync(made, `${archive}.dpkg-new`);
    renameSync(`${archive}.dpkg-new`, archive);
  };
  await put('0.1.0');
  const found: (string | null)[] = [];
  const last = () => found.at(-1);
  const { look } = watchFiles({
    ...{ archive, running: '0.1.0', clock, log: silentLog },
    onFound: (version) => found.push(version),
  });
  look();
  assert.deepEqual(found, [null]);
  await put('0.2.0');
  await until('the newer version', () => last() === '0.2.0');
  rmSync(archive);
  look();
  assert.equal(last(), '0.2.0', 'in between there is none');
  await put('0.1.0');
  await until('the older version', () => last() === null);
});

test('where the app runs from no archive, or its folder is gone, nothing is watched', () => {
  const found: unknown[] = [];
  const deps = {
    running: '0.1.0',
    clock: createClock(),
    log: silentLog,
    onFound: (version: unknown) => found.push(version),
  };
  watchFiles({ ...deps, archive: folder }).look();
  watchFiles({ ...deps, archive: join(folder, 'gone', 'app.asar') }).look();
  assert.deepEqual(found, []);
});
