/**
 * What the connections of clients cost a server that does nothing else: processor time for each request of the event channel that is
 * replaced by another one over a connection of its own, with TLS sessions resumed and without, and for each look whether the machine can
 * still be reached. Prints the figures, and what 10,000 clients come to that do so once a minute.
 *
 * Run it as `node test/bench/handshakes.ts [how many] [RSA bits or ec]`; the server is a process of its own.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createConnector } from '../../main/net/connect/connector.ts';
import { direct } from '../../main/net/connect/hop.ts';
import { createProxyCredentials } from '../../main/net/connect/proxy/proxy-credentials.ts';
import { createClientContext } from '../../main/net/trust/trusted-roots.ts';

const [count = '2000', key = '2048'] = process.argv.slice(2);
const clients = 10_000;
const atOnce = 8;

const server = `
const { createServer } = require('node:https');
const { readFileSync } = require('node:fs');
const [key, cert] = process.argv.slice(1).map((path) => readFileSync(path));
const held = createServer({ key, cert }, (request, response) => response.end('{}'));
held.keepAliveTimeout = 0;
held.listen(0, '127.0.0.1', () => console.log(held.address().port));
process.stdin.on('data', () => {
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1000);
});`;

const folder = mkdtempSync(join(tmpdir(), 'handshakes-'));
const path = (name: string): string => join(folder, name);
const algorithm =
  key === 'ec' ? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] : ['-newkey', `rsa:${key}`];
execFileSync(
  'openssl',
  [
    'req',
    '-x509',
    ...algorithm,
    '-nodes',
    '-keyout',
    path('key'),
    '-out',
    path('cert'),
    '-subj',
    '/CN=localhost',
  ].concat(['-addext', 'subjectAltName=DNS:localhost']),
  { stdio: 'pipe' },
);
const child: ChildProcess = spawn(process.execPath, ['-e', server, path('key'), path('cert')], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
if (child.stdout === null) throw new Error('nothing can be read');
const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
const port = Number((await lines.next()).value);
const log = { debug() {}, info() {}, warn() {}, error() {} };
const connector = createConnector({
  secureContext: await createClientContext({ extraFiles: [path('cert')], log }),
  credentials: createProxyCredentials([]),
  deadlineMs: 10_000,
});

async function usedMs(): Promise<number> {
  child.stdin?.write('\n');
  return Number((await lines.next()).value);
}

async function request(resumes: boolean): Promise<void> {
  if (!resumes) connector.proveAnew('localhost', port);
  const socket = await connector.open(direct, { host: 'localhost', port, secure: true });
  socket.write('GET /events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  await new Promise((resolve) => socket.resume().once('close', resolve));
}

async function look(): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  await new Promise((resolve) => socket.once('close', resolve).end().resume());
}

/** Processor time of the server for one, in milliseconds. */
async function costOf(work: () => Promise<void>): Promise<number> {
  const times = Number(count);
  let left = times;
  const before = await usedMs();
  const worker = async (): Promise<void> => {
    for (; left > 0; ) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return ((await usedMs()) - before) / times;
}

const kinds = {
  'warming up': () => request(false),
  'full handshake and request': () => request(false),
  'resumed and request': () => request(true),
  'look whether it is there': look,
} as const;
console.log(`${cpus()[0]?.model}, ${process.version}, ${key === 'ec' ? 'P-256' : `RSA ${key}`}, ${count} of each`);
for (const [what, work] of Object.entries(kinds)) {
  const ms = await costOf(work);
  const share = ((ms * clients) / 60_000) * 100;
  if (what !== 'warming up') {
    console.log(`${what}: ${ms.toFixed(3)} ms; ${clients} clients, once a minute: ${share.toFixed(1)} % of one core`);
  }
}
connector.drop();
child.kill();
rmSync(folder, { recursive: true });
