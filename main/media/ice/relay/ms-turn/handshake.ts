import type { Clock, Random } from '../../../../core/ports.ts';
import { failed, ok, type Result } from '../../../../core/result.ts';
import type { ByteStream } from '../byte-stream.ts';
import { clientHello, isServerHello, serverHelloBytes } from './pseudo-tls.ts';

const patienceMs = 5000;

/**
 * Says hello over a new connection, and waits for the relay's; gives the stream of what follows. Fails with words, and then the
 * connection is closed.
 */
export function shakeHands(
  stream: ByteStream,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<Result<ByteStream, string>> {
  return new Promise((resolve) => {
    let listener: ((bytes: Buffer) => void) | null = null;
    let early: Buffer = Buffer.alloc(0);
    let state: 'waiting' | 'done' | 'over' = 'waiting';

    const fail = (message: string) => {
      if (state !== 'waiting') return;
      state = 'over';
      cancel();
      stream.close();
      resolve(failed(message));
    };
    const cancel = clock.after(patienceMs, () => fail('the relay did not answer the hello'));
    const rest: ByteStream = {
      ...stream,
      onBytes(given) {
        listener = given;
        if (early.length > 0) given(early);
        early = Buffer.alloc(0);
      },
    };
    const greet = () => {
      if (early.length < serverHelloBytes) return;
      if (!isServerHello(early.subarray(0, serverHelloBytes)))
        return fail('the relay answered the hello with something else');
      early = early.subarray(serverHelloBytes);
      state = 'done';
      cancel();
      resolve(ok(rest));
    };

    stream.onBytes((bytes) => {
      if (listener !== null) return listener(bytes);
      early = Buffer.concat([early, bytes]);
      if (state === 'waiting') greet();
    });
    stream.onEnd(() => fail('the relay ended the connection'));
    stream.write(clientHello(random));
  });
}
