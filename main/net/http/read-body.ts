import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { TransportFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';

/** What {@link readBody} can undo. */
export const acceptedEncodings = 'gzip, br';

const bodyLimit = 4 * 1024 * 1024;
/** No text that a server sends is squeezed further; what is small may be. */
const ratioLimit = 100;
const ratioFreeBytes = 64 * 1024;

const overflow: TransportFailure = { kind: 'too-large', message: `The body is over ${bodyLimit} bytes` };
const bomb: TransportFailure = { kind: 'too-large', message: `The body inflates more than ${ratioLimit} times` };

/**
 * Reads a body to its end and undoes its compression, holding no more of it than the limits. `deadlineMs` runs from its
 * first byte: before that the server may well be waiting for news. Whoever calls it ends the source where it fails; a source that ends early
 * fails it. `form`: how bytes become a text.
 */
export function readBody(
  source: NodeJS.ReadableStream,
  encoding: string,
  deadlineMs: number,
  form: (bytes: Buffer) => string = (bytes) => bytes.toString(),
): Promise<Result<string, TransportFailure>> {
  return new Promise((resolve) => {
    const inflater = inflaterFor(encoding);
    if (inflater === undefined) {
      resolve(failed({ kind: 'network', message: 'The body has an encoding that nobody asked for' }));
      return;
    }
    const chunks: Buffer[] = [];
    let received = 0;
    let held = 0;
    let deadline: NodeJS.Timeout | undefined;
    let whole = false;

    const end = (result: Result<string, TransportFailure>): void => {
      clearTimeout(deadline);
      source.removeAllListeners('data');
      inflater?.destroy();
      resolve(result);
    };
    const fail = (kind: TransportFailure['kind'], message: string): void => end(failed({ kind, message }));
    const keep = (chunk: Buffer): void => {
      held += chunk.length;
      if (held > bodyLimit) end(failed(overflow));
      else if (held > ratioFreeBytes && held > received * ratioLimit) end(failed(bomb));
      else chunks.push(chunk);
    };
    const finish = (): void => end(ok(form(Buffer.concat(chunks))));

    source.on('data', (chunk: Buffer) => {
      received += chunk.length;
      deadline ??= setTimeout(() => fail('timeout', `The body took more than ${deadlineMs} ms`), deadlineMs);
      if (inflater === null) keep(chunk);
      else if (!inflater.write(chunk)) {
        source.pause();
        inflater.once('drain', () => source.resume());
      }
    });
    source.once('end', () => {
      whole = true;
      if (inflater === null || received === 0) finish();
      else inflater.end();
    });
    source.once('close', () => {
      if (!whole) fail('network', 'The body was cut');
    });
    inflater?.on('data', keep).once('end', finish);
    inflater?.once('error', () => fail('network', 'The body cannot be inflated'));
  });
}

/** Null for what is not compressed, undefined for what cannot be read. */
function inflaterFor(encoding: string): Transform | null | undefined {
  const changes = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  switch (changes.filter((name) => name !== '' && name !== 'identity').join()) {
    case '':
      return null;
    case 'gzip':
    // Its earlier name, which proxies still give it (RFC 9110 section 8.4.1.3).
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
