import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { CancellationToken } from 'electron-updater';
import type { Exchange, Http, TransportFailure } from '../../core/ports.ts';
import type { FetchFailure, Update } from '../../core/updater.ts';

/** A large package over a slow line; where nothing comes at all it ends much earlier. */
const longestMs = 3_600_000;

/** Of the system, where a file cannot be kept. */
const diskCodes = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOENT', 'EMFILE', 'EFBIG']);

/** Why a package did not come, as an error that passes through the library. */
export class FetchError extends Error {
  readonly failure: FetchFailure;

  constructor(failure: FetchFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/**
 * What electron-updater fetches packages by, in place of its own executor: the app's own HTTP, with its trust, proxies and limits. It follows no redirect, takes no byte
 * more than the list says, and looks at the sum before anybody else sees the file.
 */
export function createPackageDownload(http: Http, { size, sha512 }: Pick<Update, 'size' | 'sha512'>) {
  return {
    async download(
      url: URL,
      file: string,
      { cancellationToken }: { readonly cancellationToken: CancellationToken },
    ): Promise<string> {
      const exchange = http.send({
        method: 'GET',
        url: url.href,
        headers: { accept: '*/*' },
        timeoutMs: longestMs,
        into: { file, mostBytes: size },
      });
      await cancellationToken.createPromise<void>((resolve, reject, onCancel) => {
        onCancel(() => exchange.cancel());
        arrived(exchange).then(resolve, reject);
      });
      if ((await sumOf(file)) !== sha512)
        throw new FetchError('tampered', 'The package is not the one that was signed');
      return file;
    },
  };
}

async function arrived({ response }: Exchange): Promise<void> {
  const answer = await response;
  if (!answer.ok) throw new FetchError(failureOf(answer.failure), answer.failure.message);
  const { status } = answer.value;
  if (status !== 200) throw new FetchError('not-fetched', `The server answered with ${status}`);
}

function failureOf({ kind, code }: TransportFailure): FetchFailure {
  if (kind === 'certificate') return kind;
  if (kind === 'too-large') return 'tampered';
  return code !== undefined && diskCodes.has(code) ? 'disk' : 'not-fetched';
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}
