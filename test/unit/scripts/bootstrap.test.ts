import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import {
  installablePackages,
  installCommand,
  matchesLockfile,
  missingPackages,
  packageSets,
  pinnedNode,
  tasks,
  withProgress,
} from '../../../scripts/bootstrap.mjs';

const project = join(import.meta.dirname, '../../..');

/** A project with nothing but the bootstrap, and a dpkg-query that knows some packages. */
function makeBareProject(t: TestContext, installed: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'scripts'));
  mkdirSync(join(folder, 'bin'));
  cpSync(join(project, 'scripts/bootstrap.mjs'), join(folder, 'scripts/bootstrap.mjs'));
  const query = join(folder, 'bin', 'dpkg-query');
  const lines = installed.map((name) => `echo "installed ${name}"`).join('\n');
  writeFileSync(query, `#!/bin/sh\n${lines}\nexit 1\n`, { mode: 0o755 });
  spawnSync('chmod', ['-R', 'a+rX', folder]);
  return { folder, query };
}

test('what dpkg does not have installed is missing; a name with the suffix t64 counts', (t) => {
  const { query } = makeBareProject(t, ['libnss3', 'libgtk-3-0t64']);
  assert.deepEqual(missingPackages(['libnss3', 'libgtk-3-0', 'xvfb'], query), ['xvfb']);
});

test('packages are asked for by the name that this system has for them', (t) => {
  const { folder } = makeBareProject(t, []);
  const entry = (name: string, version: string) =>
    `${name}:\n  Installed: (none)\n  Candidate: ${version}\n  Version table:\n`;
  const query = (lists: string) => {
    const path = join(folder, 'bin', 'apt-cache');
    writeFileSync(path, `#!/bin/sh\ncat <<'END'\n${lists}END\n`, { mode: 0o755 });
    return path;
  };
  const wanted = ['libasound2', 'xvfb', 'chromium', 'dunst'];
  const ubuntu = entry('libasound2', '(none)') + entry('libasound2t64', '1.2.11') + entry('xvfb', '21.1');
  assert.deepEqual(installablePackages(wanted, query(ubuntu)), ['libasound2t64', 'xvfb', 'dunst']);
  const bookworm = entry('libasound2', '1.2.8') + entry('xvfb', '21.1') + entry('chromium', '156');
  assert.deepEqual(installablePackages(wanted, query(bookworm)), wanted);
  assert.deepEqual(installablePackages(wanted, query('')), wanted, 'no lists were read yet');
});

test('where there is no dpkg nothing is said to be missing', () => {
  assert.deepEqual(missingPackages(['xvfb'], '/nowhere/dpkg-query'), []);
});

test('an ordinary user is told the one command, and nothing is installed', (t) => {
  const { folder } = makeBareProject(t, ['libnss3']);
  const command = [process.execPath, join(folder, 'scripts/bootstrap.mjs'), 'pack'];
  const asNobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const [program = '', ...args] = [...asNobody, ...command];
  const { status, stderr } = spawnSync(program, args, {
    env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  const wanted = [...packageSets.build, ...packageSets.run].filter((name) => name !== 'libnss3');
  assert.ok(stderr.includes(`\n  ${installCommand(installablePackages(wanted))}\n`), stderr);
});

test('a task that does not exist is named, with those that do', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(project, 'scripts/bootstrap.mjs'), 'dance'], {
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /There is no task "dance"\. Tasks: setup, /);
});

test('every npm script is a task', () => {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const script of Object.values(scripts)) {
    const [, task = 'setup'] = /^node scripts\/bootstrap\.mjs ?(\S+)?$/.exec(script) ?? [];
    assert.ok(task in tasks, script);
  }
});

test('node_modules matches the lockfile only when every locked package is there in its version', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lockfile-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'node_modules'));
  const locked = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  };
  const write = (path: string, packages: object): void =>
    writeFileSync(join(folder, path), JSON.stringify({ packages }));
  write('package-lock.json', locked);
  assert.equal(matchesLockfile(folder), false, 'nothing installed');
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
  assert.equal(matchesLockfile(folder), true, 'an optional package may be missing');
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.1' } });
  assert.equal(matchesLockfile(folder), false, 'another version');
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': {} });
  assert.equal(matchesLockfile(folder), false, 'a package that is not locked');
  write('node_modules/.package-lock.json', {});
  assert.equal(matchesLockfile(folder), false, 'a package missing');
});

test("the scripts' Node is the packaged one", () => {
  assert.equal(pinnedNode(project), process.execPath);
});

test('progress is plain lines where there is no terminal', async () => {
  const written: string[] = [];
  const out = { write: (text: string) => written.push(text) };
  assert.equal(await withProgress('Doing it', async () => 42, out), 42);
  assert.deepEqual(written, ['Doing it\n', 'Doing it: done in 0 s\n']);
});

test('progress is one line on a terminal, also when the work fails', async () => {
  const written: string[] = [];
  const out = { isTTY: true, write: (text: string) => written.push(text) };
  await assert.rejects(
    withProgress('Doing it', () => Promise.reject(new Error('no')), out),
    /no/,
  );
  assert.deepEqual(written, ['Doing it …', '\r\x1b[2KDoing it: failed after 0 s\n']);
});

test('for root the missing packages are installed', { skip: process.getuid?.() !== 0 && 'only root can' }, (t) => {
  const { folder } = makeBareProject(t, ['libnss3']);
  const log = join(folder, 'apt.log');
  writeFileSync(join(folder, 'bin', 'apt-get'), `#!/bin/sh\necho "$@" >> ${log}\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'bin', 'npm'), '#!/bin/sh\necho no registry; exit 7\n', { mode: 0o755 });
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'scripts/bootstrap.mjs'), 'pack'], {
    env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  const wanted = [...packageSets.build, ...packageSets.run].filter((name) => name !== 'libnss3');
  const [update, install] = readFileSync(log, 'utf8').trim().split('\n');
  assert.match(update ?? '', / update$/);
  assert.ok(install?.endsWith(` install --yes ${wanted.join(' ')}`), install);
  assert.equal(status, 1, 'then npm fails');
  assert.match(stderr, /npm ci --ignore-scripts ended with 7:\nno registry/);
});
