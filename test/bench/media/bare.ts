import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { boundSocket, type Forwarder, voicePacket } from './forwarder.ts';

/** A forwarder in Node that does nothing to the packets. */
export async function bareForwarder(): Promise<Forwarder> {
  const [source, sink] = [await boundSocket(), await boundSocket()];
  const child = fork(join(import.meta.dirname, 'bare-process.ts'), [String(sink.address().port)]);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    make: voicePacket,
    send: (datagram) => source.send(datagram, port, '127.0.0.1'),
    onArrival: (listener) => sink.on('message', listener),
    pid: child.pid ?? 0,
    async close() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
      source.close();
      sink.close();
    },
  };
}
