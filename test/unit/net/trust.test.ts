import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { createHttp } from '../../../main/net/http/http.ts';
import { createClientContext } from '../../../main/net/trust/trusted-roots.ts';
import { createAuthority } from './authority.ts';

const authority = createAuthority();
const stranger = createAuthority();
const selfSigned = createAuthority();
const folder = mkdtempSync(join(tmpdir(), 'trust-'));
after(() => {
  for (const made of [authority, stranger, selfSigned]) made.remove();
  rmSync(folder, { recursive: true });
});
const log = { debug() {}, info() {}, warn() {}, error() {} };

/** How often the server was asked, and what came of asking. */
async function ask(t: TestContext, options: ServerOptions): Promise<string> {
  let requests = 0;
  const server = createServer(options, (_request, response) => {
    requests += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const http = createHttp({ secureContext: () => createClientContext({ extraFiles: [authority.file], log }) });
  t.after(() => {
    http.close();
    server.closeAllConnections();
    server.close();
  });
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  const exchange = http.send({ method: 'POST', url, headers: {}, body: 'password=secret', timeoutMs: 10_000 });
  const result = await exchange.response;
  assert.equal(await exchange.sent, result.ok);
  assert.equal(requests, result.ok ? 1 : 0);
  return result.ok ? String(result.value.status) : result.failure.kind;
}

test('a certificate of an authority from --extra-ca is taken', async (t) => {
  assert.equal(await ask(t, authority.issue('localhost')), '200');
});

const refused: readonly (readonly [string, () => ServerOptions])[] = [
  ['of an authority that nobody trusts', () => stranger.issue('localhost')],
  ['signed by itself', () => selfSigned.issueSelfSigned('localhost')],
  ['that is over', () => authority.issueExpired('localhost')],
  ['for another host', () => authority.issue('elsewhere.example')],
  ['for the hosts above it', () => authority.issue('*.localhost')],
];
for (const [what, identity] of refused) {
  test(`a certificate ${what} is refused, and nothing is sent`, async (t) => {
    assert.equal(await ask(t, identity()), 'certificate');
  });
}

test('TLS 1.2 is spoken, what is older is not', async (t) => {
  const identity = authority.issue('localhost');
  assert.equal(await ask(t, { ...identity, maxVersion: 'TLSv1.2' }), '200');
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  assert.equal(await ask(t, { ...identity, ...old }), 'tls-version');
});

test('a pipe in the place of a file of authorities is told of, and not waited for', {
  skip: process.platform === 'win32',
  timeout: 10_000,
}, async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const told: string[] = [];
  const telling = { ...log, error: (message: string) => void told.push(message) };
  await createClientContext({ extraFiles: [pipe, authority.file], log: telling });
  assert.deepEqual(told, ['A file of certificate authorities could not be used']);
});

/** In a process that sees a list of authorities of its own in place of the system's. */
test('an authority that the operating system trusts is taken', { skip: cannotMount() }, async (t) => {
  const identity = authority.issue('localhost');
  writeFileSync(join(folder, 'key'), identity.key);
  writeFileSync(join(folder, 'cert'), identity.cert);
  const programs = join(import.meta.dirname, 'programs');
  const server = spawn(process.execPath, [
    join(programs, 'serve.ts'),
    '127.0.0.1',
    '0',
    join(folder, 'key'),
    join(folder, 'cert'),
  ]);
  t.after(() => server.kill('SIGKILL'));
  const [port] = (await once(server.stdout, 'data')) as [Buffer];
  const url = `https://localhost:${String(port).trim()}/`;
  const system = '/etc/ssl/certs/ca-certificates.crt';
  const bundle = join(folder, 'bundle.crt');
  writeFileSync(bundle, readFileSync(system, 'utf8') + readFileSync(authority.file, 'utf8'));
  const program = [process.execPath, join(programs, 'ask.ts'), '10000', '', url];
  const asks = (args: readonly string[]) => {
    const { stdout } = spawnSync(args[0] ?? '', args.slice(1), { encoding: 'utf8' });
    return stdout.split('\n')[1]?.split(' ')[0];
  };
  assert.equal(asks(program), 'certificate');
  const mounted = `mount --bind '${bundle}' ${system} && exec "$@"`;
  assert.equal(asks(['unshare', '--mount', 'sh', '-c', mounted, 'sh', ...program]), '200');
});

function cannotMount(): string | false {
  return process.getuid?.() === 0 && process.platform === 'linux' ? false : 'only root may give a process other files';
}
