import { isIP, type Socket } from 'node:net';
import { connect as connectTls, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';
import type { CertificateFault, TransportFailure } from '../../../core/ports.ts';
import { ConnectFailure, securingFailure } from '../connect-failure.ts';
import { weakKey } from '../failure-table.ts';
import { whenUp } from '../when-up.ts';

export interface SecuringDeps {
  readonly host: string;
  readonly secureContext: SecureContext;
  /** Every socket is told of, from its first moment. */
  readonly keep: (socket: Socket) => void;
  /** Where sessions with this very peer are resumed. */
  readonly resumption?: Resumption;
}

/** A session that the peer may resume, in place of proving itself anew. */
export interface Resumption {
  readonly ticket: Buffer | undefined;
  follow(socket: TLSSocket): void;
  /** What was offered is not offered again. */
  drop(): void;
}

/** TLS over a connection that is up. Node checks the certificate before it lets the first byte out. */
function startTls(socket: Socket, { host, secureContext, keep, resumption }: SecuringDeps): TLSSocket {
  const secure = connectTls({
    socket,
    host,
    servername: isIP(host) === 0 ? host : '',
    secureContext,
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    ...(resumption?.ticket === undefined ? {} : { session: resumption.ticket }),
  });
  resumption?.follow(secure);
  keep(secure);
  return secure;
}

/** What a peer showed of itself; nothing where a connection resumed another one. */
type Shown = Partial<Pick<PeerCertificate, 'valid_from' | 'valid_to' | 'modulus' | 'bits'>>;

/**
 * The same, once it is up. What goes wrong is a {@link ConnectFailure} that says what it was.
 *
 * @param again another connection of the same kind, to learn the reason where the first did not tell
 */
export async function secured(socket: Socket, deps: SecuringDeps, again: () => Promise<Socket>): Promise<TLSSocket> {
  try {
    return await securedOnce(socket, deps, again);
  } catch (error) {
    const { resumption, ...withoutIt } = deps;
    resumption?.drop();
    if (resumption?.ticket === undefined) throw error;
    // Some servers fail where they should only have refused what was offered.
    const { follow, drop } = resumption;
    return securedOnce(await again(), { ...withoutIt, resumption: { ticket: undefined, follow, drop } }, again);
  }
}

async function securedOnce(socket: Socket, deps: SecuringDeps, again: () => Promise<Socket>): Promise<TLSSocket> {
  const before = socket.bytesRead;
  const secure = startTls(socket, deps);
  let shown: Shown = {};
  // Node judges the certificate in the next listener, and drops it where it is not taken.
  secure.prependOnceListener('secure', () => {
    shown = secure.getPeerCertificate() ?? {};
  });
  try {
    await whenUp(secure, 'secureConnect');
    if (isWeak(shown)) throw Object.assign(new Error('The key is too weak'), { code: weakKey });
    return secure;
  } catch (error) {
    secure.destroy();
    const received = socket.bytesRead - before;
    let failure = securingFailure(error, received);
    if (failure.kind === 'tls-cut' && received > 0) failure = await reasonOf(again, deps).catch(() => failure);
    const { certificate } = failure;
    throw new ConnectFailure(
      certificate === undefined ? failure : { ...failure, certificate: { ...certificate, ...validityOf(shown) } },
    );
  }
}

/**
 * Older runtimes lose the peer's reason where nothing waits to be written, and say no more than that the connection was closed. So
 * something waits: an empty line, which HTTP passes over (RFC 9112 section 2.2), and which never leaves, because this ends before.
 */
async function reasonOf(again: () => Promise<Socket>, known: SecuringDeps): Promise<TransportFailure> {
  const { resumption: _, ...deps } = known;
  const socket = await again();
  const before = socket.bytesRead;
  const secure = startTls(socket, deps);
  secure.prependOnceListener('secure', () => secure.destroy());
  secure.write('\r\n');
  try {
    await whenUp(secure, 'secureConnect');
  } catch (error) {
    return securingFailure(error, socket.bytesRead - before);
  } finally {
    secure.destroy();
  }
  throw new Error('It came up this time');
}

/** BoringSSL takes an RSA key of any length, OpenSSL none below this since its version 3; in bits. */
const leastRsaBits = 2048;

function isWeak({ modulus, bits }: Shown): boolean {
  return modulus !== undefined && bits !== undefined && bits < leastRsaBits;
}

/** How long a peer that wants a certificate may take to say so; in milliseconds. */
const lateAlertMs = 1_000;

/**
 * Why a connection of TLS 1.3 was cut as soon as it was used, which is how a peer refuses that misses a certificate of ours: it is seen on
 * a connection that nothing else reads. Null where this one stays.
 */
export function lateAlert(socket: Socket, deps: SecuringDeps): Promise<TransportFailure | null> {
  const secure = startTls(socket, deps);
  secure.write('\r\n');
  secure.resume();
  return new Promise((resolve) => {
    const end = (failure: TransportFailure | null): void => {
      clearTimeout(timer);
      secure.destroy();
      resolve(failure);
    };
    const timer = setTimeout(() => end(null), lateAlertMs);
    secure.on('error', (error) => {
      const failure = securingFailure(error, Number.POSITIVE_INFINITY);
      // Where the library has lost which alert it was, there is none but those about a certificate at this point.
      const isNameless = failure.code === 'ERR_SSL_INVALID_LIBRARY_(0)';
      end(isNameless ? { ...failure, kind: 'client-certificate' } : failure.kind === 'tls-cut' ? null : failure);
    });
    secure.on('close', () => end(null));
  });
}

function validityOf({ valid_from: from, valid_to: until }: Shown): Pick<CertificateFault, 'from' | 'until'> {
  const [begins, ends] = [Date.parse(from ?? ''), Date.parse(until ?? '')];
  return { ...(Number.isNaN(begins) ? {} : { from: begins }), ...(Number.isNaN(ends) ? {} : { until: ends }) };
}
