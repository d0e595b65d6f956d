import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { build } from 'esbuild';
import type { TransportFailure } from '../../../../main/core/ports.ts';
import { electronCacheFolder } from '../../../../scripts/setup/electron-runtime.ts';
import { type OddServers, startOddServers } from './odd-servers.ts';

/** The oldest runtime that the app is built for: another TLS library, and another Node. */
const oldest = join(electronCacheFolder(process.env), '22.3.25', 'electron');
const folder = mkdtempSync(join(tmpdir(), 'failures-'));
let servers: OddServers;
let program: string;

before(async () => {
  servers = await startOddServers();
  program = join(folder, 'tell.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, '..', 'programs', 'tell.ts')],
    bundle: true,
    platform: 'node',
    target: 'node16.17',
    format: 'cjs',
    outfile: program,
    logLevel: 'silent',
  });
});
after(() => {
  servers.close();
  rmSync(folder, { recursive: true });
});

const always = {
  good: '200',
  'TLS 1.0 and 1.1 only': 'tls-version',
  'TLS 1.0 in the answer': 'tls-version',
  expired: 'certificate expired',
  'not yet valid': 'certificate not-yet-valid',
  'self-signed': 'certificate self-signed',
  'unknown authority': 'certificate authority',
  'unknown authority, sent along': 'certificate authority',
  'another host': 'certificate host',
  'RSA of 512 bits': 'certificate weak',
  'RSA of 1024 bits': 'certificate weak',
  'RSA of 2048 bits': '200',
  'for clients only': 'certificate other',
  'asks for a certificate, TLS 1.2': 'client-certificate',
  'asks for a certificate, TLS 1.3': 'client-certificate',
  'no cipher in common': 'tls',
  'resets at once': 'tls-cut',
  'resets the handshake': 'tls-cut',
  'closes at once': 'tls-cut',
  'closes the handshake': 'tls-cut',
  'half a hello': 'tls-cut',
  'plain HTTP': 'not-tls',
  'a page over plain HTTP': 'not-tls',
  SSH: 'not-tls',
  SMTP: 'not-tls',
  zeros: 'not-tls',
  'alert 10': 'tls',
  'alert 20': 'tls',
  'alert 40': 'tls',
  'alert 42': 'client-certificate',
  'alert 43': 'client-certificate',
  'alert 44': 'client-certificate',
  'alert 45': 'client-certificate',
  'alert 46': 'client-certificate',
  'alert 47': 'tls',
  'alert 48': 'client-certificate',
  'alert 49': 'client-certificate',
  'alert 50': 'tls',
  'alert 51': 'tls',
  'alert 70': 'tls-version',
  'alert 71': 'tls',
  'alert 80': 'tls',
  'alert 86': 'tls-version',
  'alert 112': 'tls',
  'alert 116': 'client-certificate',
  'alert 120': 'tls',
} as const;

async function tell(
  runtime: string,
  env: NodeJS.ProcessEnv,
  urls: readonly string[],
): Promise<readonly TransportFailure[]> {
  const child = spawn(runtime, [program, servers.authority, ...urls], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return JSON.parse(output) as readonly TransportFailure[];
}

const short = ({ kind, certificate }: TransportFailure) => [kind, certificate?.fault].filter(Boolean).join(' ');

for (const [name, runtime, env, skip] of [
  ['Node', process.execPath, {}, false],
  ['the oldest Electron', oldest, { ELECTRON_RUN_AS_NODE: '1' }, existsSync(oldest) ? false : 'it is not there'],
] as const) {
  describe(`what each server is to ${name}`, { skip }, () => {
    let told: Readonly<Record<string, TransportFailure>> = {};
    before(async () => {
      const names = Object.keys(always);
      const failures = await tell(
        runtime,
        env,
        names.map((server) => `https://localhost:${servers.ports[server]}/`),
      );
      told = Object.fromEntries(names.map((server, index) => [server, failures[index] as TransportFailure]));
    });

    for (const [server, expected] of Object.entries(always)) {
      test(`${server}: ${expected}`, () => {
        const failure = told[server];
        assert.ok(failure !== undefined);
        assert.equal(short(failure), expected, JSON.stringify(failure));
      });
    }

    test('a certificate that is not valid now says when it is', () => {
      assert.equal(told['not yet valid']?.certificate?.from, Date.UTC(2040, 0, 1));
      assert.equal(told['not yet valid']?.certificate?.until, Date.UTC(2042, 0, 1));
      assert.ok((told.expired?.certificate?.until ?? Number.POSITIVE_INFINITY) < Date.now());
    });

    test('what is no TLS: a closed port, an unknown name, an address that is not used', async () => {
      const [closed, unknown, unspecified, six, broadcast] = await tell(runtime, env, [
        'https://127.0.0.1:1/',
        'https://no-such-host.invalid/',
        'https://0.0.0.0/',
        'https://[::]/',
        'https://255.255.255.255/',
      ]);
      assert.equal(closed?.kind, 'refused');
      // A machine without a network cannot know.
      assert.match(unknown?.kind ?? '', /^(name|name-server|offline)$/);
      for (const failure of [unspecified, six, broadcast]) assert.equal(failure?.kind, 'filtered');
    });
  });
}
