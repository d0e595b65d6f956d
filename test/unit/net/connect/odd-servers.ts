import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** Servers that refuse a client in as many ways as there are, each under its name. */
export interface OddServers {
  /** PEM file of the authority that clients trust. */
  readonly authority: string;
  readonly ports: Readonly<Record<string, number>>;
  close(): void;
}

interface Wish {
  readonly key?: readonly string[];
  readonly signer?: string;
  readonly names?: string;
  readonly more?: string;
  readonly days?: string;
  readonly digest?: readonly string[];
}

const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const;
const rsa = (bits: number) => ['-newkey', `rsa:${bits}`, '-nodes'] as const;

export async function startOddServers(): Promise<OddServers> {
  const folder = mkdtempSync(join(tmpdir(), 'odd-servers-'));
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const pem = (name: string) => readFileSync(join(folder, name), 'utf8');
  for (const name of ['root', 'stranger']) {
    openssl('req', '-x509', ...ec, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=Test ${name}`);
  }
  let made = 0;
  const issue = ({
    key = ec,
    signer = 'root',
    names = 'DNS:localhost',
    more = '',
    days = '30',
    digest = [],
  }: Wish = {}) => {
    const name = `leaf${++made}`;
    openssl('req', '-new', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=localhost');
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${names}\n${more}`);
    const by = ['-CA', `${signer}.pem`, '-CAkey', `${signer}.key`, '-CAcreateserial', '-extfile', `${name}.ext`];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-days', days, ...digest, '-out', `${name}.pem`);
    return { name, key: pem(`${name}.key`), cert: pem(`${name}.pem`) };
  };
  const selfSigned = () => {
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    openssl('req', '-x509', ...ec, '-keyout', 'own.key', '-out', 'own.pem', ...names);
    return { key: pem('own.key'), cert: pem('own.pem') };
  };
  const notYet = () => {
    const config = ['[ca]', 'default_ca=d', '[d]', 'database=index', 'serial=serial', 'new_certs_dir=.'];
    writeFileSync(
      join(folder, 'ca.cnf'),
      [...config, 'default_md=sha256', 'policy=p', 'copy_extensions=copy', '[p]', 'commonName=supplied', ''].join('\n'),
    );
    writeFileSync(join(folder, 'index'), '');
    writeFileSync(join(folder, 'serial'), '1000\n');
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    openssl('req', '-new', ...ec, '-keyout', 'later.key', '-out', 'later.csr', ...names);
    const valid = ['-startdate', '20400101000000Z', '-enddate', '20420101000000Z'];
    openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-cert',
      'root.pem',
      '-keyfile',
      'root.key',
      '-in',
      'later.csr',
      '-out',
      'later.pem',
      '-notext',
      ...valid,
    );
    return { key: pem('later.key'), cert: pem('later.pem') };
  };

  const good = issue();
  const weakly = { ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const asking = { requestCert: true, rejectUnauthorized: true, ca: pem('root.pem') } as const;
  const unknown = issue({ signer: 'stranger' });
  const tls = (options: TlsOptions): Server => {
    const server = createTlsServer(options, (socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'));
    });
    return server.on('tlsClientError', () => {}) as unknown as Server;
  };
  const tcp = (talk: (socket: Socket) => void): Server =>
    createServer((socket) => {
      socket.on('error', () => {});
      talk(socket);
    });
  const answering = (...bytes: readonly (string | readonly number[])[]): Server =>
    tcp((socket) => {
      socket.once('data', () => socket.end(Buffer.concat(bytes.map((part) => Buffer.from(part as string)))));
    });

  const servers: Readonly<Record<string, Server>> = {
    good: tls(good),
    'TLS 1.0 and 1.1 only': tls({ ...good, ...weakly, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }),
    // A ServerHello that chooses TLS 1.0, as servers answer that know no alert for it.
    'TLS 1.0 in the answer': answering([0x16, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1], new Array(32).fill(7), [0, 0, 0x2f, 0]),
    expired: tls(issue({ days: '-1' })),
    'not yet valid': tls(notYet()),
    'self-signed': tls(selfSigned()),
    'unknown authority': tls(unknown),
    'unknown authority, sent along': tls({ ...unknown, cert: unknown.cert + pem('stranger.pem') }),
    'another host': tls(issue({ names: 'DNS:elsewhere.example' })),
    'RSA of 512 bits': tls({ ...issue({ key: rsa(512) }), ...weakly, maxVersion: 'TLSv1.2' }),
    'RSA of 1024 bits': tls({ ...issue({ key: rsa(1024) }), ...weakly }),
    'RSA of 2048 bits': tls(issue({ key: rsa(2048) })),
    'for clients only': tls(issue({ more: 'extendedKeyUsage=clientAuth\n' })),
    'asks for a certificate, TLS 1.2': tls({ ...good, ...asking, maxVersion: 'TLSv1.2' }),
    'asks for a certificate, TLS 1.3': tls({ ...good, ...asking, minVersion: 'TLSv1.3' }),
    'no cipher in common': tls({
      ...issue({ key: rsa(2048) }),
      ciphers: 'NULL-SHA256:@SECLEVEL=0',
      maxVersion: 'TLSv1.2',
    }),
    'resets at once': tcp((socket) => socket.resetAndDestroy()),
    'resets the handshake': tcp((socket) => socket.once('data', () => socket.resetAndDestroy())),
    'closes at once': tcp((socket) => socket.end()),
    'closes the handshake': tcp((socket) => socket.once('data', () => socket.end())),
    'half a hello': answering([0x16, 3, 3, 0, 0x40, 2, 0, 0]),
    'plain HTTP': answering('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n'),
    'a page over plain HTTP': answering('HTTP/1.0 200 OK\r\n\r\n<html>', new Array(4096).fill(32)),
    SSH: tcp((socket) => socket.write('SSH-2.0-OpenSSH_9.0\r\n')),
    SMTP: tcp((socket) => socket.write('220 mail.example ESMTP\r\n')),
    zeros: answering(new Array(100).fill(0)),
    ...Object.fromEntries(
      [10, 20, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 70, 71, 80, 86, 112, 116, 120].map((alert) => [
        `alert ${alert}`,
        answering([0x15, 3, 3, 0, 2, 2, alert]),
      ]),
    ),
  };
  const ports: Record<string, number> = {};
  for (const [name, server] of Object.entries(servers)) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ports[name] = (server.address() as AddressInfo).port;
  }
  return {
    authority: join(folder, 'root.pem'),
    ports,
    close() {
      for (const server of Object.values(servers)) server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
