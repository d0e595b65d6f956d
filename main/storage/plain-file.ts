import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';

/** Windows has no pipes among its files. */
const atOnce = constants.O_NONBLOCK ?? 0;

/**
 * Opens a file of which others may have made something else, and closes it again. What is no file is not waited for: a pipe that nobody writes to would hold
 * up the whole app. A device is not even opened, because some act on it.
 *
 * @throws where it is none, and what the system says where it cannot be opened
 */
export function withPlainFile<Found>(path: string, use: (file: number, about: Stats) => Found): Found {
  mustBePlain(statSync(path));
  const file = openSync(path, constants.O_RDONLY | atOnce);
  try {
    const about = fstatSync(file);
    mustBePlain(about);
    return use(file, about);
  } finally {
    closeSync(file);
  }
}

/** All that is in a file; throws as {@link withPlainFile} does, and where it is longer. */
export function readPlainFile(path: string, mostBytes: number): Buffer {
  return withPlainFile(path, (file, { size }) => {
    if (size > mostBytes) throw new Error(`It has ${size} bytes`);
    return readWhole(file, size);
  });
}

/** So many bytes of an open file, or fewer where it has become shorter. */
export function readWhole(file: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  let length = 0;
  for (let more = size; more > 0 && length < size; length += more)
    more = readSync(file, buffer, length, size - length, null);
  return buffer.subarray(0, length);
}

function mustBePlain(about: Stats): void {
  if (!about.isFile()) throw new Error('It is no file');
}
