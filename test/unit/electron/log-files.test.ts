import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { readyForLog } from '../../../main/electron/log-files.ts';

describe('a folder made ready for the log', { skip: process.platform === 'win32' }, () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const rights = (path: string): number => statSync(path).mode & 0o777;

  test('is made where there is none, for the user alone', () => {
    const logs = join(folder, 'not', 'there');
    readyForLog(logs);
    assert.equal(rights(logs), 0o700);
  });

  for (const name of ['main.log', 'main.old.log']) {
    test(`keeps what is in ${name}, which others may no longer read or write`, () => {
      const path = join(folder, name);
      writeFileSync(path, 'a line\n');
      chmodSync(path, 0o666);
      readyForLog(folder);
      assert.equal(rights(path), 0o600);
      assert.equal(readFileSync(path, 'utf8'), 'a line\n');
    });

    test(`has no pipe in the place of ${name}, which would hold up whoever opens it`, () => {
      const path = join(folder, name);
      execFileSync('mkfifo', [path]);
      readyForLog(folder);
      assert.equal(existsSync(path), false);
    });

    test(`has no link in the place of ${name}; what it led to stays as it is`, () => {
      const target = join(folder, 'precious');
      writeFileSync(target, 'precious', { mode: 0o644 });
      symlinkSync(target, join(folder, name));
      readyForLog(folder);
      assert.equal(existsSync(join(folder, name)), false);
      assert.deepEqual([readFileSync(target, 'utf8'), rights(target)], ['precious', 0o644]);
    });
  }

  test('is left as it is where it cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    assert.doesNotThrow(() => readyForLog(join(folder, 'file', 'logs')));
  });
});
