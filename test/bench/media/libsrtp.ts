import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createSrtpSender } from '../../../main/media/srtp/srtp.ts';
import { boundSocket, type Forwarder, voicePacket } from './forwarder.ts';

const folder = join(import.meta.dirname, '../../../out/bench-media');

/** A forwarder in C that takes SRTP apart and puts it together again with libsrtp. */
export async function libsrtpForwarder(): Promise<Forwarder> {
  await mkdir(folder, { recursive: true });
  const program = join(folder, 'srtp-forwarder');
  const source = join(import.meta.dirname, 'srtp-forwarder.c');
  await promisify(execFile)('gcc', ['-O2', '-Wall', '-o', program, source, '-lsrtp2']);
  const [source_, sink] = [await boundSocket(), await boundSocket()];
  const [own, next] = [randomBytes(30), randomBytes(30)];
  const child = spawn(program, [String(sink.address().port), own.toString('hex'), next.toString('hex')]);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(said.toString());
  const protect = createSrtpSender({ master: own, mki: Buffer.alloc(0) });
  return {
    make: (sequenceNumber) => protect(voicePacket(sequenceNumber)) ?? Buffer.alloc(0),
    send: (datagram) => source_.send(datagram, port, '127.0.0.1'),
    onArrival: (listener) => sink.on('message', listener),
    pid: child.pid ?? 0,
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      source_.close();
      sink.close();
    },
  };
}
