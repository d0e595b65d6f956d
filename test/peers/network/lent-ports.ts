/**
 * Lends ports of a namespace's loopback to the outside: under the same numbers, on the loopback there. A socket in the file system is the way
 * between the two, since files are those of everybody.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { commandIn } from './namespaces.ts';

export interface LentPorts {
  /** Resolves once the port can be connected to outside. */
  lend(port: number): Promise<void>;
}

/** `folder` is private and lasts as long as the ports do, which is as long as this process. */
export async function lendPorts(namespace: string, folder: string): Promise<LentPorts> {
  const path = join(folder, 'ports');
  const inner = spawn(...commandIn(namespace, process.execPath, [import.meta.filename, path]), {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(inner.stdout, 'data');
  return {
    async lend(port) {
      const server = createServer((outer) => {
        const way = connect(path);
        way.write(Buffer.from([port >> 8, port & 0xff]));
        couple(outer, way);
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
}

/** Each begins with the number of the port that is meant. */
function serveInside(path: string): void {
  const server = createServer((way) => {
    way.once('readable', () => {
      const number: Buffer | null = way.read(2);
      if (number === null) way.destroy();
      else couple(way, connect(number.readUInt16BE(0), '127.0.0.1'));
    });
  });
  server.listen(path, () => console.log('ready'));
  process.stdin.on('end', () => process.exit()).resume();
}

function couple(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one);
  for (const [each, against] of [
    [one, other],
    [other, one],
  ] as const) {
    each.on('error', () => against.destroy());
    each.on('close', () => against.destroy());
  }
}

const [, self, path] = process.argv;
if (self === import.meta.filename && path !== undefined) serveInside(path);
