import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { judge } from '../../../main/core/updates/judge.ts';
import { createUrls } from '../../../main/parsing/urls.ts';
import { ownValues } from '../../../main/storage/policy/values.ts';
import { verifyUpdate } from '../../../main/system/update-signature.ts';
import { projectRoot } from '../../../scripts/project.ts';

const work = mkdtempSync(join(tmpdir(), 'sign-updates-'));
after(() => rmSync(work, { recursive: true, force: true }));

/** What the command prints, on either channel; its error where it fails. */
async function run(...args: readonly string[]): Promise<string> {
  const script = join(projectRoot, 'scripts/sign-updates.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args]);
  return stdout;
}

function folderWith(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(work, name);
  mkdirSync(folder);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

test('what an administrator signs with the command is what the app takes, on every system', async () => {
  const pem = join(work, 'key.pem');
  const key = /^updateKey: (\S+)\n$/.exec(await run('key', pem))?.[1] ?? '';
  assert.ok(v.is(ownValues.updateKey, key), key);
  assert.equal(statSync(pem).mode & 0o777, 0o600);
  assert.equal(await run('public', pem), `updateKey: ${key}\n`);

  const folder = folderWith('good', {
    'switchhook_0.2.0_amd64.deb': 'deb',
    'switchhook-0.2.0-1.x86_64.rpm': 'rpm',
    'switchhook_0.2.0_x86_64.AppImage': 'AppImage',
    'switchhook_0.2.0_x64.exe': 'exe',
    'switchhook_0.2.0_arm64.deb': 'deb for arm',
    'switchhook_0.2.0.cdx.json': '{}',
    SHA256SUMS: '',
  });
  assert.match(await run('sign', pem, folder, '--days=2'), /version 0\.2\.0, for 2 days\n/);
  const body = readFileSync(join(folder, 'switchhook-updates.json'), 'utf8');
  for (const kind of ['deb', 'rpm', 'AppImage', 'exe'] as const) {
    const standing = {
      url: 'https://updates.contoso.com/switchhook-updates.json',
      ...{ running: '0.1.0', kind, architecture: 'x64', newestAt: 0, wall: Date.now() },
      verify: (text: string, signature: string) => verifyUpdate(text, signature, key),
    };
    const taken = judge(body, standing, createUrls());
    assert.equal(taken.ok && taken.value.update?.size, kind.length, kind);
    assert.deepEqual(judge(body, { ...standing, wall: Date.now() + 2 * 86_400_000 }, createUrls()), {
      ok: false,
      failure: 'expired',
    });
  }
});

test('a key is not written over, and another kind of key signs nothing', async () => {
  const pem = join(work, 'kept.pem');
  await run('key', pem);
  const before = readFileSync(pem);
  await assert.rejects(run('key', pem), /EEXIST/);
  assert.deepEqual(readFileSync(pem), before);
  const { generateKeyPairSync } = await import('node:crypto');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const other = join(work, 'p256.pem');
  writeFileSync(other, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  await assert.rejects(run('public', other), /is no Ed25519 key/);
});

test('what cannot be signed is said', async () => {
  const pem = join(work, 'third.pem');
  await run('key', pem);
  await assert.rejects(run('sign', pem, folderWith('none', { 'readme.txt': '' })), /There is no package/);
  const tests = folderWith('tests', { 'switchhook_0.2.0~tests_amd64.deb': '' });
  await assert.rejects(run('sign', pem, tests), /There is no package/);
  const mixed = folderWith('mixed', { 'switchhook_0.1.0_amd64.deb': '', 'switchhook_0.2.0_amd64.deb': '' });
  await assert.rejects(run('sign', pem, mixed), /several versions/);
  await assert.rejects(run('sign', pem, mixed, '--days=x'), /Usage/);
  await assert.rejects(run('burn', pem), /Usage/);
});
