import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createClock } from '../../../main/system/clock.ts';
import { createHookRunner, type HookRunner } from '../../../main/system/hook-runner.ts';
import { createFakeLog } from '../core/fakes/log-and-random.ts';

const skip = process.platform === 'win32';
const folder = mkdtempSync(join(tmpdir(), 'hook-'));
after(() => rmSync(folder, { recursive: true }));

function program(name: string, script: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, mode);
  return path;
}

const runner = (longestMs = 60_000): HookRunner =>
  createHookRunner({
    clock: createClock(),
    log: createFakeLog(),
    env: { PATH: process.env.PATH, HOME: folder, https_proxy: 'http://dana:secret@proxy', LD_PRELOAD: '/tmp/evil.so' },
    longestMs,
  });
const run = (path: string, given: readonly string[] = [], all = runner()) =>
  all.run({ path, arguments: given }, { SWITCHHOOK_EVENT: 'ring', SWITCHHOOK_CALLER: '$(touch nowhere); `x` "\'' });

test('a program gets what happened in its environment, its own arguments, and no shell', { skip }, async () => {
  const told = join(folder, 'told');
  const path = program('tells', `env > ${told}; printf '%s\\n' "$@" >> ${told}`);
  assert.equal(await run(path, ['--lamp', 'a b; $(touch nowhere)']), null);
  const lines = readFileSync(told, 'utf8').split('\n');
  assert.ok(lines.includes('SWITCHHOOK_EVENT=ring'));
  assert.ok(lines.includes('SWITCHHOOK_CALLER=$(touch nowhere); `x` "\''));
  assert.ok(lines.includes(`HOME=${folder}`));
  assert.deepEqual(lines.slice(-3), ['--lamp', 'a b; $(touch nowhere)', '']);
  assert.equal(
    lines.some((line) => /proxy|LD_PRELOAD/.test(line)),
    false,
    'neither secrets nor what changes how it is loaded',
  );
});

test('its end tells whether all was well', { skip }, async () => {
  assert.equal(await run(program('fails', 'exit 3')), 'failed');
  assert.equal(await run(program('dies', 'kill -9 $$')), 'failed');
  assert.equal(await run(program('well', 'exit 0')), null);
});

test('one that does not end is ended', { skip }, async () => {
  assert.equal(await run(program('hangs', 'exec sleep 600'), [], runner(200)), 'slow');
});

test('what cannot be run is said to be missing', { skip }, async () => {
  assert.equal(await run(join(folder, 'nowhere')), 'missing');
  assert.equal(await run(folder), 'missing');
  const unreadable = join(folder, 'broken');
  writeFileSync(unreadable, '#!/nowhere/at/all\n');
  chmodSync(unreadable, 0o755);
  assert.equal(await run(unreadable), 'missing');
  assert.equal(await run(program('plain', 'exit 0', 0o644)), 'missing');
});

test('what others could change is not run, by whatever name', { skip }, async () => {
  const marker = join(folder, 'ran');
  const script = `touch ${marker}`;
  const open = program('open', script, 0o777);
  assert.equal(await run(open), 'unsafe');
  const link = join(folder, 'link');
  symlinkSync(open, link);
  assert.equal(await run(link), 'unsafe');
  const shared = join(folder, 'shared');
  mkdirSync(shared);
  const inShared = program('shared/own', script);
  chmodSync(shared, 0o777);
  assert.equal(await run(inShared), 'unsafe');
  chmodSync(shared, 0o1777);
  assert.equal(await run(inShared), null, 'as in /tmp, where nobody can replace what is another’s');
});

test('nor what lies behind a folder or a link that others could exchange', { skip }, async () => {
  const [outer, inner] = [join(folder, 'outer'), join(folder, 'outer', 'inner')];
  mkdirSync(inner, { recursive: true });
  const within = program('outer/inner/own', 'exit 0');
  const [loose, way] = [join(folder, 'loose'), join(folder, 'way')];
  mkdirSync(loose);
  symlinkSync(within, join(loose, 'link'));
  symlinkSync(join(loose, 'link'), way);
  assert.deepEqual([await run(within), await run(way)], [null, null]);
  chmodSync(outer, 0o777);
  assert.equal(await run(within), 'unsafe', 'a folder above its own');
  chmodSync(outer, 0o755);
  chmodSync(loose, 0o777);
  assert.equal(await run(way), 'unsafe', 'the folder of a link in the middle');
  chmodSync(loose, 0o1777);
  assert.equal(await run(way), null);
});

test('nor what is in a folder of somebody else’s, or behind a link of theirs', {
  skip: skip || process.getuid?.() !== 0,
}, async () => {
  const theirs = join(folder, 'theirs');
  mkdirSync(theirs);
  const ours = program('theirs/ours', 'exit 0');
  assert.equal(await run(ours), null);
  chownSync(theirs, 1234, 1234);
  assert.equal(await run(ours), 'unsafe');
  const link = join(folder, 'their-link');
  symlinkSync('/bin/true', link);
  assert.equal(await run(link), null);
  lchownSync(link, 1234, 1234);
  assert.equal(await run(link), 'unsafe');
});

test('a circle of links ends', { skip }, async () => {
  symlinkSync('circle', join(folder, 'circle'));
  assert.equal(await run(join(folder, 'circle')), 'missing');
});

test('at most four run at once, and sixty start in a minute', { skip }, async () => {
  const all = runner();
  const gate = join(folder, 'gate');
  const waits = program('waits', `while [ ! -e ${gate} ]; do sleep 0.05; done`);
  const first = [run(waits, [], all), run(waits, [], all), run(waits, [], all), run(waits, [], all)];
  assert.equal(await run(waits, [], all), undefined);
  writeFileSync(gate, '');
  assert.deepEqual(await Promise.all(first), [null, null, null, null]);
  const nowhere = join(folder, 'nowhere');
  for (let count = 4; count < 60; count += 1) assert.equal(await run(nowhere, [], all), 'missing');
  assert.equal(await run(nowhere, [], all), undefined);
});
