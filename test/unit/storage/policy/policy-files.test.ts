import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { policyFolders } from '../../../../main/storage/policy/administrators-policy.ts';
import { mergePolicy } from '../../../../main/storage/policy/merge.ts';
import { readPolicyFile, readPolicyFolder } from '../../../../main/storage/policy/policy-files.ts';

const me = [process.getuid?.() ?? 0];
const numbersTell = process.platform !== 'win32';
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  path = join(folder, 'policy.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, document: unknown, mode = 0o644): string => {
  const target = join(folder, file);
  mkdirSync(join(target, '..'), { recursive: true });
  writeFileSync(target, typeof document === 'string' ? document : JSON.stringify(document));
  chmodSync(target, mode);
  return target;
};

test('a file is read, with a byte order mark or without', () => {
  write('policy.json', `\ufeff${JSON.stringify({ httpDiscovery: false })}`);
  assert.deepEqual(readPolicyFile(path, me), { source: path, said: { httpDiscovery: false }, refused: [] });
});

test('without a file or a folder nothing is said, and nothing is wrong', () => {
  assert.deepEqual(readPolicyFolder(folder, me), []);
  assert.deepEqual(readPolicyFolder(join(folder, 'none'), me), []);
});

for (const [what, text, why] of [
  ['cut off', '{"httpDiscovery": fal', 'no-json'],
  ['empty', '', 'no-json'],
  ['a list', '[]', 'no-object'],
  ['null', 'null', 'no-object'],
  ['too long', `{"a":"${'x'.repeat(70_000)}"}`, 'too-large'],
] as const) {
  test(`a file that is ${what} is left aside, and said to be wrong`, () => {
    write('policy.json', text);
    assert.deepEqual(readPolicyFile(path, me), {
      source: path,
      said: {},
      refused: [{ source: path, key: null, why }],
    });
  });
}

test('a folder in the place of the file is told', () => {
  mkdirSync(path);
  assert.deepEqual(readPolicyFile(path, me)?.refused, [{ source: path, key: null, why: 'unreadable' }]);
});

test('a pipe or a device in the place of the file is told, and holds up nobody', { skip: !numbersTell }, () => {
  execFileSync('mkfifo', [path]);
  assert.deepEqual(readPolicyFile(path, me)?.refused, [{ source: path, key: null, why: 'unreadable' }]);
  rmSync(path);
  symlinkSync('/dev/zero', path);
  assert.deepEqual(readPolicyFile(path, [0])?.refused, [{ source: path, key: null, why: 'unreadable' }]);
});

const refusalOf = (owners: readonly number[] = me) => readPolicyFile(path, owners)?.refused[0]?.why;

test('a file that others may write, or that somebody else owns, is left aside', { skip: !numbersTell }, () => {
  write('policy.json', { httpDiscovery: false });
  assert.equal(refusalOf(), undefined);
  for (const mode of [0o666, 0o664, 0o646]) {
    chmodSync(path, mode);
    assert.equal(refusalOf(), 'others-may-write', mode.toString(8));
  }
  chmodSync(path, 0o644);
  assert.equal(refusalOf([4_000_000]), 'others-may-write');
});

test('a file in a folder in which others may put another is left aside', { skip: !numbersTell }, () => {
  write('policy.json', { httpDiscovery: false });
  for (const mode of [0o777, 0o1777, 0o775]) {
    chmodSync(folder, mode);
    assert.equal(refusalOf(), 'others-may-write', mode.toString(8));
  }
  chmodSync(folder, 0o755);
  assert.equal(refusalOf(), undefined);
});

test('a link leads to the file, whose owner counts', { skip: !numbersTell }, () => {
  symlinkSync(write('real.json', { httpDiscovery: false }, 0o666), path);
  assert.equal(refusalOf(), 'others-may-write');
});

test('of policy.d the last file goes first, then those before it, then policy.json', () => {
  write('policy.json', { oauthClientId: 'base', httpDiscovery: false, logLevel: 'error' });
  write('policy.d/10-site.json', { oauthClientId: 'site', logLevel: 'warn' });
  write('policy.d/20-team.json', { oauthClientId: 'team' });
  write('policy.d/.hidden.json', { oauthClientId: 'hidden' });
  write('policy.d/30-notes.txt', { oauthClientId: 'notes' });
  const { policy, told } = mergePolicy(readPolicyFolder(folder, me));
  assert.deepEqual([policy.oauthClientId, policy.logLevel, policy.httpDiscovery], ['team', 'warn', false]);
  assert.deepEqual(told.sources, [
    join(folder, 'policy.d', '20-team.json'),
    join(folder, 'policy.d', '10-site.json'),
    path,
  ]);
});

test('one bad file drops no other', () => {
  write('policy.json', { httpDiscovery: false });
  const bad = write('policy.d/10-bad.json', '{');
  write('policy.d/20-good.json', { logLevel: 'warn' });
  const { policy, told } = mergePolicy(readPolicyFolder(folder, me));
  assert.deepEqual([policy.httpDiscovery, policy.logLevel], [false, 'warn']);
  assert.deepEqual(told.refused, [{ source: bad, key: null, why: 'no-json' }]);
});

test('of more than a hundred files the others are told, and not read', () => {
  for (let index = 0; index < 102; index += 1) {
    write(`policy.d/${String(index).padStart(3, '0')}.json`, { oauthClientId: `id${index}` });
  }
  const { policy, told } = mergePolicy(readPolicyFolder(folder, me));
  assert.equal(policy.oauthClientId, 'id99');
  assert.deepEqual(
    told.refused.map(({ why }) => why),
    ['too-many', 'too-many'],
  );
});

test('policies are where only administrators write', () => {
  assert.deepEqual(policyFolders('linux', {}), ['/etc/switchhook', '/etc/xdg/switchhook']);
  assert.deepEqual(policyFolders('linux', { XDG_CONFIG_DIRS: '/etc/contoso:relative:/etc/xdg:/etc/contoso' }), [
    '/etc/switchhook',
    '/etc/contoso/switchhook',
    '/etc/xdg/switchhook',
  ]);
  assert.deepEqual(policyFolders('darwin', {}), ['/Library/Application Support/Switchhook']);
  assert.match(policyFolders('win32', { ProgramData: 'D:\\Data' })[0] ?? '', /^D:\\Data.Switchhook$/);
});
