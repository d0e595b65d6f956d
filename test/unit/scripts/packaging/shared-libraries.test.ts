import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { debianDependencies, readHeaders } from '../../../../scripts/packaging/linux/shared-libraries.ts';

const printed = `
libfoo.so:     file format elf64-x86-64

Dynamic Section:
  NEEDED               libgtk-3.so.0
  NEEDED               libc.so.6
  SONAME               libfoo.so
  STRSZ                0x0000000000000123

Version References:
  required from libc.so.6:
    0x09691a75 0x00 03 GLIBC_2.2.5
    0x06969197 0x00 02 GLIBC_2.17
`;

test('it reads what a library is called, needs, and of which libc', () => {
  assert.deepEqual(readHeaders(printed), {
    soname: 'libfoo.so',
    libraries: ['libgtk-3.so.0', 'libc.so.6'],
    libcVersions: [
      [2, 2, 5],
      [2, 17],
    ],
  });
  assert.deepEqual(readHeaders(''), { soname: null, libraries: [], libcVersions: [] });
});

test('the packages of a program are those of its libraries, each once, libc with the newest version that is asked for', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'libraries-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(process.execPath, join(folder, 'switchhook'));
  writeFileSync(join(folder, 'readme.txt'), 'no program');
  const found = await debianDependencies(folder);
  assert.match(found[0] ?? '', /^libc6 \(>= 2\.\d+(\.\d+)?\)$/);
  assert.deepEqual(found.slice(1), ['libgcc-s1', 'libstdc++6', 'libudev1', 'libx11-xcb1']);
});

test('a library whose package is not known is an error that names it', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'libraries-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  // Of the same length, so that the file stays as it is otherwise.
  const bytes = readFileSync(process.execPath);
  const at = bytes.indexOf('libstdc++.so.6\0');
  bytes.write('libabcdef.so.6', at);
  writeFileSync(join(folder, 'switchhook'), bytes);
  await assert.rejects(debianDependencies(folder), /linked with libabcdef\.so\.6/);
});
