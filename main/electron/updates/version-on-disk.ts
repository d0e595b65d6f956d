import { closeSync, openSync, readSync } from 'node:fs';

/** Of an archive with a few hundred files; a larger one is none of the app's. */
const longestHeader = 4 * 1024 * 1024;
const longestManifest = 64 * 1024;

/**
 * The version that an `app.asar` says it is; null where that cannot be read. The archive is read as a file, because Electron, which runs from the one that was there before, goes on
 * showing that. Its form: two pickles of Chromium, of which the second has a JSON tree of all files with their offsets behind it (README of @electron/asar).
 */
export function versionOnDisk(archive: string): string | null {
  const before = process.noAsar;
  process.noAsar = true;
  let file: number | null = null;
  try {
    file = openSync(archive, 'r');
    const head = read(file, 0, 16);
    const [headerSize, textSize] = [head.readUInt32LE(4), head.readUInt32LE(12)];
    if (textSize > longestHeader || textSize > headerSize) return null;
    const { files } = JSON.parse(read(file, 16, textSize).toString('utf8'));
    const { offset, size } = files['package.json'];
    if (!(size <= longestManifest)) return null;
    const { version } = JSON.parse(read(file, 8 + headerSize + Number(offset), size).toString('utf8'));
    return typeof version === 'string' && /^\d+\.\d+\.\d+/.test(version) ? version : null;
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
    process.noAsar = before;
  }
}

function read(file: number, at: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (readSync(file, buffer, 0, bytes, at) !== bytes) throw new Error('The archive is too short');
  return buffer;
}
