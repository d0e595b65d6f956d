import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { createAuthority } from '../../unit/net/authority.ts';

/** Two computers with a cable between them, as Linux makes them: network namespaces and a pair of interfaces. */
interface Cable {
  readonly client: string;
  readonly server: string;
  /** The server's side stops taking packets: nothing tells the client, not even a lost carrier. */
  cut(): void;
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: 'pipe' });
}

function layCable(t: TestContext): Cable {
  const client = `sh-c-${process.pid}`;
  const server = `sh-s-${process.pid}`;
  t.after(() => {
    for (const name of [client, server]) spawnSync('ip', ['netns', 'delete', name]);
  });
  for (const name of [client, server]) {
    ip('netns', 'add', name);
    ip('-n', name, 'link', 'set', 'lo', 'up');
  }
  ip(
    '-n',
    client,
    'link',
    'add',
    'cable',
    'address',
    '02:00:00:00:00:01',
    'type',
    'veth',
    'peer',
    'name',
    'cable',
    'netns',
    server,
  );
  ip('-n', server, 'link', 'set', 'cable', 'address', '02:00:00:00:00:02');
  for (const [name, address, other, mac] of [
    [client, '10.99.0.1', '10.99.0.2', '02:00:00:00:00:02'],
    [server, '10.99.0.2', '10.99.0.1', '02:00:00:00:00:01'],
  ] as const) {
    ip('-n', name, 'address', 'add', `${address}/24`, 'dev', 'cable');
    ip('-n', name, 'link', 'set', 'cable', 'up');
    // Otherwise the silence would be noticed by the search for the neighbour, as it is not behind a router.
    ip('-n', name, 'neighbour', 'replace', other, 'lladdr', mac, 'dev', 'cable', 'nud', 'permanent');
  }
  return { client, server, cut: () => ip('-n', server, 'address', 'flush', 'dev', 'cable') };
}

function startIn(t: TestContext, namespace: string, program: string, ...args: string[]): ChildProcess {
  const path = join(import.meta.dirname, '../../unit/net/programs', program);
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

function linesOf(child: ChildProcess): AsyncIterator<string> {
  if (child.stdout === null) throw new Error('Nothing can be read');
  return createInterface(child.stdout)[Symbol.asyncIterator]();
}

const cannotCut = process.getuid?.() !== 0 || process.platform !== 'linux';

interface Ends {
  readonly cable: Cable;
  /** What the client prints. */
  readonly lines: AsyncIterator<string>;
  /** Lets the client send its next request. */
  goOn(): void;
}

/** A server, and a client that asks it for these paths one after the other. */
async function connect(t: TestContext, ...paths: readonly string[]): Promise<Ends> {
  const folder = mkdtempSync(join(tmpdir(), 'half-open-'));
  const authority = createAuthority();
  t.after(() => {
    authority.remove();
    rmSync(folder, { recursive: true });
  });
  const identity = authority.issueAddress('10.99.0.2');
  writeFileSync(join(folder, 'key'), identity.key);
  writeFileSync(join(folder, 'cert'), identity.cert);
  const cable = layCable(t);
  const server = startIn(t, cable.server, 'serve.ts', '10.99.0.2', '443', join(folder, 'key'), join(folder, 'cert'));
  await linesOf(server).next();
  const urls = paths.map((path) => `https://10.99.0.2${path}`);
  const client = startIn(t, cable.client, 'ask.ts', '210000', authority.file, ...urls);
  return { cable, lines: linesOf(client), goOn: () => void client.stdin?.write('\n') };
}

/** Cuts the cable, lets `after` happen, and looks when the client finds out. */
async function findsOut(t: TestContext, { cable, lines }: Ends, after: () => Promise<void> = async () => {}) {
  const cutAt = performance.now();
  cable.cut();
  await after();
  const { value } = await lines.next();
  const foundMs = performance.now() - cutAt;
  t.diagnostic(`${value}; found ${Math.round(foundMs)} ms after the cut`);
  assert.match(value, /^(network|timeout) /);
  assert.ok(foundMs < 30_000);
}

// A machine that is busy starts programs slowly; what is measured begins once they run.
const withTime = { skip: cannotCut, timeout: 180_000 };

test('a link that goes dead while an answer is awaited is found within 30 s', withTime, async (t) => {
  const ends = await connect(t, '/held');
  assert.equal((await ends.lines.next()).value, 'sent true');
  await findsOut(t, ends);
});

test(
  'a link that is dead when a request is written, which nothing acknowledges, is found within 30 s',
  withTime,
  async (t) => {
    const ends = await connect(t, '/', '/held');
    assert.equal((await ends.lines.next()).value, 'sent true');
    assert.match((await ends.lines.next()).value, /^200 /);
    await findsOut(t, ends, async () => {
      ends.goOn();
      assert.equal((await ends.lines.next()).value, 'sent true', 'over the connection that waited');
    });
  },
);

test('a link that is up, and on which nothing comes, is left alone', withTime, async (t) => {
  const ends = await connect(t, '/held');
  assert.equal((await ends.lines.next()).value, 'sent true');
  const found = await Promise.race([ends.lines.next(), new Promise((resolve) => setTimeout(resolve, 30_000, null))]);
  assert.equal(found, null);
});
