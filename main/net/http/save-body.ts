import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HttpRequest, TransportFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';

/** A line that gives nothing for so long gives nothing more. */
const usualPauseMs = 60_000;

/**
 * Writes a body to a file as it comes, as {@link HttpRequest.into} says; succeeds with an empty text. Whoever calls it ends the source where it fails; what was
 * written so far is then left where it is.
 */
export async function saveBody(
  source: NodeJS.ReadableStream,
  { file, mostBytes }: NonNullable<HttpRequest['into']>,
  longestPauseMs = usualPauseMs,
): Promise<Result<string, TransportFailure>> {
  let received = 0;
  let whole = false;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, give) {
      received += chunk.length;
      pause.refresh();
      if (received > mostBytes) give(new Failed({ kind: 'too-large', message: `The body is over ${mostBytes} bytes` }));
      else give(null, chunk);
    },
  });
  const fail = (kind: TransportFailure['kind'], message: string): void => {
    counted.destroy(new Failed({ kind, message }));
  };
  const pause = setTimeout(() => fail('timeout', 'Nothing more of the body came'), longestPauseMs);
  source.once('end', () => {
    whole = true;
  });
  source.once('close', () => {
    if (!whole) fail('network', 'The body was cut');
  });
  try {
    // The source is no part of it: destroyed here, it would tell of an error of its own first.
    source.pipe(counted);
    await pipeline(counted, createWriteStream(file, { mode: 0o600 }));
    return ok('');
  } catch (error) {
    return failed(failureOf(error));
  } finally {
    clearTimeout(pause);
  }
}

class Failed extends Error {
  readonly failure: TransportFailure;

  constructor(failure: TransportFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

function failureOf(error: unknown): TransportFailure {
  if (error instanceof Failed) return error.failure;
  const { code } = error as NodeJS.ErrnoException;
  return { kind: 'network', message: 'The body could not be kept', ...(code === undefined ? {} : { code }) };
}
